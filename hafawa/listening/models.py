"""What were an event's words read as? And what does the shop say is routine, where, and was that right?"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from hafawa.listening.backlog.models import Demand, State, Voice
from hafawa.listening.corrections.models import Correction, Layer, LayerSwitch, Rereading
from hafawa.listening.wording.models import Compared, OwnText, TakenUp, WorldEvent, WorldKind
from hafawa.team.sight import Guarded

__all__ = [
    "Annotation", "Compared", "Correction", "Demand", "Layer", "LayerSwitch", "OwnText", "Rereading", "State",
    "TakenUp", "Voice", "WorldEvent", "WorldKind",
]  # fmt: skip


class Annotation(models.Model):
    """The reading of one event's words. Derived: it carries the version that made it and can be rebuilt."""

    event = models.OneToOneField(
        "timeline.Event", on_delete=models.CASCADE, primary_key=True, related_name="annotation"
    )
    version = models.CharField(max_length=40)
    language = models.CharField(max_length=8, default="", blank=True, help_text="empty is not known")
    feeling = models.FloatField(null=True, help_text="-1 to 1; null is not read")
    anger = models.FloatField(default=0, help_text="0 to 1")
    is_thanks = models.BooleanField(default=False)
    is_praise = models.BooleanField(default=False)
    is_complaint = models.BooleanField(default=False)
    is_question = models.BooleanField(default=False)
    is_order_status = models.BooleanField(default=False)
    is_request = models.BooleanField(default=False, help_text="asks for something to be done")
    needs_answer = models.BooleanField(default=False, help_text="a question, request, complaint; not a bare thanks")
    bad_kind = models.CharField(max_length=40, default="", blank=True, help_text="kind of bad experience told of")
    direction = models.CharField(max_length=3, default="", blank=True, help_text="rtl, ltr; empty is not known")
    paragraphs = models.JSONField(default=list, help_text="[start, end, language] of each paragraph, where they differ")
    emotions = models.JSONField(default=dict, help_text="by name, 0 to 1")
    intensity = models.FloatField(default=0, help_text="0 to 1")
    urgency = models.FloatField(default=0, help_text="0 to 1")
    irony = models.FloatField(default=0, help_text="0 to 1")
    kinds = models.JSONField(default=dict, help_text="what it is, by name, 0 to 1")
    intent = models.CharField(max_length=40, default="", blank=True, help_text="the routine matter it is about")
    intent_confidence = models.FloatField(default=0, help_text="0 to 1")
    route = models.CharField(max_length=8, default="human", help_text="human, machine: who may handle it")
    route_why = models.JSONField(default=list, help_text="reasons for the route, by name")
    found = models.JSONField(default=list, help_text="pieces that count: what, words, start, end, says, confidence")
    evidence = models.JSONField(default=list, help_text="the words each reading rests on: [label, words]")
    confidence = models.FloatField(default=0, help_text="0 to 1")
    read_at = models.DateTimeField()

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"{self.event_id}: {self.language}"


class Intent(models.Model):
    """A matter people ask about again and again. A shipped one is kept by its name; the shop's own has a title."""

    name = models.CharField(max_length=40, unique=True, help_text="a shipped matter's name, or own-<number>")
    title = models.CharField(max_length=80, default="", blank=True, help_text="of the shop's own; else empty")
    is_answered = models.BooleanField(default=False, help_text="a machine may handle it, where all else allows")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.title or self.name


class Example(models.Model):
    """One message and what it is about; without an intent it is for a person, whatever it looks like."""

    intent = models.ForeignKey(Intent, null=True, on_delete=models.CASCADE, related_name="examples")
    language = models.CharField(max_length=8, help_text="en, ar, ka")
    text = models.CharField(max_length=600)
    event = models.ForeignKey(
        "timeline.Event",
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="the message it was taken from",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["language", "text"], name="routine_example_once"),
            models.CheckConstraint(condition=~Q(text=""), name="routine_example_has_words"),
        ]

    def __str__(self) -> str:
        return self.text


class RoutineLanguage(models.Model):
    """Whether a machine may handle messages in a language: off, tried beside people (shadow), or live."""

    variety = models.CharField(max_length=8, primary_key=True, help_text="en, ar, ar-Latn, ka, ka-Latn")
    state = models.CharField(max_length=8, default="off", help_text="off, shadow, live")
    changed_at = models.DateTimeField(null=True)
    shadow_since = models.DateTimeField(null=True, help_text="since when it is tried")

    def __str__(self) -> str:
        return f"{self.variety}: {self.state}"


class ShadowCheck(models.Model):
    """A person's word on one message a machine would have handled."""

    event = models.OneToOneField("timeline.Event", on_delete=models.CASCADE, primary_key=True, related_name="+")
    variety = models.CharField(max_length=8)
    intent = models.CharField(max_length=40)
    is_right = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"{self.event_id}: {self.is_right}"
