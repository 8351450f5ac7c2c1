"""Which answers may go out without a hand, in which words, and what became of each message."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from hafawa.team.sight import Guarded


def by_mail() -> list[str]:
    """Where a rule acts unless somebody says otherwise: `deciding.CHANNELS`."""
    return ["email"]


class Rule(models.Model):
    """One kind of answer (`deciding.KINDS`): off until somebody switches it on."""

    kind = models.CharField(max_length=20, primary_key=True)
    is_on = models.BooleanField(default=False)
    channels = models.JSONField(default=by_mail, blank=True, help_text="where it acts while it is on: email, chat")
    words = models.JSONField(default=dict, blank=True, help_text="language to the shop's own words; empty: ours")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.kind


class Decision(models.Model):
    """What was decided about one message while a rule was on: answered by which rule, or left to a person, and why."""

    event = models.OneToOneField(
        "timeline.Event", on_delete=models.CASCADE, primary_key=True, related_name="automatic_decision"
    )
    kind = models.CharField(max_length=20, default="", blank=True, help_text="the rule; empty: a person's")
    why = models.JSONField(default=list, help_text="why it is a person's, by name (deciding.WHYS)")
    outgoing = models.ForeignKey(
        "channels.Outgoing", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    objects = Guarded.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["-at"], name="automatic_newest")]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.kind or 'a person'}"
