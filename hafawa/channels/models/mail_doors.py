"""Which doors for mail stand open beside the mailboxes, and what came through them?"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class MailDoor(models.Model):
    """A mail service that posts to an address of ours, or our own SMTP receiver (`kind` smtp).

    Of the secret in the address only the hash is kept; the one before a change holds until `old_until`.
    """

    kind = models.CharField(max_length=20, help_text="key of the service (mail_doors.known_services), or smtp")
    address = models.EmailField(max_length=254, blank=True, default="", help_text="the one customers write to")
    name = models.CharField(max_length=24, unique=True, help_text="what the door is called in its address")
    secret_sha256 = models.CharField(max_length=64, blank=True, default="")
    old_sha256 = models.CharField(max_length=64, blank=True, default="")
    old_until = models.DateTimeField(null=True, blank=True)
    sealed_key = models.TextField(blank=True, default="", help_text="the service signs with it; sealed (kernel.sealed)")
    is_off = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    came = models.BigIntegerField(default=0, help_text="messages kept since it was opened")
    last_came_at = models.DateTimeField(null=True, blank=True)
    last_refused_at = models.DateTimeField(null=True, blank=True)
    last_refused_why = models.CharField(max_length=20, blank=True, default="", help_text="key of the last refusal")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.address}"


class Arrived(models.Model):
    """One thing that came through a door and was acknowledged; its bytes lie in `file` until they are gathered.

    Kept for a while after that, so that the same again is known.
    """

    door = models.ForeignKey(MailDoor, on_delete=models.PROTECT, related_name="arrived")
    external_id = models.CharField(max_length=200, help_text="what the sender calls it, else the hash of its bytes")
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    content_type = models.CharField(
        max_length=300, blank=True, default="", help_text="of a service's request; empty: the bytes are the message"
    )
    file = models.CharField(max_length=64, blank=True, help_text="its name in the folder mail-in; empty: it went")
    arrived_at = models.DateTimeField()
    portion = models.CharField(max_length=32, blank=True, default="", help_text="with which others it is brought in")
    tries = models.PositiveSmallIntegerField(default=0, help_text="how often it was begun to be brought in")
    gathered_at = models.DateTimeField(null=True, blank=True, db_index=True)
    run = models.ForeignKey(
        "channels.ImportRun", null=True, blank=True, on_delete=models.SET_NULL, related_name="arrived"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["door", "external_id"], name="arrived_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["door", "id"], name="arrived_waiting", condition=Q(gathered_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.door_id}: {self.external_id}"
