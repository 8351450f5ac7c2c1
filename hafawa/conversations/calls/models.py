"""Which calls are promised or asked for, and what did a note after a call bring about?"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hafawa.team.sight import Guarded


class CallbackState(models.TextChoices):
    """How far a callback has come. Whether a promised one was kept, the ledger of promises says."""

    ASKED = "asked", _("Asked for")
    PROMISED = "promised", _("Promised")
    DISMISSED = "dismissed", _("No call was asked for")


class Callback(models.Model):
    """A call to come: read in somebody's words and waiting for a yes, or promised.

    A promised one is an event `promise.made` (`what` call), so it is on Today when due, and never expires.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="callbacks")
    state = models.CharField(max_length=20, choices=CallbackState.choices, default=CallbackState.PROMISED)
    due_at = models.DateTimeField(null=True, blank=True, help_text="null: no time was said")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="who calls; null is whoever is free",
    )  # fmt: skip
    why = models.TextField(default="", blank=True)
    ref = models.CharField(max_length=320, default="", blank=True, help_text="the conversation it is about")
    asked_event_id = models.BigIntegerField(null=True, blank=True, help_text="the words it was read in")
    promise_event_id = models.BigIntegerField(null=True, blank=True, help_text="its event promise.made")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["asked_event_id"], name="callback_asked_once"),
            models.UniqueConstraint(fields=["promise_event_id"], name="callback_promised_once"),
            models.CheckConstraint(
                condition=~Q(state="promised") | Q(promise_event_id__isnull=False), name="callback_promised_is_promised"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "due_at"], name="callback_waiting")]

    def __str__(self) -> str:
        return f"{self.state}: {self.person_id}"


class CallNote(models.Model):
    """A note kept after a call: what it brought into being, so that a slip of the hand can be taken back whole."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="call_notes")
    ticket = models.CharField(max_length=32, unique=True, help_text="of the form: sent twice, it is kept once")
    event_id = models.BigIntegerField(help_text="its event call.made or call.received")
    made = models.JSONField(default=dict, help_text="ids of what it brought: events, callbacks, proposals")
    suggestion_id = models.BigIntegerField(null=True, blank=True, help_text="playbooks.Suggestion done with it")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = Guarded.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["event_id"], name="call_note_event")]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.person_id}"
