"""What does the team keep to with somebody who abuses its people? Steps with evidence, two who agree, and an end."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hafawa.team.sight import Guarded


class Step(models.TextChoices):
    """What is done, from the least on."""

    NOTE = "note", _("A note among us")
    LIMIT = "limit", _("A calm limit, in writing")
    SLOWER = "slower", _("In writing only, answered within two working days")
    NO_CALLS = "no_calls", _("No calls")
    END = "end", _("The end of our service")


class State(models.TextChoices):
    """Where a step stands. One in force ends by itself after its last day."""

    PROPOSED = "proposed", _("Waits for a second person")
    IN_FORCE = "in_force", _("In force")
    DECLINED = "declined", _("Not agreed to")
    WITHDRAWN = "withdrawn", _("Taken back")
    ENDED = "ended", _("Ended")


class Because(models.TextChoices):
    """Why one ended before its last day."""

    APOLOGY = "apology", _("They apologised")
    BETTER = "better", _("It is not needed any more")
    APPEAL = "appeal", _("They asked us to look again, and were right")


class Boundary(models.Model):
    """One step. It is about what happened and for a time, never about what somebody is: no label, no score.

    Nothing that counts (standing, figures, playbooks) reads it; the page of today only takes the call off a card.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="boundaries")
    step = models.CharField(max_length=10, choices=Step.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    why = models.CharField(max_length=1000, help_text="what happened, for the second person")
    words = models.TextField(default="", blank=True, help_text="what they are told; empty for a note")
    language = models.CharField(max_length=8, default="", blank=True)
    evidence = models.JSONField(default=list, help_text="ids of the events it rests on")
    expires_on = models.DateField(help_text="its last day")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="the second person: a manager or the owner, never who proposed it",
    )  # fmt: skip
    decided_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=10, choices=Because.choices, default="", blank=True)
    apology_event_id = models.BigIntegerField(null=True, blank=True)

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-proposed_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(proposed_by=None) | ~Q(decided_by=F("proposed_by")),
                name="boundary_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(decided_at__isnull=False), name="boundary_in_force_is_agreed"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="boundary_says_why"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "expires_on"], name="boundary_standing"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.step}"
