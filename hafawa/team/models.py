"""Who works here, and what the shop has said about itself."""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from hafawa.team.sight import Guarded

_SESSION_SALT = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"  # Django's: sessions of before hold
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
    access_epoch = models.PositiveIntegerField(
        default=0, help_text="one more ends every session and token made under the number before"
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A session holds while the password and the epoch are those it was begun under."""
        made_under = f"{self.password}:{self.access_epoch}" if self.access_epoch else self.password
        return salted_hmac(_SESSION_SALT, made_under, secret=secret, algorithm="sha256").hexdigest()


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
    closed_on = models.JSONField(
        default=list, blank=True, help_text="days off, YYYY-MM-DD, as dates in the shop's zone"
    )
    assigns = models.BooleanField(default=True, help_text="give a new conversation to somebody of the team")
    reply_minutes = models.JSONField(default=dict, blank=True, help_text="channel to minutes; overrides the defaults")
    contacts_per_person = models.PositiveSmallIntegerField(default=2, help_text="most contacts in the cap's window")
    contact_window_days = models.PositiveSmallIntegerField(default=14)
    minutes_a_day = models.PositiveSmallIntegerField(default=60)
    held_out_share = models.FloatField(default=0.1, help_text="0 to 0.5, of measurable kinds")
    second_step_roles = models.JSONField(
        default=list, blank=True, help_text="roles that may work only after a second step of signing in is set up"
    )
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


class ApiToken(models.Model):
    """A key with which a program acts as a member of the team. The key itself is shown once and never kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100, help_text="what it is for")
    key_id = models.CharField(max_length=16, unique=True, help_text="its public part, by which it is found and shown")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the whole key")
    password_mark = models.CharField(max_length=128, help_text="changes with the user's password, and ends it")
    scopes = models.JSONField(default=list, help_text="area:read or area:write, see team.tokens.AREAS")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True, help_text="to the minute")
    window = models.BigIntegerField(default=0, help_text="the minute requests are being counted in")
    used = models.PositiveIntegerField(default=0, help_text="requests handed out in that minute, to all processes")

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(digest="") & ~Q(key_id=""), name="api_token_not_blank"),
        ]

    def __str__(self) -> str:
        return self.name


class AuditEntry(models.Model):
    """One act worth answering for. Appended, never changed; written through `team.audit.note`."""

    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=200, default="", blank=True, help_text="their name then; empty is the system")
    what = models.CharField(max_length=60, help_text="package.verb_in_the_past: people.merged, team.invited")
    about = models.CharField(max_length=100, default="", blank=True, help_text="kind:id of what it was done to")
    facts = models.JSONField(default=dict, blank=True, help_text="no customer's words, address or secret")
    at = models.DateTimeField()

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-at", "-id"], name="audit_newest"),
            models.Index(fields=["about", "-at"], name="audit_about"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.about}"


class LinkKind(models.TextChoices):
    """What a one-time link is for."""

    INVITE = "invite", _("Invitation")
    PASSWORD = "password", _("New password")


class OneTimeLink(models.Model):
    """A link that lets somebody in once. Only the digest of its token is kept; see `team.links`."""

    kind = models.CharField(max_length=20, choices=LinkKind.choices)
    email = models.EmailField(help_text="whom it was made for")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.AGENT, help_text="of an invitation")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True, help_text="used, revoked or replaced by a newer one")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["kind", "email"], condition=Q(ended_at__isnull=True), name="one_open_link_each"
            ),
            models.CheckConstraint(condition=~Q(digest=""), name="link_not_blank"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.email}"


class Tally(models.Model):
    """How often something was done in a window of time; written by `team.throttle` alone."""

    key = models.CharField(max_length=120, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
