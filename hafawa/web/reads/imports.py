"""What is on the page of one import?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext

from hafawa.channels.importers import keeping, planning, undoing
from hafawa.channels.importers.registry import Plan, Question
from hafawa.channels.models import ImportRun, ImportState
from hafawa.tasks.models import State, Task
from hafawa.team.models import User

CARRY_OUT, UNDO, AFTER = "hafawa.channels.tasks.carry_out", "hafawa.channels.tasks.undo", "hafawa.flow.after_import"
BUSY = (ImportState.RUNNING, ImportState.UNDOING)


@dataclass(frozen=True)
class Column:
    """A thing a column can be, and which it is now."""

    name: str
    title: str
    is_needed: bool
    chosen: str


@dataclass(frozen=True)
class Page:
    """An import as it stands."""

    run: ImportRun
    stage: str  # plan, busy, done, stopped, undoing, undone
    title: str
    questions: list[Question]
    plan: Plan | None
    columns: list[Column]
    answers: dict[str, str]
    may_undo: bool
    undo_until: datetime | None
    percent: int | None
    is_waiting: bool
    file_is_gone: bool


def read(run: ImportRun, *, to: User, now: datetime) -> Page:
    """The page of `run` at `now`. The file is looked into only while its reading is being decided."""
    task = Task.objects.visible_to(to).filter(function__in=[CARRY_OUT, UNDO], args=[run.pk]).order_by("-id").first()
    stage = _stage(run, task)
    is_here = keeping.path_of(run.path).exists()
    plan = planning.plan(run) if stage == "plan" and is_here and run.importer else None
    ended = run.finished_at or run.started_at
    return Page(
        run=run,
        stage=stage,
        title=gettext(planning.importer_of(run).title) if run.importer else "",
        questions=planning.questions(run),
        plan=plan,
        columns=_columns(run, plan) if plan else [],
        answers={k: str(v) for k, v in run.answers.items()},
        may_undo=stage in {"done", "stopped"} and undoing.may_undo(run, now=now),
        undo_until=ended + timedelta(days=undoing.UNDO_WITHIN.days) if ended else None,
        percent=_percent(run),
        is_waiting=task is not None and task.state == State.WAITING,
        file_is_gone=not is_here,
    )


def _stage(run: ImportRun, task: Task | None) -> str:
    is_alive = task is not None and task.state in {State.WAITING, State.RUNNING}
    if run.state == ImportState.UNDONE:
        return "undone"
    if run.state == ImportState.UNDOING or (is_alive and task is not None and task.function == UNDO):
        return "undoing"
    if run.state == ImportState.DONE:
        return "done"
    if run.state == ImportState.RUNNING or is_alive:
        return "busy" if is_alive else "stopped"
    return "stopped" if run.state == ImportState.FAILED else "plan"


def _columns(run: ImportRun, plan: Plan) -> list[Column]:
    return [
        Column(f"column.{f.key}", f.title.words(), f.is_needed, str(run.answers.get(f"column.{f.key}", "")))
        for f in plan.fields
    ]


def _percent(run: ImportRun) -> int | None:
    if not run.rows_total:
        return None
    return min(100, int(100 * run.rows_read / run.rows_total))
