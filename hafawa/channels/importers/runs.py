"""How does a file come in: received, asked about, previewed, carried out, undone? What callers of imports use."""

from __future__ import annotations

import gc
import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hafawa.channels.importers import keeping, planning, rejections, taking_out, writing
from hafawa.channels.importers.planning import NotOurs, questions
from hafawa.channels.importers.preview import Preview, preview
from hafawa.channels.importers.registry import Arrival, Question, Row
from hafawa.channels.importers.undoing import NothingToUndo, TooLateToUndo, may_undo, undo
from hafawa.channels.mail.charsets import clean
from hafawa.channels.models import ImportRun, ImportState
from hafawa.kernel import csv_out
from hafawa.kernel.errors import Refused
from hafawa.people.models import Person
from hafawa.team import audit
from hafawa.team.models import Shop, User
from hafawa.timeline.events import DeliveryArrived, DeliveryPromised, OrderCancelled, OrderPlaced, OrderRefunded
from hafawa.timeline.models import Event

__all__ = [
    "AlreadyImported", "AnswerWrong", "CannotGoOn", "NeedsAnswers", "NotOurs", "NothingToUndo", "Preview",
    "TooLateToUndo", "answer", "carry_out", "may_undo", "preview", "questions", "receive", "rejected_csv", "undo",
]  # fmt: skip
BATCH = 10_000  # rows a transaction: the database writes every page an index touched once a transaction
STEP = 2000  # of them at a time, for then it is seen whether they are short
SHORT = {OrderPlaced, OrderCancelled, OrderRefunded, DeliveryPromised, DeliveryArrived}
Progress = Callable[[int, int | None], None]
GOING = (ImportState.READY, ImportState.RUNNING, ImportState.FAILED)


class AlreadyImported(Refused):
    """The same bytes came in before; `run` is that import."""

    def __init__(self, run: ImportRun) -> None:
        words = _("“%(name)s” was already imported. Nothing was changed; undo that import first to read it again.")
        super().__init__(words % {"name": run.name})
        self.run = run


class NeedsAnswers(Refused):
    """Something is ambiguous; `questions` say what."""

    def __init__(self, questions: list[Question]) -> None:
        asked = " ".join(q.ask.words() for q in questions)
        super().__init__(_("Nothing was brought in yet. First say: %(questions)s") % {"questions": asked})
        self.questions = questions


class AnswerWrong(Refused):
    """An answer with which the file cannot be read."""


class CannotGoOn(Refused):
    """The run is not one to carry out."""


def receive(path: Path, *, name: str, by: User | None, now: datetime, again: bool = False) -> ImportRun:
    """Keep the bytes of a file or folder and plan how to read them; a broken or waiting run of the same bytes goes on.

    Raises `AlreadyImported` (unless `again`), `NotOurs`, and whatever an importer refuses.
    """
    name = clean(name.encode("utf-8", "replace").decode())[:300]  # one of another system may be no text here
    kept = keeping.keep(path, name=name)
    earlier = ImportRun.objects.filter(sha256=kept.sha256).exclude(state=ImportState.UNDONE).first()
    if earlier and earlier.state == ImportState.DONE and not again:
        raise AlreadyImported(earlier)
    if earlier and earlier.state != ImportState.DONE:
        return earlier if earlier.rows_read else planning.make(earlier)
    run = ImportRun(name=name, path=kept.path, sha256=kept.sha256, size_bytes=kept.size_bytes, by=by, made_at=now)
    try:
        return planning.make(run)
    except Refused:
        if not ImportRun.objects.filter(path=kept.path, gone_at__isnull=True).exists():
            keeping.let_go(kept)
        raise


def answer(run: ImportRun, answers: Mapping[str, str], now: datetime) -> ImportRun:
    """Plan again with what was answered (an empty answer takes one back). Not once rows have been read."""
    if run.rows_read or run.state not in (ImportState.WAITING, ImportState.READY, ImportState.FAILED):
        raise CannotGoOn(_("This import has begun, so it cannot be read differently. Undo it and bring it again."))
    given = {**run.resume_at.get("given", {}), **answers}
    if given.get("importer") != run.resume_at.get("given", {}).get("importer"):
        given = {key: value for key, value in given.items() if not key.startswith("column.") or key in answers}
    if any(clean(part) != part for pair in given.items() for part in pair):
        raise AnswerWrong(_("An answer holds signs that no text has, so the answers were not kept. Choose another."))
    run.resume_at = {**run.resume_at, "given": {k: v for k, v in given.items() if v != "" or k.startswith("column.")}}
    return _planned(run, delimiter=given.get("delimiter", ""))


def _planned(run: ImportRun, *, delimiter: str) -> ImportRun:
    """The run planned with its answers; AnswerWrong where the file cannot be read in that way at all."""
    words = _("The file cannot be read in this way, so the answers were not kept. Choose another.")
    if len(delimiter) > 1 or delimiter in {'"', "\n", "\r"}:
        raise AnswerWrong(words)
    try:
        return planning.make(run)
    except (LookupError, ValueError) as error:  # an encoding that does not exist or fit, a kind of file it is not
        raise AnswerWrong(words) from error


def carry_out(run: ImportRun, *, now: datetime, progress: Progress | None = None, batch: int = BATCH) -> ImportRun:
    """Read and write what is left of the run, `batch` rows a transaction; done already, nothing happens.

    `progress` is called with rows read and rows in all (None: not known). Raises `NeedsAnswers`, `CannotGoOn`, and
    what an importer refuses; the run then stands as stopped and can be carried out again.
    """
    if run.state == ImportState.DONE:
        return run
    if run.state == ImportState.WAITING:
        raise NeedsAnswers(planning.questions(run))
    started = {} if run.started_at else {"started_at": now}
    with transaction.atomic():
        going = ImportRun.objects.filter(pk=run.pk, state__in=GOING)
        if not going.update(state=ImportState.RUNNING, error="", **started):
            raise CannotGoOn(_("This import cannot be carried out any more. Bring the file again."))
        if started:
            audit.note(by=run.by, what="imports.started", about=f"import:{run.pk}", now=now)
    run.refresh_from_db()
    try:
        with _collecting_later():
            _all_batches(run, now=now, progress=progress, batch=batch)
    except writing.OvertakenError:
        run.refresh_from_db()
        return run
    except Exception as error:
        words = str(error) if isinstance(error, Refused) else f"{type(error).__name__}: {error}"
        still_ours = ImportRun.objects.filter(pk=run.pk, state=ImportState.RUNNING, rows_read=run.rows_read)
        still_ours.update(state=ImportState.FAILED, error=words)
        raise
    return _finish(run, now=now)


def rejected_csv(run: ImportRun) -> Iterator[str]:
    """The rows that could not be read, each with the reason in the language active now, as lines of a CSV file."""
    header = planning.plan(run).header if keeping.path_of(run.path).exists() else ()
    body = (
        [r.row_number, r.file, rejections.words(r.reason, r.facts), *r.cells]
        for r in run.rejected.order_by("file", "row_number").iterator()
    )
    return csv_out.rows([_("Row"), _("File"), _("Why it was left out"), *header], body)


def _all_batches(run: ImportRun, *, now: datetime, progress: Progress | None, batch: int) -> None:
    _take_over_shop(run)
    zone = planning.job(run).setting.zone
    rows = planning.rows_of(run, after=run.rows_read)
    while found := _portion(rows, most=batch):
        try:
            writing.write(found, run=run, zone=zone, now=now)
        except IntegrityError:  # somebody met one of them in between: they are there now
            writing.write(found, run=run, zone=zone, now=now)
        if progress:
            progress(run.rows_read, run.rows_total)
        found.clear()
        gc.collect(0)  # what the database layer leaves behind in a batch


def _portion(rows: Iterator[Row], *, most: int) -> list[Row]:
    """The next `most` rows; fewer where they are long (words, rejected rows), so that memory is bounded."""
    found: list[Row] = []
    while len(found) < most:
        more = list(itertools.islice(rows, min(STEP, most - len(found))))
        found += more
        if len(more) < STEP or not _are_short(more):
            break
    return found


def _are_short(rows: list[Row]) -> bool:
    arrivals = [r for r in rows if isinstance(r, Arrival) and not r.details]
    return len(arrivals) == len(rows) and {type(s.what) for a in arrivals for s in a.said} <= SHORT


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Rows make no reference cycles; looking for some among millions of them costs a fifth of an import's time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _take_over_shop(run: ImportRun) -> None:
    """A shop that was never set up and has no events yet takes its currency and time zone from a ready mapping."""
    offered = {name: value for name, value in run.resume_at.get("shop", {}).items() if value}
    if offered and not run.rows_read and planning.setting().is_new:
        Shop.objects.filter(id=1).update(**offered)


def _finish(run: ImportRun, *, now: datetime) -> ImportRun:
    met = Person.objects.filter(met_by_import_id=run.pk).count()
    seen = Event.objects.filter(import_run_id=run.pk, person__isnull=False)
    known = seen.exclude(person__met_by_import_id=run.pk).values("person").distinct().count()
    ImportRun.objects.filter(pk=run.pk, state=ImportState.RUNNING).update(
        state=ImportState.DONE,
        finished_at=now,
        rows_total=F("rows_read"),
        people_new=met,
        **({"people_known": known} if seen.exists() else {}),
    )
    run.refresh_from_db()
    if run.rows_erased:  # what was left out of the timeline is not left in the folder either
        taking_out.take_out(runs=[run])
        run.refresh_from_db()
    return run
