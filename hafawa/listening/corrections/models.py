"""What the team said of readings, what was learned from it, and how far reading again has come."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from hafawa.team.sight import Guarded


class Correction(models.Model):
    """What somebody of the team said a message is. The latest that was not taken back holds, over every reader."""

    event = models.ForeignKey("timeline.Event", on_delete=models.CASCADE, related_name="corrections")
    what = models.CharField(max_length=20, help_text="feeling, anger, kind, bad_kind, route, language, found, answer")
    about = models.CharField(max_length=200, default="", blank=True, help_text="which kind or piece; else empty")
    value = models.CharField(max_length=40, help_text="what it is, by name")
    was = models.CharField(max_length=40, default="", blank=True, help_text="what it had been read as, by name")
    version = models.CharField(max_length=40, help_text="of the reader that had read it")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = Guarded.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.what} {self.value}"


class Layer(models.Model):
    """What this shop's corrections taught, in one row (id 1). Derived; learned anew whenever they changed."""

    version = models.CharField(max_length=12, default="", blank=True, help_text="of what was learned; empty is nothing")
    weights = models.BinaryField(default=bytes, help_text="see `corrections.layer`")
    report = models.JSONField(default=dict, help_text="by head: examples, right before and after")
    corrections = models.PositiveIntegerField(default=0, help_text="how many it was learned from")
    through = models.BigIntegerField(default=0, help_text="the corrections' cursor it was learned at")
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="layer_once"),
        ]

    @classmethod
    def get(cls) -> Self:
        """The row; one that has learned nothing where there is none."""
        return cls.objects.filter(id=1).first() or cls(id=1)

    def __str__(self) -> str:
        return f"layer {self.version or 'empty'}"


class LayerSwitch(models.Model):
    """Whether what corrections taught is used, in one row (id 1): it outlives the layer, which an erasure empties."""

    is_on = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="layer_switch_once"),
        ]

    @classmethod
    def reads_on(cls) -> bool:
        """On, unless somebody switched it off."""
        return not cls.objects.filter(id=1, is_on=False).exists()

    def __str__(self) -> str:
        return "on" if self.is_on else "off"


class Rereading(models.Model):
    """How far reading everything again has come, newest first, in one row (id 1)."""

    version = models.CharField(max_length=40, default="", blank=True, help_text="of the reader it is done with")
    before_id = models.BigIntegerField(default=0, help_text="events from this id on are done; 0: all are")
    since = models.DateField(null=True, blank=True, help_text="only what happened from this day on; null is all")
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    begun_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="rereading_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.done} of {self.total}"
