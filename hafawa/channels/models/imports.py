"""What came in through the doors for files: raw bytes first, then rows."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hafawa.channels.models.mail_doors import MailDoor
from hafawa.channels.models.mailboxes import Mailbox
from hafawa.team.sight import Guarded


class ImportState(models.TextChoices):
    """Where an import stands."""

    WAITING = "waiting", _("Waiting for your answers")
    READY = "ready", _("Ready")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Stopped")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


class ImportRun(models.Model):
    """One file (or a folder of one system's files) brought in, and everything needed to go on, explain and undo."""

    name = models.CharField(max_length=300, help_text="the file's name as the person knows it")
    path = models.TextField(help_text="where the raw bytes are kept, below the data folder")
    sha256 = models.CharField(max_length=64, help_text="of the bytes as they came: the same file is known again")
    kept_sha256 = models.CharField(
        max_length=64, default="", blank=True, help_text="of the bytes kept now, where somebody was taken out since"
    )
    gone_at = models.DateTimeField(null=True, blank=True, help_text="when the bytes kept were removed; null: never")
    size_bytes = models.BigIntegerField()
    importer = models.CharField(max_length=40, default="", blank=True, help_text="key of the importer chosen")
    source = models.CharField(max_length=100, default="", blank=True, help_text="the source its events carry")
    answers = models.JSONField(default=dict, help_text="encoding, delimiter, columns, dates, decimals as answered")
    questions = models.JSONField(default=list, help_text="what is still ambiguous, with the person's own rows")
    state = models.CharField(max_length=20, choices=ImportState.choices, default=ImportState.WAITING)
    rows_total = models.BigIntegerField(null=True, blank=True)
    rows_read = models.BigIntegerField(default=0, help_text="the checkpoint: a restart goes on after this row")
    resume_at = models.JSONField(default=dict, blank=True, help_text="the importer's own checkpoint")
    events_new = models.BigIntegerField(default=0)
    events_known = models.BigIntegerField(default=0)
    people_new = models.BigIntegerField(default=0)
    people_known = models.BigIntegerField(default=0)
    rows_rejected = models.BigIntegerField(default=0)
    rows_erased = models.BigIntegerField(
        default=0, help_text="rows of people who asked to be forgotten: left out, or kept as facts of nobody"
    )
    error = models.TextField(default="", blank=True)
    mailbox = models.ForeignKey(
        Mailbox, null=True, blank=True, on_delete=models.SET_NULL, related_name="runs", help_text="whence; null: a file"
    )
    door = models.ForeignKey(
        MailDoor, null=True, blank=True, on_delete=models.SET_NULL, related_name="runs", help_text="null: through none"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.name


class RejectedRow(models.Model):
    """A row that could not be read, whole, with the reason in words."""

    import_run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rejected")
    row_number = models.BigIntegerField()
    file = models.CharField(max_length=300, default="", blank=True)
    reason = models.CharField(max_length=40, help_text="key of the reason; `rejections.REASONS` has the words")
    facts = models.JSONField(default=dict, help_text="what the words of the reason need")
    cells = models.JSONField(default=list)

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["import_run_id", "row_number", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["import_run", "file", "row_number"], name="rejected_once"),
        ]

    def __str__(self) -> str:
        return f"{self.import_run_id}:{self.row_number}"


class FilledIn(models.Model):
    """A name or language that an import gave to a person known before who had none; undo takes it back."""

    import_run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="filled_in")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=20, help_text="name or language")
    value = models.CharField(max_length=300, help_text="what was given; taken back only while it still stands")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["import_run", "person", "field"], name="filled_in_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.field}"
