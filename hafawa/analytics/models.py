"""The standing of each person and the figures of the shop, as the screens read them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from hafawa.team.sight import Guarded

RESTS = 20  # after working on the figures for a second, twenty seconds of rest


class Standing(models.Model):
    """One person's row of `standing.parquet`, copied for the screens. Derived; never written by hand."""

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, primary_key=True, related_name="standing")
    version = models.CharField(max_length=40)
    judged_at = models.DateTimeField(help_text="the instant it was judged from")
    row = models.JSONField(help_text="the columns of `standing_columns.COLUMNS`; dates ISO, times ISO in UTC")

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"standing of {self.person_id}"


class Figures(models.Model):
    """What the whole shop's history says, in one row (id 1). Derived; never written by hand."""

    version = models.CharField(max_length=40)
    judged_at = models.DateTimeField(help_text="the instant it was judged from")
    made_at = models.DateTimeField(help_text="when it was worked out")
    took_ms = models.PositiveIntegerField(default=0, help_text="how long that took; a costly one is made less often")
    is_behind = models.BooleanField(default=False, help_text="standing has changed since")
    found = models.JSONField(help_text="by figure, see `figures`")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="figures_once"),
        ]

    @classmethod
    def is_due(cls, *, now: datetime) -> bool:
        """Whether figures that were put off may be made now."""
        behind = cls.objects.filter(is_behind=True).defer("found").first()
        return behind is not None and not behind.rests(now=now)

    def rests(self, *, now: datetime) -> bool:
        """Whether they were made so lately that, for what they cost, they are not made again at `now`."""
        return timedelta(0) <= now - self.made_at < timedelta(milliseconds=self.took_ms * RESTS)

    def __str__(self) -> str:
        return f"figures as of {self.judged_at:%Y-%m-%d}"
