"""Whom did we ask what, about which conversation, and did they answer?"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from hafawa.team.sight import Guarded


class Asked(models.Model):
    """One question to one person about one conversation (`ref`), which is asked about once. The answer is an event."""

    ref = models.CharField(max_length=330, unique=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=40, help_text="its key, see surveys.questions")
    language = models.CharField(max_length=8, help_text="in which it is asked")
    channel = models.CharField(max_length=30, help_text="on which the link went out; empty: a colleague hands it over")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, default="", blank=True)

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(ref=""), name="asked_about_a_conversation"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="asked_answer_has_a_time",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "-asked_at"], name="asked_person"),
            models.Index(fields=["question", "-asked_at"], name="asked_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.ref}"


class ByItself(models.Model):
    """Whether people are asked by mail, some hours after their conversation was closed. There is one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    is_on = models.BooleanField(default=False)
    after_hours = models.PositiveSmallIntegerField(default=24)
    address = models.CharField(
        max_length=300,
        default="",
        blank=True,
        help_text="of our own pages, as customers reach it: https://shop.example",
    )
    looked_until = models.DateTimeField(null=True, blank=True, help_text="what was closed up to then was decided about")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"asks by itself: {self.is_on}"

    @classmethod
    def get(cls) -> ByItself:
        """The row, as it is or as it would begin."""
        return cls.objects.filter(id=1).first() or cls(id=1)
