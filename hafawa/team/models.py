"""Who works here, and what the shop has said about itself."""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LANGUAGES = (("en", "English"), ("ar", "العربية"), ("ka", "ქართული"))


class Role(models.TextChoices):
    """What a member of the team may do."""

    OWNER = "owner", _("Owner")
    MANAGER = "manager", _("Manager")
    AGENT = "agent", _("Agent")
    VIEWER = "viewer", _("Viewer")


class UserManager(BaseUserManager["User"]):
    """Makes users by email address."""

    def create_user(
        self, *, email: str, password: str, name: str, role: str = Role.AGENT, language: str = "en"
    ) -> User:
        """A saved user who signs in with `email` and `password`."""
        user = self.model(email=email.strip().lower(), name=name.strip(), role=role, language=language)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A member of the team."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.AGENT)
    language = models.CharField(max_length=8, choices=LANGUAGES, default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name


class Shop(models.Model):
    """The one shop this installation serves: always the row with id 1 (`Shop.get()`)."""

    name = models.CharField(max_length=200, default="")
    language = models.CharField(max_length=8, choices=LANGUAGES, default="en")
    currency = models.CharField(max_length=3, default="USD")
    country = models.CharField(max_length=2, default="", blank=True, help_text="ISO 3166; reads local phone numbers")
    time_zone = models.CharField(max_length=64, default="UTC")
    sender_name = models.CharField(max_length=200, default="", blank=True, help_text="signs suggested words")
    staff_addresses = models.JSONField(default=list, blank=True, help_text="mail addresses and domains that are us")
    opens_at = models.TimeField(default="09:00")
    closes_at = models.TimeField(default="18:00")
    open_weekdays = models.JSONField(default=list, blank=True, help_text="0 Monday to 6 Sunday; empty is every day")
    reply_minutes = models.JSONField(default=dict, blank=True, help_text="channel to minutes; overrides the defaults")
    contacts_per_person = models.PositiveSmallIntegerField(default=2, help_text="most contacts in the cap's window")
    contact_window_days = models.PositiveSmallIntegerField(default=14)
    minutes_a_day = models.PositiveSmallIntegerField(default=60)
    held_out_share = models.FloatField(default=0.1, help_text="0 to 0.5, of measurable kinds")
    is_sample = models.BooleanField(default=False, help_text="holds the sample shop, not real customers")
    set_up_at = models.DateTimeField(null=True, blank=True, help_text="when the first-run questions were answered")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="one_shop"),
            models.CheckConstraint(
                condition=Q(held_out_share__gte=0, held_out_share__lte=0.5), name="held_out_share_range"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def get(cls) -> Shop:
        """The shop, made with defaults at the first call."""
        shop, is_new = cls.objects.get_or_create(id=1)
        if is_new:
            shop.refresh_from_db()  # defaults as the database has them: hours are times, not text
        return shop

    @property
    def zone(self) -> ZoneInfo:
        """The shop's time zone; dates of orders, promises and occasions are dates there."""
        return ZoneInfo(self.time_zone)
