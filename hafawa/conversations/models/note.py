"""What the team writes to itself beside a conversation. It is no event of the timeline, and nothing can send it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from hafawa.conversations.models.conversation import Conversation
from hafawa.team.sight import Guarded


class Note(models.Model):
    """One note. Whoever it is about may ask to read it (a copy of what is kept of them holds it)."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=200, help_text="their name then")
    at = models.DateTimeField()

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(text=""), name="conversation_note_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id}: {self.at:%Y-%m-%d}"
