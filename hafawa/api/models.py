"""Which requests were answered already, so that the same one sent again gets the same answer?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Answered(models.Model):
    """One request under an Idempotency-Key. What it said is kept as a hash, what came of it as positions and no words:
    nothing personal lies here.
    """

    token = models.ForeignKey("team.ApiToken", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    body_sha256 = models.CharField(max_length=64)
    new = models.JSONField(default=list, help_text="positions of the events that were new")
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["token", "key"], name="answered_once"),
        ]

    def __str__(self) -> str:
        return self.key
