"""How is a whole import taken back, so that it is as if it had never been?

Its events go, and with them what was derived from them; its details, occasions, refusals, identifiers and filled-in
names go; the people only it had met go, unless something else has touched them since. A refusal goes too: it was the
file's claim, not the person's statement, and a column read wrongly must not silence a shop's customers for good. The
raw bytes stay. It works in short transactions and can be called again after a crash.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hafawa.channels.models import ImportRun, ImportState
from hafawa.kernel.errors import Refused
from hafawa.people import consent_log, holds, likely, merging
from hafawa.people.bonds import CompanyMember, HouseholdMember, Relation
from hafawa.people.models import Consent, Detail, Gift, Identifier, Occasion, Person, Proposal, SharedKey
from hafawa.team.models import User
from hafawa.timeline import log
from hafawa.timeline.models import Event

UNDO_WITHIN = timedelta(days=7)
_CHUNK = 1000
_NOTED = (
    *((model, "person_id") for model in (Event, Detail, Occasion, Consent, Gift)),
    *((model, "person_id") for model in (HouseholdMember, CompanyMember, Relation)),
    (Relation, "other_id"),
    (Gift, "recipient_id"),
    (Detail, "secret_from_id"),
)


class TooLateToUndo(Refused):
    """The week has passed."""


class NothingToUndo(Refused):
    """The import brought nothing in, or was undone before."""


def may_undo(run: ImportRun, *, now: datetime) -> bool:
    """Whether the import can be taken back at `now`."""
    return run.state in _UNDOABLE and now - (run.finished_at or run.started_at or run.made_at) <= UNDO_WITHIN


def undo(run: ImportRun, *, by: User | None, now: datetime) -> ImportRun:
    """Take back all that `run` brought in. Raises `TooLateToUndo`, `NothingToUndo`."""
    if run.state not in _UNDOABLE:
        raise NothingToUndo(_("There is nothing to undo: this import brought nothing in, or was undone before."))
    if not may_undo(run, now=now):
        raise TooLateToUndo(
            _("An import can be undone for %(days)s days, and these have passed. Nothing was changed.")
            % {"days": UNDO_WITHIN.days}
        )
    ImportRun.objects.filter(pk=run.pk, state__in=_UNDOABLE).update(state=ImportState.UNDOING)
    _take_back_events(run)
    for model in (Detail, Occasion, Proposal, SharedKey):
        model.objects.filter(import_run_id=run.pk).delete()
    with consent_log.opened("import_undone"):
        Consent.objects.filter(import_run_id=run.pk).delete()
    _take_back_names(run)
    _take_back_people(run, now=now)
    _take_back_keys(run)
    return _close(run, now=now)


_UNDOABLE = (ImportState.RUNNING, ImportState.DONE, ImportState.FAILED, ImportState.UNDOING)


def _take_back_events(run: ImportRun) -> None:
    for ids in _chunks(Event.objects.filter(import_run_id=run.pk)):
        with transaction.atomic():
            derived = Q(kind="promise.made", about_id__in=ids, import_run_id__isnull=True)
            Event.objects.filter(Q(id__in=ids) | derived).delete()


def _take_back_names(run: ImportRun) -> None:
    blank = {"name": {"name": "", "folded_name": "", "first_name": ""}, "language": {"language": ""}}
    for filled in run.filled_in.all():
        Person.objects.filter(pk=filled.person_id, **{filled.field: filled.value}).update(**blank[filled.field])
        likely.look_again([filled.person_id])
    run.filled_in.all().delete()


def _take_back_people(run: ImportRun, *, now: datetime) -> None:
    for ids in _chunks(Person.objects.filter(met_by_import_id=run.pk)):
        with transaction.atomic():
            kept = _touched(ids, run=run)
            merging.let_go(set(ids) - kept, now=now)
            Person.objects.filter(id__in=set(ids) - kept).delete()
            Person.objects.filter(id__in=kept).update(met_by_import_id=None)
            Identifier.objects.filter(person_id__in=kept, import_run_id=run.pk).update(import_run_id=None)


def _touched(ids: Collection[int], *, run: ImportRun) -> set[int]:
    """Those of `ids` that anything but this import knows of: they stay, with the keys they were found by."""
    found: set[int] = holds.held(ids)
    for model, field in _NOTED:
        rows = model._base_manager.filter(**{f"{field}__in": ids})  # noqa: SLF001 - whatever a manager would leave out
        found |= set(rows.values_list(field, flat=True))
    others = Identifier.objects.filter(person_id__in=ids).exclude(import_run_id=run.pk)
    found |= set(others.values_list("person_id", flat=True))
    return found | set(Person.objects.filter(id__in=ids, owner__isnull=False).values_list("id", flat=True))


def _take_back_keys(run: ImportRun) -> None:
    keys = Identifier.objects.filter(import_run_id=run.pk)
    likely.look_again([i for ids in _chunks(keys) for i in keys.filter(id__in=ids).values_list("person_id", flat=True)])
    keys.delete()


def _close(run: ImportRun, *, now: datetime) -> ImportRun:
    with transaction.atomic():
        run.rejected.all().delete()
        run.kept_messages.all().delete()
        log.note_removal(now=now)
        ImportRun.objects.filter(pk=run.pk).update(state=ImportState.UNDONE, undone_at=now)
    run.refresh_from_db()
    return run


def _chunks(rows: QuerySet[Event] | QuerySet[Person] | QuerySet[Identifier]) -> Iterator[list[int]]:
    """Ids of `rows`, which the caller takes away or changes before asking for more."""
    last = 0
    while ids := list(rows.filter(id__gt=last).order_by("id").values_list("id", flat=True)[:_CHUNK]):
        yield ids
        last = ids[-1]
