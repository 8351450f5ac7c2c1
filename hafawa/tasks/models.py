"""What waits to be done in the background, what is being done, and when what is done again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hafawa.team.sight import Guarded


class State(models.TextChoices):
    """Where a task stands."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    PARKED = "parked", _("Set aside")
    REPLACED = "replaced", _("Replaced by a newer one")
    DISCARDED = "discarded", _("Let go")


class Task(models.Model):
    """One call to be made. `holder` is the worker that has it, new at every claim, so that a late one cannot finish it.

    `beats` counts the holder's signs of life; the reaper compares it with its own unsettable clock, never with a date.
    """

    function = models.CharField(max_length=200, help_text="dotted path")
    args = models.JSONField(default=list)
    key = models.CharField(max_length=200, default="", blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField(null=True, blank=True, help_text="not before; null is at once")
    holder = models.CharField(max_length=64, default="", blank=True)
    beats = models.BigIntegerField(default=0)
    tries = models.PositiveIntegerField(default=0, help_text="how often it raised")
    deaths = models.PositiveSmallIntegerField(default=0, help_text="how often its process died")
    tried_at = models.DateTimeField(null=True, blank=True)
    progress_done = models.BigIntegerField(null=True, blank=True)
    progress_total = models.BigIntegerField(null=True, blank=True)
    error = models.TextField(default="", blank=True)
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["key", "state"],
                condition=Q(state__in=["waiting", "running"]) & ~Q(key=""),
                name="task_key_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], name="task_alive", condition=Q(state__in=["waiting", "running"])),
            models.Index(fields=["state", "finished_at"], name="task_state"),
        ]

    def __str__(self) -> str:
        return f"{self.function} {self.args}"


class Schedule(models.Model):
    """When a repeated task is due next. Moved by compare-and-set, so that of two schedulers one makes the run."""

    name = models.CharField(max_length=100, primary_key=True)
    next_at = models.DateTimeField()
    ran_at = models.DateTimeField(null=True, blank=True)
    runs = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.next_at:%Y-%m-%d %H:%M}"


class WorkerSeen(models.Model):
    """When a worker process last said that it lives (`tasks.alive`)."""

    name = models.CharField(max_length=100, primary_key=True, help_text="machine:process")
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.seen_at:%Y-%m-%d %H:%M}"
