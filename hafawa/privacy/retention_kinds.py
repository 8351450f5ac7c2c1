"""Which kinds of data can be let go of after a time, which rows are old, and how do they go?"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hafawa.channels.importers import keeping
from hafawa.channels.models import ImportRun, ImportState, RejectedRow
from hafawa.playbooks.models import State as CardState
from hafawa.playbooks.models import Suggestion
from hafawa.tasks.models import State, Task
from hafawa.team import audit
from hafawa.team.models import AuditEntry
from hafawa.timeline.models import Event

MESSAGES = ("message.received", "message.sent", "call.made", "call.received", "mention.posted")
_OVER = (ImportState.DONE, ImportState.UNDONE)


@dataclass(frozen=True)
class Kind:
    """One kind of data. `old` are the rows from before an instant, `at` the field that dates them.

    `remove` takes some of them away (else they are deleted); `is_derived_from`: what is judged has to be made anew.
    """

    key: str
    title: str | Promise
    means: str | Promise
    at: str
    old: Callable[[datetime], QuerySet[Any]]
    remove: Callable[[list[Any], datetime], None] | None = None
    is_derived_from: bool = False


def _messages(before: datetime) -> QuerySet[Any]:
    return Event.objects.filter(kind__in=MESSAGES, occurred_at__lt=before)


def _reviews(before: datetime) -> QuerySet[Any]:
    kinds = ("review.posted", "review.answered", "survey.answered")
    return Event.objects.filter(kind__in=kinds, occurred_at__lt=before)


def _notes(before: datetime) -> QuerySet[Any]:
    return Event.objects.filter(kind="note.written", occurred_at__lt=before)


def _raw(before: datetime) -> QuerySet[Any]:
    """Files every reading of which is over and old."""
    same = ImportRun.objects.filter(path=OuterRef("path"))
    going = same.exclude(state__in=_OVER) | same.filter(made_at__gte=before)
    old = ImportRun.objects.filter(gone_at__isnull=True, made_at__lt=before, state__in=_OVER).exclude(path="")
    return old.exclude(Exists(going))


def _remove_raw(runs: list[Any], now: datetime) -> None:
    for run in runs:
        shutil.rmtree(keeping.path_of(run.path).parent, ignore_errors=True)
    ImportRun.objects.filter(path__in=[run.path for run in runs]).update(gone_at=now)


def _imports(before: datetime) -> QuerySet[Any]:
    return ImportRun.objects.filter(made_at__lt=before, state__in=_OVER, gone_at__isnull=False)


def _rejected(before: datetime) -> QuerySet[Any]:
    return RejectedRow.objects.filter(import_run__made_at__lt=before, import_run__state__in=_OVER)


def _suggestions(before: datetime) -> QuerySet[Any]:
    return Suggestion.objects.exclude(state__in=[CardState.OPEN, CardState.LATER]).filter(closed_at__lt=before)


def _tasks(before: datetime) -> QuerySet[Any]:
    return Task.objects.exclude(state__in=[State.WAITING, State.RUNNING]).filter(finished_at__lt=before)


def _audit(before: datetime) -> QuerySet[Any]:
    return AuditEntry.objects.filter(at__lt=before)


def _remove_audit(entries: list[Any], now: datetime) -> None:
    """Up to the newest of them, for the log lets nothing else go; they are the oldest there are."""
    audit.forget_before(max(entry.at for entry in entries) + timedelta(microseconds=1))


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("messages", _("Messages and calls"), _("What was written and said, both ways."), "occurred_at", _messages,
             is_derived_from=True),
        Kind("reviews", _("Reviews and answers"), _("Reviews, our answers, survey answers."), "occurred_at", _reviews,
             is_derived_from=True),
        Kind("notes", _("Notes of the team"), _("Notes about people in their story."), "occurred_at", _notes,
             is_derived_from=True),
        Kind("raw", _("Files as they came"), _("The bytes of imported files; what was read from them stays."),
             "made_at", _raw, remove=_remove_raw),
        Kind("imports", _("Records of imports"), _("When which file came in, once the file itself is gone."),
             "made_at", _imports),
        Kind("rejected", _("Rows that could not be read"), _("Rows left out by imports, with the reasons."),
             "import_run__made_at", _rejected),
        Kind("suggestions", _("Closed suggestions"), _("Cards done, expired or set aside, and what came of them."),
             "closed_at", _suggestions),
        Kind("tasks", _("Tasks set aside"), _("Background work that failed. What succeeded goes after a week."),
             "finished_at", _tasks),
        Kind("audit", _("The audit log"), _("Who did what. The law may ask you to keep it."), "at", _audit,
             remove=_remove_audit),
    )
}  # fmt: skip
