"""What happened, in order, for good."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One thing that happened. Appended, never edited; `(source, external_id)` arrives once.

    `occurred_date` and `due_date` are dates in the shop's time zone, so that lateness compares days, not seconds.
    """

    person = models.ForeignKey(  # `event_story` begins with it: an index of its own would only slow imports
        "people.Person", null=True, on_delete=models.CASCADE, related_name="events", db_index=False
    )
    kind = models.CharField(max_length=40)
    occurred_at = models.DateTimeField()
    occurred_date = models.DateField()
    recorded_at = models.DateTimeField()
    source = models.CharField(max_length=100)
    external_id = models.CharField(max_length=320)
    channel = models.CharField(max_length=30, default="", blank=True)
    ref = models.CharField(max_length=320, default="", blank=True)
    amount_minor = models.BigIntegerField(null=True, blank=True)
    margin_minor = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="", blank=True)
    score = models.SmallIntegerField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    due_date = models.DateField(null=True, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    suggestion_id = models.BigIntegerField(null=True, blank=True)
    import_run_id = models.BigIntegerField(
        null=True, blank=True, db_index=True, help_text="channels.ImportRun; undo takes it back"
    )
    data = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "external_id"], name="event_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "-occurred_at", "-id"], name="event_story"),
            models.Index(fields=["ref", "kind"], name="event_ref", condition=~Q(ref="")),
            models.Index(fields=["kind", "-occurred_at"], name="event_kind"),
            models.Index(fields=["about_id"], name="event_about", condition=Q(about_id__isnull=False)),
            models.Index(fields=["suggestion_id"], name="event_suggestion", condition=Q(suggestion_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.occurred_at:%Y-%m-%d}"


class Cursor(models.Model):
    """How far a reader has come: the id of the last event it has dealt with."""

    name = models.CharField(max_length=100, primary_key=True)
    last_event_id = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name}@{self.last_event_id}"


class ParkedEvent(models.Model):
    """An event a reader could not deal with, set aside so that the next one is not kept waiting."""

    reader = models.CharField(max_length=100)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    error = models.TextField()
    tries = models.PositiveSmallIntegerField(default=1)
    parked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["reader", "event"], name="parked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reader}: {self.event_id}"
