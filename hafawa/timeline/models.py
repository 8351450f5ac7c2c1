"""What happened, in order, for good."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from hafawa.team.sight import Guarded


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

    objects = Guarded.as_manager()

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


class Confidential(models.Model):
    """A conversation that is, was, or is not to be kept to its readers; see `timeline.confidential`.

    `ref` is its key. Where its messages carry none, they are those of `person` that have no ref. One that is off was
    opened again, or proposed and declined: what was written until then proposes nothing any more.
    """

    ref = models.CharField(max_length=330, unique=True)
    person = models.ForeignKey("people.Person", null=True, on_delete=models.CASCADE, related_name="+")
    is_on = models.BooleanField(default=True)
    why = models.CharField(max_length=500, default="", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(help_text="when it was last turned on or off")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(ref=""), name="confidential_ref_not_blank"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["ref"], name="confidential_on", condition=Q(is_on=True)),
        ]

    def __str__(self) -> str:
        return f"{self.ref}: {self.is_on}"


class ConfidentialReader(models.Model):
    """A member of the team who reads a confidential conversation; managers and owners need no row."""

    confidential = models.ForeignKey(Confidential, on_delete=models.CASCADE, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["confidential", "user"], name="confidential_reader_once"),
        ]

    def __str__(self) -> str:
        return f"{self.confidential_id}: {self.user_id}"


class ConfidentialEvent(models.Model):
    """An event that stands in a confidential conversation, or was said about what does; see `timeline.narrowing`."""

    confidential = models.ForeignKey(Confidential, on_delete=models.CASCADE, related_name="events")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["confidential", "event"], name="confidential_event_once"),
        ]

    def __str__(self) -> str:
        return f"{self.confidential_id}: {self.event_id}"
