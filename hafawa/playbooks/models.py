"""Whom to turn to, why, what was done about it, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hafawa.team.sight import Guarded


class State(models.TextChoices):
    """Where a suggestion stands."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    LATER = "later", _("Later")
    NOT_THIS = "not_this", _("Not this")
    EXPIRED = "expired", _("Expired")
    SETTLED = "settled", _("Settled by itself")
    HELD_OUT = "held_out", _("Left alone to learn")


class Suggestion(models.Model):
    """One card: a person, a playbook, a reason with its facts and the events it rests on.

    Words are not stored: `why` and the suggested words are made from `facts` in the reader's and the person's language.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="suggestions")
    playbook = models.CharField(max_length=60)
    action = models.CharField(
        max_length=20, help_text="answer, make_right, call, thank, celebrate, check_in, reward, ask"
    )
    reason_key = models.CharField(max_length=200, help_text="what makes this reason itself: an order, a thread, a year")
    facts = models.JSONField(default=dict)
    evidence = models.JSONField(default=list, help_text="ids of the events it rests on")
    channel = models.CharField(max_length=30, default="", blank=True, help_text="the channel suggested")
    minutes = models.PositiveSmallIntegerField()
    value_minor = models.BigIntegerField(null=True, help_text="value at stake; null is not known")
    currency = models.CharField(max_length=3, default="", blank=True)
    urgency = models.FloatField(help_text="higher is sooner; comparable across playbooks")
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    made_at = models.DateTimeField(help_text="the day judged from, see timeline.log.day_of")
    expires_at = models.DateTimeField(null=True, blank=True, help_text="null never expires")
    later_until = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    not_this_reason = models.CharField(max_length=30, default="", blank=True)
    note = models.TextField(default="", blank=True)
    before = models.JSONField(default=dict, blank=True, help_text="what an undo puts back: state and later_until")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "playbook", "reason_key"],
                condition=Q(state__in=["open", "later"]),
                name="suggestion_open_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(  # holds all that choosing the day's cards looks at, so that thousands are not read whole
                fields=[
                    *("state", "-urgency", "-value_minor", "playbook", "person", "action", "minutes"),
                    *("expires_at", "later_until"),
                ],
                name="suggestion_today",
            ),
            models.Index(fields=["person", "-made_at"], name="suggestion_person"),
            models.Index(fields=["playbook", "-closed_at"], name="suggestion_closed"),
        ]

    def __str__(self) -> str:
        return f"{self.playbook}: {self.person_id}"


class Outcome(models.Model):
    """What came of a suggestion, read back from later events; also for the held-out, so that they compare."""

    suggestion = models.OneToOneField(Suggestion, on_delete=models.CASCADE, primary_key=True, related_name="outcome")
    was_held_out = models.BooleanField()
    happened = models.BooleanField(null=True, help_text="null until it can be known")
    by_event_id = models.BigIntegerField(null=True)
    due_at = models.DateTimeField(help_text="when it will be known")
    read_at = models.DateTimeField(null=True)

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"{self.suggestion_id}: {self.happened}"


class LeftOut(models.Model):
    """How many were left out of the last list, and why; with a few of them to look at. Rewritten by each run."""

    playbook = models.CharField(max_length=60)
    reason = models.CharField(
        max_length=40, help_text="capped, no_consent, one_a_day, cooling_down, held_out, not_this, later, lower_down"
    )
    people = models.PositiveIntegerField()
    examples = models.JSONField(default=list, help_text="a few person ids")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["playbook", "reason"], name="left_out_once"),
        ]

    def __str__(self) -> str:
        return f"{self.playbook}: {self.reason} {self.people}"


class LastRun(models.Model):
    """What the last making of the list looked at: always the row with id 1. Rewritten by each run."""

    made_at = models.DateTimeField()
    judged_at = models.DateTimeField(help_text="the instant judged from, see timeline.log.day_of")
    people = models.PositiveIntegerField(default=0)
    unknown = models.JSONField(default=dict, help_text="what could not be known, by key, with how many it concerns")
    quiet = models.JSONField(default=list, help_text="ids of good customers nobody has spoken with for long")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="one_last_run"),
        ]

    def __str__(self) -> str:
        return f"{self.judged_at:%Y-%m-%d}"
