"""What an event's words were read as."""

from __future__ import annotations

from django.db import models


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
    evidence = models.JSONField(default=list, help_text="the words each reading rests on: [label, words]")
    confidence = models.FloatField(default=0, help_text="0 to 1")
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.event_id}: {self.language}"
