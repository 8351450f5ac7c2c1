"""What we say of ourselves, what the world did, who is answering in public, and the words of both sides compared."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hafawa.team.sight import Guarded


class WorldKind(models.TextChoices):
    """What sort of thing happened."""

    HOLIDAY = "holiday", _("Holiday")
    PRICE = "price", _("Price change")
    OUTAGE = "outage", _("Outage")
    CAMPAIGN = "campaign", _("Campaign of ours")
    NEWS = "news", _("News in the world")
    OTHER = "other", _("Something else")


class WorldEvent(models.Model):
    """Something that happened around the shop and may move how people feel: marked beside the mood."""

    on_date = models.DateField()
    kind = models.CharField(max_length=10, choices=WorldKind, default=WorldKind.OTHER)
    words = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    noted_at = models.DateTimeField()

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["on_date", "id"]

    def __str__(self) -> str:
        return f"{self.on_date}: {self.words}"


class OwnText(models.Model):
    """What the shop says of itself: a page of its site, a leaflet, pasted by the team."""

    title = models.CharField(max_length=120)
    text = models.TextField()
    language = models.CharField(max_length=8, default="", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    noted_at = models.DateTimeField()

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.title


class TakenUp(models.Model):
    """Who of the team is answering a review or a mention, so that no two do."""

    event = models.OneToOneField("timeline.Event", on_delete=models.CASCADE, primary_key=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"{self.event_id}: {self.by}"


class Compared(models.Model):
    """Our words against theirs, in one language. Derived; counted anew each day."""

    language = models.CharField(max_length=8, primary_key=True)
    found = models.JSONField(help_text="ours, theirs: [word, by us, by them, weight, events]; n of each")
    through = models.BigIntegerField(default=0, help_text="the newest event counted")
    made_at = models.DateTimeField()

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return self.language
