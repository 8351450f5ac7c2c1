"""One conversation: with whom, on which channel, and how it stands. Its words are events of the timeline."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hafawa.team.sight import Guarded


class State(models.TextChoices):
    """Whether it lies in the queue."""

    OPEN = "open", _("Open")
    SNOOZED = "snoozed", _("Put off")
    CLOSED = "closed", _("Closed")


class Tag(models.Model):
    """A word of the team's own for a kind of conversation."""

    name = models.CharField(max_length=40, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(name=""), name="tag_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name


class Conversations(Guarded["Conversation"]):
    """Conversations, asked for as the queue asks."""

    def in_queue(self, *, now: datetime) -> Self:
        """Open, or put off until a time that has come."""
        return self.filter(Q(state=State.OPEN) | Q(state=State.SNOOZED, snoozed_until__lte=now), merged_into=None)

    def waiting(self, *, now: datetime) -> Self:
        """Those of the queue in which a customer waits for an answer of ours."""
        return self.in_queue(now=now).filter(waiting_since__isnull=False)


class Conversation(models.Model):
    """All that was said under one key (`Event.ref`). How it stands is counted from its events and can be recounted
    (`counting`); who looks after it, until when it is put off and what it is tagged with is what people said."""

    key = models.CharField(max_length=330, unique=True, help_text="the ref of its events; see counting.key_of")
    channel = models.CharField(max_length=30)
    person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="conversations",
        help_text="whose row its first words came to; whom they count as: people.clusters",
    )  # fmt: skip
    mailbox = models.ForeignKey(
        "channels.Mailbox", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="where it came in, and is answered from",
    )  # fmt: skip
    subject = models.CharField(max_length=300, default="", blank=True)
    preview = models.CharField(max_length=200, default="", blank=True, help_text="how the last words begin")
    is_ours_last = models.BooleanField(default=False, help_text="the last words are ours")
    is_automatic = models.BooleanField(default=False, help_text="nobody but machines wrote to us in it")

    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    last_in_at = models.DateTimeField(null=True, blank=True, help_text="last words of a customer")
    last_out_at = models.DateTimeField(null=True, blank=True, help_text="last words of ours by hand")
    first_answered_at = models.DateTimeField(
        null=True, blank=True, help_text="first words of ours by hand after theirs"
    )
    waiting_since = models.DateTimeField(null=True, blank=True, help_text="null: nobody waits for us")
    reply_by = models.DateTimeField(null=True, blank=True, help_text="when the channel's clock runs out")
    acknowledged_at = models.DateTimeField(
        null=True, blank=True, help_text="since they wait, a rule told them that we have it; it is no answer"
    )
    n_in = models.PositiveIntegerField(default=0)
    n_out = models.PositiveIntegerField(default=0)
    last_event_id = models.BigIntegerField(default=0)
    is_angry = models.BooleanField(default=False, help_text="as what they wait with was read")
    is_complaint = models.BooleanField(default=False)

    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    assigned_at = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="null: it lay still for long, or needs no answer",
    )  # fmt: skip
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="absorbed", db_index=False,
        help_text="indexed where it is set: of all that it is not, an index finds none faster",
    )  # fmt: skip
    linked = models.ManyToManyField("self", blank=True)
    tags = models.ManyToManyField(Tag, blank=True, related_name="conversations")
    rev = models.PositiveIntegerField(default=0, help_text="one more at each act of a person; undo asks for it")

    objects = Conversations.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-last_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(key=""), name="conversation_has_a_key"),
            models.CheckConstraint(
                condition=~Q(state="snoozed") | Q(snoozed_until__isnull=False), name="put_off_until_a_time"
            ),
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="conversation_not_in_itself"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["waiting_since", "id"], name="conversation_waiting", condition=Q(state="open")),
            models.Index(fields=["state", "-last_at", "-id"], name="conversation_newest"),
            models.Index(fields=["-last_at", "-id"], name="conversation_all"),
            models.Index(fields=["channel", "-last_at", "-id"], name="conversation_channel"),
            models.Index(fields=["-last_at", "-id"], name="conversation_automatic", condition=Q(is_automatic=True)),
            models.Index(fields=["merged_into"], name="conversation_merged", condition=Q(merged_into__isnull=False)),
            models.Index(fields=["person", "-last_at"], name="conversation_person"),
            models.Index(
                fields=["snoozed_until"], name="conversation_put_off", condition=Q(snoozed_until__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.subject or self.key


class Placement(models.Model):
    """A message that people moved: it stands in this conversation, whatever its ref says."""

    event = models.OneToOneField("timeline.Event", on_delete=models.CASCADE, primary_key=True, related_name="+")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="placed")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.event_id} in {self.conversation_id}"


class ReplyLater(models.Model):
    """Somebody of the team keeps it for when they answer several in one go."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="kept_for_later")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conversation", "user"], name="reply_later_once"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} by {self.user_id}"
