"""What is kept of writing to customers: replies saved, drafts not sent yet, who is writing, who was named in a note."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hafawa.team.sight import Guarded

LANGUAGES = ("en", "ar", "ka")


class SavedReply(models.Model):
    """Words to begin a reply with, in up to three languages. Archived, never deleted: what was sent can be traced."""

    title = models.CharField(max_length=120)
    shortcut = models.CharField(max_length=40, help_text="what is typed after / to find it; folded")
    text_en = models.TextField(default="", blank=True)
    text_ar = models.TextField(default="", blank=True)
    text_ka = models.TextField(default="", blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["title", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["shortcut"], condition=Q(archived_at__isnull=True), name="saved_reply_shortcut_once"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(shortcut=""), name="saved_reply_has_a_title"),
            models.CheckConstraint(
                condition=~(Q(text_en="") & Q(text_ar="") & Q(text_ka="")), name="saved_reply_has_words"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def texts(self) -> dict[str, str]:
        """By language, those there are."""
        found = {"en": self.text_en, "ar": self.text_ar, "ka": self.text_ka}
        return {language: text for language, text in found.items() if text}


class Use(models.Model):
    """A saved reply went out to somebody; `is_unchanged`: with nothing of the writer's own in it."""

    reply = models.ForeignKey(SavedReply, on_delete=models.CASCADE, related_name="uses")
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=330, help_text="of the conversation")
    is_unchanged = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person", "reply"], name="reply_used_to")]

    def __str__(self) -> str:
        return f"{self.reply_id} at {self.at:%Y-%m-%d}"


class DraftKind(models.TextChoices):
    """For whom it is meant."""

    REPLY = "reply", _("Reply")
    NOTE = "note", _("Internal note")


class Draft(models.Model):
    """What somebody is writing and has not sent. `rev` counts up at each keeping: of two windows the newer wins.

    Once sent it waits, out of sight, for as long as sending may be taken back.
    """

    key = models.CharField(max_length=330, help_text="of the conversation, or card:<id>")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=DraftKind.choices)
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    passed_over = models.JSONField(default=list, help_text="remarks the writer has put away, by their mark")
    rev = models.PositiveIntegerField(default=1)
    kept_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key", "user", "kind"], name="draft_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class DraftFile(models.Model):
    """A file put into an answer that is not sent, or went out lately. Its bytes lie below the data folder."""

    public_id = models.CharField(max_length=32, unique=True)
    key = models.CharField(max_length=330, help_text="of the conversation")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200, help_text="made safe")
    kind = models.CharField(max_length=100, help_text="media type, told by its ending")
    size_bytes = models.BigIntegerField()
    made_at = models.DateTimeField()
    gone_with = models.CharField(
        max_length=80, default="", blank=True, help_text="channel:ref of the answer it left in"
    )
    gone_at = models.DateTimeField(null=True, blank=True, help_text="null: it waits in the draft")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(gone_with="", gone_at__isnull=True) | (~Q(gone_with="") & Q(gone_at__isnull=False)),
                name="draft_file_gone_with_something",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["key", "user"], name="draft_file_in", condition=Q(gone_at__isnull=True)),
            models.Index(fields=["gone_with"], name="draft_file_gone"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Presence(models.Model):
    """Somebody of the team has a conversation open, and wrote in it when last seen."""

    key = models.CharField(max_length=330)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(db_index=True)
    wrote_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key", "user"], name="present_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.key}"


class Mention(models.Model):
    """Somebody of the team was named in a note, to look at it."""

    note = models.ForeignKey("conversations.Note", on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["note", "user"], name="mentioned_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "-at"], name="mention_unseen", condition=Q(seen_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.note_id}"
