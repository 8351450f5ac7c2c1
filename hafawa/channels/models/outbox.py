"""How is mail sent from a mailbox, and what is on its way, was sent, or was not?"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hafawa.channels.models.mailboxes import Mailbox, Security
from hafawa.team.sight import Guarded


class Sending(models.Model):
    """How mail is sent from a mailbox; a mailbox without one is only read."""

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, related_name="sending")
    service = models.CharField(max_length=20, default="smtp", help_text="smtp, or a key of channels.outbox.providers")
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=465)
    security = models.CharField(max_length=10, choices=Security.choices, default=Security.TLS)
    username = models.CharField(max_length=254, default="", blank=True, help_text="empty: as for reading")
    sealed_password = models.TextField(
        default="", blank=True, help_text="sealed (kernel.sealed); empty: as for reading"
    )
    name = models.CharField(max_length=100, default="", blank=True, help_text="beside the address in From")
    keeps_copies = models.BooleanField(default=True, help_text="a copy of what was sent is laid into the Sent folder")
    is_paused = models.BooleanField(default=False)
    trouble = models.CharField(max_length=20, default="", blank=True, help_text="as of Mailbox")
    trouble_since = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0, help_text="attempts to reach it that failed one after another")
    next_try_at = models.DateTimeField(null=True, blank=True, help_text="null is at once")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["mailbox__address"]

    def __str__(self) -> str:
        return f"{self.mailbox_id}: {self.host}"


class OutgoingState(models.TextChoices):
    """Where a message of ours stands."""

    HELD = "held", _("Not sent yet")
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    UNSURE = "unsure", _("May have been sent")
    FAILED = "failed", _("Not sent")
    TAKEN_BACK = "taken_back", _("Taken back")
    DROPPED = "dropped", _("Let go")


class Outgoing(models.Model):
    """One message to be sent, made whole when it was queued: its bytes and Message-ID never change afterwards."""

    mailbox = models.ForeignKey(Mailbox, null=True, blank=True, on_delete=models.SET_NULL, related_name="outgoing")
    person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="outgoing"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    ref = models.CharField(max_length=320, help_text="the conversation's key")
    to = models.JSONField(default=list)
    cc = models.JSONField(default=list)
    subject = models.CharField(max_length=500, default="", blank=True)
    text = models.TextField(default="", blank=True, help_text="what was written, without what is quoted")
    language = models.CharField(max_length=10, default="", blank=True)
    suggestion_id = models.BigIntegerField(null=True, blank=True)
    is_automatic = models.BooleanField(default=False)
    is_sales = models.BooleanField(default=False)
    message_id = models.CharField(max_length=250, unique=True)
    external_id = models.CharField(max_length=320, help_text="of its event: what reading its bytes gives")
    raw = models.BinaryField(help_text="the message, byte for byte")
    notes = models.JSONField(default=list, blank=True, help_text="keys of channels.outbox.words.NOTES")
    state = models.CharField(max_length=20, choices=OutgoingState.choices, default=OutgoingState.HELD)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="not before this")
    until = models.DateTimeField(help_text="not reached by then, it failed")
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    holder = models.CharField(max_length=32, default="", blank=True, help_text="who sends it now")
    lease_until = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True, help_text="when its end was about to be sent")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="when it was sent, failed, taken back or let go")
    reason = models.CharField(max_length=20, default="", blank=True, help_text="key of channels.outbox.words.WORDS")
    said = models.TextField(default="", blank=True, help_text="the server's words, where it said something")
    reached = models.JSONField(default=list, blank=True, help_text="addresses the server took it for")
    refused = models.JSONField(default=dict, blank=True, help_text="addresses it did not, each with its words")
    copy = models.CharField(max_length=10, default="", blank=True, help_text="wanted, kept, given_up; empty: none")
    copy_at = models.DateTimeField(null=True, blank=True, help_text="when the copy is tried next")
    copy_tries = models.PositiveSmallIntegerField(default=0)
    bounced_at = models.DateTimeField(null=True, blank=True)
    bounces = models.JSONField(default=list, blank=True, help_text='[{"email", "status", "said"}] of reports')

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        verbose_name_plural = "outgoing"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["due_at", "id"], name="outgoing_due", condition=Q(state__in=["held", "waiting", "sending"])
            ),
            models.Index(fields=["ref", "id"], name="outgoing_ref"),
            models.Index(fields=["external_id"], name="outgoing_event"),
            models.Index(fields=["state", "-id"], name="outgoing_state"),
            models.Index(fields=["copy_at"], name="outgoing_copy", condition=Q(copy="wanted")),
        ]

    def __str__(self) -> str:
        return self.message_id
