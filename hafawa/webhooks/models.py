"""Who outside is told what happens, what was told, and who outside may tell us?"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Endpoint(models.Model):
    """An address outside that is told about events. `secrets` are [{"secret", "until"}], the newest first."""

    url = models.CharField(max_length=2000)
    kinds = models.JSONField(default=list, blank=True, help_text="kinds of events; empty is every kind")
    secrets = models.JSONField(default=list, help_text="until: ISO instant after which it signs no more; empty is none")
    starts_after = models.BigIntegerField(default=0, help_text="id of the last event before it was made")
    failures = models.PositiveIntegerField(default=0, help_text="attempts that failed one after another")
    failing_since = models.DateTimeField(null=True, blank=True)
    rests_until = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_why = models.CharField(max_length=20, default="", blank=True, help_text="failing, gone, by_hand")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.url


class DeliveryState(models.TextChoices):
    """Where a delivery stands."""

    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Delivered")
    GIVEN_UP = "given_up", _("Given up")


class Delivery(models.Model):
    """One message to one endpoint. Its id and body never change, however often it is sent."""

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    message_id = models.CharField(max_length=64, help_text="webhook-id")
    kind = models.CharField(max_length=40)
    event_id = models.BigIntegerField(null=True, blank=True, help_text="timeline.Event; null is not about one")
    person_id = models.BigIntegerField(null=True, blank=True, help_text="people.Person; kept when they are erased")
    body = models.TextField(help_text="as it is sent, byte for byte")
    state = models.CharField(max_length=20, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    tries = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    until = models.DateTimeField(help_text="given up when it was not delivered by then")
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="of the last answer")
    error = models.CharField(max_length=300, default="", blank=True)
    took_ms = models.PositiveIntegerField(null=True, blank=True)
    made_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["endpoint", "message_id"], name="delivery_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["endpoint", "due_at"], name="delivery_waiting", condition=Q(state="waiting")),
            models.Index(fields=["endpoint", "person_id", "id"], name="delivery_in_turn", condition=Q(state="waiting")),
            models.Index(fields=["endpoint", "event_id"], name="delivery_of_event"),
        ]

    def __str__(self) -> str:
        return self.message_id


class Happened(models.Model):
    """What happened that is no event, for one endpoint; it goes once `gathering` made a message of it.

    Rows are found by being there, not by a cursor: on PostgreSQL their ids are not committed in order.
    """

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="happened")
    message_id = models.CharField(max_length=64, help_text="webhook-id; the same at every endpoint")
    kind = models.CharField(max_length=40)
    person_id = models.BigIntegerField(null=True, blank=True, help_text="people.Person")
    event_id = models.BigIntegerField(null=True, blank=True, help_text="timeline.Event by which it happened")
    after_event_id = models.BigIntegerField(help_text="the newest event then; what came before is told before")
    facts = models.JSONField(default=dict, help_text="ids")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["endpoint", "message_id"], name="happened_once"),
        ]

    def __str__(self) -> str:
        return self.message_id


class Door(models.Model):
    """A system outside that tells us events, signed with one of `secrets` (as of `Endpoint`)."""

    source = models.CharField(max_length=41, unique=True, help_text="the source its events carry")
    secrets = models.JSONField(default=list)
    last_heard_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["source"]

    def __str__(self) -> str:
        return self.source


class Heard(models.Model):
    """A message that came through a door; the same again counts no more. `new` are positions, no words."""

    door = models.ForeignKey(Door, on_delete=models.CASCADE, related_name="heard")
    message_id = models.CharField(max_length=200)
    body_sha256 = models.CharField(max_length=64)
    new = models.JSONField(default=list)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["door", "message_id"], name="heard_once"),
        ]

    def __str__(self) -> str:
        return self.message_id
