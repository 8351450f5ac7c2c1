"""What was read out of somebody's words and waits for a person to say whether it is worth keeping?"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hafawa.team.sight import Guarded


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    WAITING = "waiting", _("Waiting")
    KEPT = "kept", _("Remembered")
    DISMISSED = "dismissed", _("Dismissed")


class Proposal(models.Model):
    """A detail or a day that a reader proposes; nothing uses it until somebody keeps it.

    Health, law, money trouble, a loss or a surprise is proposed for the narrowest audience.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="proposals")
    text = models.CharField(max_length=1000, help_text="the words it was read from")
    about = models.CharField(max_length=30, default="self", help_text="self, wife, son, mother, ...")
    kind = models.CharField(max_length=20, help_text="occasion, health, family, taste, work, place, plan, secret")
    audience = models.CharField(max_length=20, default="know")
    occasion = models.CharField(max_length=20, default="", blank=True, help_text="birthday, anniversary, wedding, ...")
    calendar = models.CharField(max_length=20, default="", blank=True, help_text="empty: no day was told")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    confidence = models.FloatField(default=0.5, help_text="0 to 1")
    said_on = models.DateField()
    evidence_event_id = models.BigIntegerField(db_index=True)
    import_run_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.WAITING)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    detail = models.ForeignKey("people.Detail", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    kept_occasion = models.ForeignKey(
        "people.Occasion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-said_on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "about", "text"], name="proposal_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None) | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="proposal_decided_at",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "-said_on"], condition=Q(state="waiting"), name="proposals_waiting"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def has_day(self) -> bool:
        """Whether it names a day that can be kept."""
        return bool(self.calendar and self.month and self.day)
