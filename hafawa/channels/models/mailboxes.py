"""Which mailboxes are read, with what keys, how far, and what stands in the way?"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Security(models.TextChoices):
    """How the line to the server is encrypted; in the clear is not offered."""

    TLS = "tls", _("TLS (usually port 993)")
    STARTTLS = "starttls", _("STARTTLS (usually port 143)")


class Mailbox(models.Model):
    """An account read over IMAP. Only looked at: no message is marked, moved or deleted there."""

    address = models.EmailField(max_length=254, unique=True)
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=993)
    security = models.CharField(max_length=10, choices=Security.choices, default=Security.TLS)
    username = models.CharField(max_length=254)
    sealed_password = models.TextField(help_text="sealed (kernel.sealed)")
    since = models.DateField(null=True, blank=True, help_text="how far the first look goes back; null: to the start")
    is_paused = models.BooleanField(default=False)
    trouble = models.CharField(
        max_length=20, default="", blank=True, help_text="key of what went wrong last; empty: it went well"
    )
    trouble_since = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0, help_text="looks that failed one after another")
    next_look_at = models.DateTimeField(null=True, blank=True, help_text="null is at once")
    looked_at = models.DateTimeField(null=True, blank=True, help_text="when a look last went well")
    newest_at = models.DateTimeField(null=True, blank=True, help_text="when a new message was last found")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["address"]
        verbose_name_plural = "mailboxes"

    def __str__(self) -> str:
        return self.address


class MailFolder(models.Model):
    """One folder and how far it is read: by UIDVALIDITY and UID (RFC 3501, 2.3.1.1), never by date or flag."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="folders")
    name = models.CharField(max_length=500, help_text="as the server has it, decoded")
    is_read = models.BooleanField(default=True, help_text="whether it is one of those read")
    uid_validity = models.BigIntegerField(null=True, blank=True)
    last_uid = models.BigIntegerField(null=True, blank=True, help_text="up to this all is kept; null: nothing yet")
    waiting = models.PositiveIntegerField(default=0, help_text="messages found at the last look and not fetched yet")
    fetched = models.BigIntegerField(default=0, help_text="messages fetched since it was connected")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mailbox", "name"], name="mail_folder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.mailbox_id}: {self.name}"
