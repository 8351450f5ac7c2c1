"""Which language model may be asked, within which limits, and what was asked of it?"""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Where(models.TextChoices):
    """Whose machine the model runs on."""

    LOCAL = "local", _("On a machine of our own")
    HOSTED = "hosted", _("At a company that offers it")


class WireName(models.TextChoices):
    """How it is talked to."""

    CHAT = "chat", _("Chat completions (OpenAI, local servers)")
    MESSAGES = "messages", _("Messages (Anthropic)")


class Assistant(models.Model):
    """The one model that may be asked; off until an owner turns it on. Prices are millionths of a currency unit."""

    is_on = models.BooleanField(default=False)
    where = models.CharField(max_length=10, choices=Where.choices, default=Where.LOCAL)
    wire = models.CharField(max_length=10, choices=WireName.choices, default=WireName.CHAT)
    url = models.CharField(max_length=2000, default="", blank=True, help_text="its base, before /chat/completions")
    model = models.CharField(max_length=200, default="", blank=True)
    sealed_key = models.TextField(default="", blank=True, help_text="kernel.sealed; empty is no key")
    seconds = models.PositiveSmallIntegerField(default=10, help_text="after which an answer is not waited for")
    tokens_a_day = models.PositiveIntegerField(default=200_000)
    micros_a_day = models.PositiveBigIntegerField(default=1_000_000, help_text="0 where it costs nothing")
    micros_per_million_in = models.PositiveBigIntegerField(default=0)
    micros_per_million_out = models.PositiveBigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0, help_text="one after another")
    rests_until = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="one_assistant"),
        ]

    def __str__(self) -> str:
        return self.model

    @classmethod
    def get(cls) -> Self:
        """The one there is; one that is off where nobody has set anything."""
        return cls.objects.filter(id=1).first() or cls(id=1)


class AssistantDay(models.Model):
    """What was spent on a day of the shop's. Tokens are counted before they are asked for, and put right after."""

    day = models.DateField(primary_key=True)
    calls = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    tokens = models.PositiveBigIntegerField(default=0)
    micros = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["-day"]

    def __str__(self) -> str:
        return str(self.day)


class AssistantCall(models.Model):
    """One message that was given to the model, masked, or was not, and why; no words. No event: somebody's trial."""

    event = models.ForeignKey(
        "timeline.Event", null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=True
    )
    at = models.DateTimeField(db_index=True)
    reason = models.CharField(max_length=20, help_text="ok, or why the embedded reading stands")
    is_sent = models.BooleanField(default=False, help_text="whether anything left the house")
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    tokens = models.PositiveBigIntegerField(default=0)
    micros = models.PositiveBigIntegerField(default=0)
    took_ms = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]

    def __str__(self) -> str:
        return self.reason
