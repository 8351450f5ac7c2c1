"""Where does the chat bubble stand, who wrote in it, what was uploaded, and what stirs there this moment?"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q


class ChatSite(models.Model):
    """The bubble on the shop's site: always the row with id 1 (`ChatSite.get()`)."""

    is_on = models.BooleanField(default=False)
    origins = models.JSONField(default=list, blank=True, help_text="https://shop.example: where the bubble may stand")
    greetings = models.JSONField(default=dict, blank=True, help_text="language to words; empty: the product's own")
    away_words = models.JSONField(default=dict, blank=True, help_text="the same, while the shop is closed")
    takes_files = models.BooleanField(default=True)
    sealed_secret = models.TextField(default="", blank=True, help_text="signs who a visitor is (kernel.sealed)")
    sealed_before = models.TextField(default="", blank=True, help_text="the secret before; holds until `before_until`")
    before_until = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="one_chat_site"),
        ]

    def __str__(self) -> str:
        return "on" if self.is_on else "off"

    @classmethod
    def get(cls) -> ChatSite:
        """The bubble as it was set up; one that is off, and not yet kept, where nobody did."""
        return cls.objects.filter(id=1).first() or cls(id=1)


class ChatVisitor(models.Model):
    """A browser that wrote in the bubble, and its conversation, `chat:<public_id>`.

    Its token is made in that browser; only the hash is kept. `person` is certain only where `is_verified`, which the
    shop's own site vouches for; otherwise they are somebody new, whatever name or address they typed.
    """

    public_id = models.CharField(max_length=32, unique=True)
    token_hash = models.CharField(max_length=64, unique=True, help_text="SHA-256")
    person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="chat_visitors"
    )
    is_verified = models.BooleanField(default=False)
    said_name = models.CharField(max_length=200, default="", blank=True, help_text="as they typed it: a claim")
    said_email = models.CharField(max_length=254, default="", blank=True, help_text="as they typed it: a claim")
    language = models.CharField(max_length=8, default="", blank=True, help_text="of the page they were on")
    page = models.CharField(max_length=500, default="", blank=True, help_text="where they wrote last, without a query")
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="to the minute")
    own_read_id = models.BigIntegerField(default=0, help_text="the last event of ours they saw")
    team_read_id = models.BigIntegerField(default=0, help_text="the last event of theirs one of us saw")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="asked how it felt; their next words open it")
    rated_at = models.DateTimeField(null=True, blank=True)
    away_told_at = models.DateTimeField(null=True, blank=True, help_text="wrote where the bubble said: closed")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(token_hash=""), name="chat_token_not_blank"),
            models.CheckConstraint(
                condition=Q(is_verified=False) | Q(person__isnull=False), name="chat_verified_is_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """The conversation's key."""
        return f"chat:{self.public_id}"

    def is_new_on(self, now: datetime) -> bool:
        """Whether the minute they were last seen in is over."""
        return (now - self.seen_at).total_seconds() >= 60


class ChatFile(models.Model):
    """A file a visitor sent, or was sent: its bytes lie below the data folder under their hash."""

    public_id = models.CharField(max_length=32, unique=True)
    visitor = models.ForeignKey(ChatVisitor, on_delete=models.CASCADE, related_name="files")
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200, help_text="as they called it; it is served under another")
    kind = models.CharField(max_length=100, help_text="media type, told by its first bytes and its ending")
    size_bytes = models.BigIntegerField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True, help_text="null: no message names it; swept after a day")

    def __str__(self) -> str:
        return self.public_id


class ChatSignal(models.Model):
    """Somebody types, has read, is gone: no event, told to whoever listens this moment, and swept away."""

    kind = models.CharField(max_length=40)
    ref = models.CharField(max_length=320, default="", blank=True)
    person_id = models.BigIntegerField(null=True, blank=True)
    data = models.JSONField(default=dict, blank=True, help_text="never words")
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"
