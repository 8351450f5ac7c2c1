"""The standing of each person, as the screens read it."""

from __future__ import annotations

from django.db import models


class Standing(models.Model):
    """One person's row of `standing.parquet`, copied for the screens. Derived; never written by hand."""

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, primary_key=True, related_name="standing")
    version = models.CharField(max_length=40)
    judged_at = models.DateTimeField(help_text="the instant it was judged from")
    row = models.JSONField(help_text="the columns of `standing_columns.COLUMNS`; dates ISO, times ISO in UTC")

    def __str__(self) -> str:
        return f"standing of {self.person_id}"
