"""Does the work go on: worker, tasks, flow, imports, backups?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa import flow
from hafawa.channels.models import ImportRun, ImportState
from hafawa.kernel import clock
from hafawa.kernel.text import isolate_ltr
from hafawa.operations import proofs, readiness
from hafawa.operations.findings import Finding, Looking, fault, warning
from hafawa.operations.redaction import redacted
from hafawa.tasks import alive
from hafawa.tasks.models import State, Task
from hafawa.tasks.parked import parked
from hafawa.timeline.models import ParkedEvent

_BACKUP_EVERY = timedelta(days=2)
_PROOF_EVERY = timedelta(days=35)
_MOST_TASKS = 20


def worker(_looking: Looking) -> Iterator[Finding]:
    """Has one given a sign of life within the last minute?"""
    if not alive.is_fresh(now=clock.now()):
        yield fault(
            "worker.silent",
            _("No worker has given a sign of life within the last minute."),
            why=_("Imports stand still and Today is not made anew."),
            do=_("Start Hafawa (hafawa run), or a worker alone where they run apart (hafawa worker)."),
        )


def tasks(_looking: Looking) -> Iterator[Finding]:
    """Which ones failed so often that they were set aside?"""
    for task in parked()[:_MOST_TASKS]:
        yield warning(
            "tasks.parked",
            _("Task %(id)d (%(function)s) was set aside: %(error)s.")
            % {"id": task.pk, "function": isolate_ltr(task.function), "error": isolate_ltr(redacted(task.error))},
            why=_("It failed again and again, and is not tried any more by itself."),
            do=f"hafawa tasks retry {task.pk}",
        )


def flow_(_looking: Looking) -> Iterator[Finding]:
    """Has everything that happened gone through all stages, and was all of it understood?"""
    if readiness.is_behind(now=clock.now()):
        lag = flow.lag(now=clock.now())
        yield fault(
            "flow.behind",
            ngettext(
                "%(n)d event has waited for %(minutes)d minutes to be worked through.",
                "%(n)d events have waited for up to %(minutes)d minutes to be worked through.",
                lag.events,
            )
            % {"n": lag.events, "minutes": lag.seconds // 60},
            why=_("Today does not know of them."),
            do=_("See that a worker lives and that no task of the flow was set aside: hafawa tasks"),
        )
    if aside := ParkedEvent.objects.count():
        yield warning(
            "flow.parked",
            ngettext("%(n)d event could not be read.", "%(n)d events could not be read.", aside) % {"n": aside},
            why=_("What it says is kept, but not understood."),
            do=_("A later version may read them. Report it with what `hafawa status` says."),
        )


def imports(_looking: Looking) -> Iterator[Finding]:
    """Is one called running while nobody runs it, or did one stop?"""
    at_work = Task.objects.filter(function__in=flow.IMPORTING, state__in=[State.WAITING, State.RUNNING])
    theirs = {args[0] for args in at_work.values_list("args", flat=True) if args}
    going = ImportRun.objects.filter(state__in=[ImportState.RUNNING, ImportState.UNDOING, ImportState.FAILED])
    for run_id, state in going.order_by("id").values_list("id", "state"):
        if state == ImportState.FAILED:
            yield warning(
                "imports.stopped",
                _("Import %(id)d stopped before its end.") % {"id": run_id},
                why=_("What it brought so far is kept; the rest of the file is not in."),
                do=_("Open it under Imports and let it go on, or undo it: /imports/%(id)d/") % {"id": run_id},
            )
        elif run_id not in theirs:
            yield fault(
                "imports.stuck",
                _("Import %(id)d is called running, but no task carries it out.") % {"id": run_id},
                why=_("It will not end by itself."),
                do=_("Open it under Imports and let it go on: /imports/%(id)d/") % {"id": run_id},
            )


def backups(_looking: Looking) -> Iterator[Finding]:
    """Is the last one recent, and was one ever proven?"""
    proof, now = proofs.last(), clock.now()
    if proof.made_at is None or now - proof.made_at > _BACKUP_EVERY:
        yield warning(
            "backups.old",
            _("There is no backup of the last two days."),
            why=_("A disk that breaks takes with it everything since the last one."),
            do="hafawa backup",
        )
    if proof.made_at and (proof.restored_at is None or now - proof.restored_at > _PROOF_EVERY):
        yield warning(
            "backups.unproven",
            _("No backup was proven by restoring it within the last five weeks."),
            why=_("A backup nobody restored may be none."),
            do="hafawa backup verify FILE",
        )
