"""Which phone services tell us of calls?"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class PhoneDoor(models.Model):
    """A phone service in the manner of Twilio. `address` is the one it calls, as it is signed over."""

    source = models.CharField(max_length=41, unique=True, help_text="the source its calls carry")
    address = models.CharField(max_length=500)
    sealed_token = models.TextField(help_text="the service's auth token, sealed")
    last_heard_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True, help_text="when a signature last was wrong")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["source"]

    def __str__(self) -> str:
        return self.source
