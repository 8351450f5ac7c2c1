"""What was asked, done and removed for the sake of somebody's privacy? No row here says who it was, once it is done."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hafawa.team.models import LANGUAGES


class ExportState(models.TextChoices):
    """Where an export stands."""

    MAKING = "making", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Stopped")
    EXPIRED = "expired", _("Expired")


class PersonExport(models.Model):
    """A copy of all we keep about one person, as a zip in the data folder until it expires."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="exports")
    language = models.CharField(max_length=8, choices=LANGUAGES)
    state = models.CharField(max_length=20, choices=ExportState.choices, default=ExportState.MAKING)
    path = models.CharField(max_length=200, default="", blank=True, help_text="below the data folder")
    sha256 = models.CharField(max_length=64, default="", blank=True)
    size_bytes = models.BigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0, help_text="steps behind us")
    total = models.PositiveIntegerField(default=0, help_text="steps in all")
    error = models.CharField(max_length=300, default="", blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.state}"


class ErasureState(models.TextChoices):
    """Where an erasure stands."""

    WAITING = "waiting", _("Waits, and can be called off")
    CALLED_OFF = "called_off", _("Called off")
    RUNNING = "running", _("Being carried out")
    DONE = "done", _("Done")


class Erasure(models.Model):
    """That somebody was to be forgotten. `person_id` is empty once it is done: nothing then says who it was."""

    person_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    state = models.CharField(max_length=20, choices=ErasureState.choices, default=ErasureState.WAITING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_by_name = models.CharField(max_length=200, default="", blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="until then it can be called off")
    called_off_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    erased = models.JSONField(default=dict, help_text="how many of what are gone, by table")
    kept = models.JSONField(default=dict, help_text="how many of what stay as nobody's, by kind")
    certificate = models.JSONField(default=dict, blank=True, help_text="what was signed, and the signature")

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person_id"], condition=Q(state__in=["waiting", "running"]), name="erasure_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(person_id__isnull=True), name="what_is_erased_has_no_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.state}"


class Wording(models.Model):
    """The exact words people are asked with, in one language. Never changed: other words are another wording."""

    purpose = models.CharField(max_length=30)
    language = models.CharField(max_length=8, choices=LANGUAGES)
    text = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    retired_at = models.DateTimeField(null=True, blank=True, help_text="no longer offered; statements keep the words")

    class Meta:
        ordering: ClassVar[list[str]] = ["purpose", "language", "-made_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["purpose", "language", "text"], name="wording_once"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Terms(models.Model):
    """How long things wait and last: always the row with id 1 (`Terms.get()`)."""

    erase_after_hours = models.PositiveIntegerField(default=24, help_text="an erasure can be called off so long")
    export_days = models.PositiveSmallIntegerField(default=7, help_text="an export can be downloaded so long")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="one_terms"),
        ]

    def __str__(self) -> str:
        return f"{self.erase_after_hours} h"

    @classmethod
    def get(cls) -> Terms:
        """The terms, with their defaults until an owner says otherwise."""
        return cls.objects.filter(id=1).first() or cls(id=1)


class Retention(models.Model):
    """How long one kind of data is kept. Without a row, or without months, it is kept for good."""

    kind = models.CharField(max_length=30, primary_key=True, help_text="key of `retention.KINDS`")
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    set_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(months__isnull=True) | Q(months__gte=1), name="retention_months"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.months}"


class Removal(models.Model):
    """What one carrying out of the retention took away. Appended."""

    kind = models.CharField(max_length=30)
    removed = models.PositiveIntegerField()
    before = models.DateTimeField(help_text="what was older than this went")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.removed}"
