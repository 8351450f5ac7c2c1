"""Where in the kept files does each message lie?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hafawa.channels.models.imports import ImportRun


class KeptMessage(models.Model):
    """The place of one message in the bytes an import kept: derived, checked at every use, made anew where wrong."""

    import_run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="kept_messages")
    row_number = models.BigIntegerField(help_text="as the import counted, and `RejectedRow` names it")
    key = models.BigIntegerField(
        default=0, db_index=True, help_text="63 bits of the event's external id; 0: it could not be read"
    )
    file = models.TextField(default="", blank=True, help_text="in a folder or zip; empty: the file itself")
    start = models.BigIntegerField(default=0, help_text="byte at which it begins in the file, unpacked")
    size = models.BigIntegerField(default=0, help_text="bytes it takes there; 0: to the end")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.import_run_id}:{self.row_number}"
