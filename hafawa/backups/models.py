"""Where, how often and for how long are backups kept, and what became of each?"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hafawa.backups import files

_OUT_OF_DAYS = {"daily": 1, "weekly": 7}


class Often(models.TextChoices):
    """How often one is made by itself."""

    NEVER = "never", _("Only by hand")
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week, on Sunday")


class BackupPlan(models.Model):
    """What the owner decided: always the row with id 1 (`BackupPlan.get()`)."""

    often = models.CharField(max_length=20, choices=Often.choices, default=Often.NEVER)
    at = models.TimeField(default="03:30", help_text="by the shop's clock")
    folder = models.TextField(default="", blank=True, help_text="empty is `backups` in the data folder")
    keep_last = models.PositiveSmallIntegerField(default=7)
    keep_weeks = models.PositiveSmallIntegerField(default=4)
    keep_months = models.PositiveSmallIntegerField(default=12)
    recipient = models.TextField(default="", blank=True, help_text="an age or SSH public key; empty is unencrypted")
    changed_at = models.DateTimeField(null=True, blank=True, help_text="what was missed before is not made up for")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="one_backup_plan"),
            models.CheckConstraint(condition=Q(keep_last__gte=1), name="keeps_one_backup"),
        ]

    def __str__(self) -> str:
        return f"{self.often} {self.at}"

    @classmethod
    def get(cls) -> BackupPlan:
        """The plan as kept, or as it is before anybody decided; nothing is written."""
        return cls.objects.filter(id=1).first() or cls(id=1, at=datetime.strptime("03:30", "%H:%M").time())  # noqa: DTZ007

    @property
    def home(self) -> Path:
        """The folder backups go to."""
        return Path(self.folder) if self.folder else Path(settings.HAFAWA_DATA_DIR) / files.BACKUPS

    @property
    def key_path(self) -> Path:
        """Where the secret key lies, which unencrypted backups do not hold."""
        return Path(settings.HAFAWA_DATA_DIR) / files.SECRET_KEY

    @property
    def period(self) -> timedelta | None:
        """How far apart two are; None where none is made by itself."""
        days = _OUT_OF_DAYS.get(self.often)
        return timedelta(days=days) if days else None


class Made(models.TextChoices):
    """What became of the making of a backup."""

    RUNNING = "running", _("Being made")
    DONE = "done", _("Made")
    FAILED = "failed", _("Not made")
    REMOVED = "removed", _("Removed by the plan")


class Proven(models.TextChoices):
    """What is known of whether it gives back what went in."""

    NOT_YET = "", _("Not proven yet")
    RUNNING = "running", _("Being proven")
    RESTORED = "restored", _("Proven: restored whole")
    UNCHANGED = "unchanged", _("Unchanged since it was proven")
    FAILED = "failed", _("Failed")


class Backup(models.Model):
    """One backup: made, proven, or why not."""

    name = models.CharField(max_length=200, default="", blank=True, help_text="of the file; empty until it is there")
    folder = models.TextField(default="", blank=True)
    begun_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    is_planned = models.BooleanField(default=False)
    is_encrypted = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=Made.choices, default=Made.RUNNING)
    size_bytes = models.BigIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, default="", blank=True, help_text="of the file")
    rows = models.BigIntegerField(null=True, blank=True)
    files = models.BigIntegerField(null=True, blank=True)
    proof = models.CharField(max_length=20, choices=Proven.choices, default=Proven.NOT_YET, blank=True)
    proven_at = models.DateTimeField(null=True, blank=True, help_text="when it last gave back what went in")
    looked_at = models.DateTimeField(null=True, blank=True, help_text="when that was last tried")
    error_key = models.CharField(max_length=20, default="", blank=True, help_text="see backups.errors")
    error = models.TextField(default="", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-begun_at", "-id"]

    def __str__(self) -> str:
        return self.name or f"{self.state} {self.begun_at:%Y-%m-%d %H:%M}"

    @property
    def path(self) -> Path:
        """Where its file is, or was."""
        return Path(self.folder) / self.name

    @property
    def is_there(self) -> bool:
        """Whether it was made and its file is where it was put."""
        return self.state == Made.DONE and bool(self.name) and self.path.is_file()
