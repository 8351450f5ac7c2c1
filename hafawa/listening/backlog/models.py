"""What customers ask the shop to change for everybody, who asked for it, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hafawa.team.sight import Guarded


class State(models.TextChoices):
    """What became of it."""

    OPEN = "open", _("Open")
    PLANNED = "planned", _("Planned")
    DONE = "done", _("Done")
    DECLINED = "declined", _("Will not be done")


class Demand(models.Model):
    """One line of the fix backlog: something asked for, by however many, and what the team made of it."""

    words = models.TextField(help_text="in the words of the first who asked, or the team's")
    language = models.CharField(max_length=8, default="", blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    because = models.TextField(default="", blank=True, help_text="why not, or what was done")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="joined", help_text="the same as this"
    )

    objects = Guarded.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["language"], name="demand_language")]

    def __str__(self) -> str:
        return self.words[:60]


class Voice(models.Model):
    """A piece of a message that asks for something."""

    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="voices")
    event = models.ForeignKey("timeline.Event", on_delete=models.CASCADE, related_name="+")
    words = models.TextField()
    is_idea = models.BooleanField(default=False, help_text="a suggestion, not a demand")
    told_at = models.DateTimeField(null=True, blank=True, help_text="when they were told that it was done")
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-event_id", "id"]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.words[:40]}"
