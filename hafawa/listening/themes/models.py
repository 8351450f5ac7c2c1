"""What is kept about topics: where each is spoken of, what people made of it by hand, and what was done about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hafawa.listening.themes.topics import LOVED, WRONG
from hafawa.team.sight import Guarded

SIGN_CHOICES = ((LOVED, LOVED), (WRONG, WRONG))


class State(models.TextChoices):
    """What people have made of a theme."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class Taxonomy(models.Model):
    """Which topics this shop listens for: the row with id 1."""

    trade = models.CharField(max_length=20, default="mixed")
    hidden = models.JSONField(default=list, help_text="topics taken away")
    shown = models.JSONField(default=list, help_text="topics added to what the trade begins with")
    counted_version = models.CharField(max_length=120, default="", blank=True, help_text="that told all mentions")
    recounting = models.CharField(max_length=120, default="", blank=True, help_text="the version being counted by")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="one_taxonomy")
        ]

    def __str__(self) -> str:
        return self.trade


class OwnTopic(models.Model):
    """A topic the shop added: its name for each sign, words that tell it, and examples."""

    name_loved = models.CharField(max_length=80)
    name_wrong = models.CharField(max_length=80)
    words = models.JSONField(default=list, help_text="words and phrases, in any language")
    examples = models.JSONField(default=list, help_text="messages that speak of it")
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return self.name_wrong

    @property
    def key(self) -> str:
        """What the topic is called among the others."""
        return f"own-{self.pk}"


class Theme(models.Model):
    """A topic with a sign (`parent` empty), or a part of one: suggested by its words, or made by hand."""

    topic = models.CharField(max_length=40)
    sign = models.CharField(max_length=8, choices=SIGN_CHOICES)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="parts")
    language = models.CharField(max_length=8, default="", blank=True, help_text="of a part, where it has one")
    name = models.CharField(max_length=120, default="", blank=True, help_text="given by hand")
    phrases = models.CharField(max_length=200, default="", blank=True, help_text="its own words, found")
    state = models.CharField(max_length=12, choices=State.choices, default=State.SUGGESTED)
    cohesion = models.FloatField(default=0, help_text="0 to 1, of a suggested part")
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged")
    made_at = models.DateTimeField()

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["topic", "sign"], condition=Q(parent=None), name="one_theme_a_topic_sign")
        ]

    def __str__(self) -> str:
        return self.name or self.phrases or f"{self.topic} {self.sign}"

    @property
    def is_kept(self) -> bool:
        """Whether people have said what it is, so that no recount touches it."""
        return self.state == State.CONFIRMED or bool(self.name)


class Mention(models.Model):
    """One event that speaks of one topic with one sign: `text[start:end]` says it. Derived; made anew by `recount`."""

    event = models.ForeignKey("timeline.Event", on_delete=models.CASCADE, related_name="mentions")
    topic = models.CharField(max_length=40)
    sign = models.CharField(max_length=8, choices=SIGN_CHOICES)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    why = models.CharField(max_length=200, default="", blank=True, help_text="the words that told it")
    confidence = models.FloatField(default=0, help_text="0 to 1")
    language = models.CharField(max_length=8, default="", blank=True)
    theme = models.ForeignKey(Theme, on_delete=models.SET_NULL, null=True, blank=True, related_name="mentions")
    occurred_at = models.DateTimeField(help_text="the event's, for counting")
    is_wrong = models.BooleanField(default=False, help_text="people said that it is not about this")
    version = models.CharField(max_length=60)

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event", "topic", "sign"], name="one_mention_an_event_topic_sign")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["topic", "sign", "occurred_at"], name="mention_counting"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.topic} {self.sign}"


class Placement(models.Model):
    """What a person said about one mention: in which part it belongs, or that it is not about this at all."""

    event = models.ForeignKey("timeline.Event", on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=40)
    sign = models.CharField(max_length=8, choices=SIGN_CHOICES)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, null=True, blank=True, related_name="placements")
    is_wrong = models.BooleanField(default=False)
    by = models.ForeignKey("team.User", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event", "topic", "sign"], name="one_placement_an_event_topic_sign")
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.topic} {self.sign}"


class Deed(models.Model):
    """What we did about a theme, and when."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="deeds")
    text = models.CharField(max_length=500)
    done_on = models.DateField()
    by = models.ForeignKey("team.User", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return self.text


class Act(models.Model):
    """Something done to themes by hand, with what was there before, so that it can be taken back."""

    kind = models.CharField(max_length=20)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="acts")
    before = models.JSONField(default=list, help_text="[model, id, values or null] of each row touched")
    after = models.JSONField(default=list, help_text="the same, once it was done")
    by = models.ForeignKey("team.User", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return self.kind
