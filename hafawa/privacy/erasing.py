"""How is somebody forgotten: looked at first, asked for, called off in time, carried out, shown afterwards?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hafawa.channels.importers import taking_out
from hafawa.channels.models import ImportRun, ImportState
from hafawa.kernel.errors import Refused
from hafawa.kernel.text import fold
from hafawa.people import clusters, leaving, tombstones
from hafawa.people.models import Person
from hafawa.privacy import certificate, elsewhere, journal, mentions, removing, traces
from hafawa.privacy.models import Erasure, ErasureState, Terms
from hafawa.privacy.subject import Subject
from hafawa.tasks import enqueue
from hafawa.team import audit
from hafawa.team.models import User
from hafawa.timeline.models import Event

CARRY_OUT = "hafawa.privacy.tasks.erase"
_MADE_ANEW = "hafawa.flow.daily_now"


class NotConfirmed(Refused):
    """What was typed is not their name."""


class ChangedMeanwhile(Refused):
    """They were merged with somebody, or taken apart, since the preview was drawn."""


class AlreadyAsked(Refused):
    """The same person is to be erased already."""


class TooLateToCallOff(Refused):
    """It is being carried out, or done."""


class AnImportRuns(Refused):
    """A file that may hold them is coming in this moment."""


@dataclass(frozen=True)
class Preview:
    """What an erasure would do. `amounts_minor` are what the facts that stay add up to, by currency."""

    person: Person
    confirm_with: str
    ids: list[int]
    erased: dict[str, int]
    kept: dict[str, int]
    files: list[ImportRun]
    merged: int
    earlier: int  # states set aside by a restore or a move, in which they are perhaps, too
    hours: int


def preview(person_id: int) -> Preview:
    """What would go and what would stay; nothing is changed."""
    subject = Subject.of(person_id)
    kept_one = Person.objects.get(id=subject.ids[0])
    return Preview(
        person=kept_one,
        confirm_with=confirm_with(subject),
        ids=subject.ids,
        erased=removing.counts(subject),
        kept=removing.kept(subject),
        files=_files(subject),
        merged=len(subject.ids) - 1,
        earlier=elsewhere.count(),
        hours=Terms.get().erase_after_hours,
    )


def sums(person_id: int) -> list[tuple[str, int]]:
    """What the orders that stay as nobody's add up to, by currency, in minor units."""
    placed = Event.objects.filter(person_id__in=clusters.ids_of(person_id), kind="order.placed")
    totals: Counter[str] = Counter()
    for currency, amount in placed.exclude(currency="").values_list("currency", "amount_minor").iterator():
        totals[currency] += amount or 0  # here, for a database has no room for what many large ones add up to
    return sorted((currency, total) for currency, total in totals.items() if total)


def confirm_with(subject: Subject) -> str:
    """What has to be typed: their name, without one a key of theirs, without any their number."""
    called = next((p.name for p in subject.people if p.pk == subject.ids[0] and p.name), "")
    keys = [i.as_typed for i in subject.identifiers]
    return called or next(iter(keys), "") or str(subject.ids[0])


def ask(
    person_id: int, *, typed: str, by: User | None, now: datetime, previewed: Collection[int] | None = None
) -> Erasure:
    """Have them erased once the hours to call it off have passed.

    `previewed` are the ids (`clusters.ids_of`) the one who confirms was shown; None: whoever it is now. Raises
    `NotConfirmed`, `AlreadyAsked`, `ChangedMeanwhile`.
    """
    with transaction.atomic():
        leaving.in_turn()  # who is merged into them stays as it is until this is written down
        subject = Subject.of(person_id)
        _refuse(subject, typed=typed, previewed=previewed)
        made = Erasure.objects.create(
            person_id=subject.ids[0],
            asked_by=by,
            asked_by_name=by.name if by else "",
            asked_at=now,
            due_at=now + timedelta(hours=Terms.get().erase_after_hours),
        )
        audit.note(by=by, what="privacy.erasure_asked", about=f"erasure:{made.pk}", now=now)
        enqueue(CARRY_OUT, made.pk, key=f"privacy.erase.{made.pk}", run_at=made.due_at)
    return made


def _refuse(subject: Subject, *, typed: str, previewed: Collection[int] | None) -> None:
    if previewed is not None and set(previewed) != set(subject.ids):
        raise ChangedMeanwhile(
            _("They were merged with somebody or taken apart a moment ago. Nothing was started; look at it again.")
        )
    if fold(typed) != fold(confirm_with(subject)):
        raise NotConfirmed(_("What was typed is not their name as it stands on the page, so nothing was started."))
    if Erasure.objects.filter(person_id__in=subject.ids, state__in=_OPEN).exists():
        raise AlreadyAsked(_("They are to be erased already. Call that off first if something should change."))


def call_off(erasure: Erasure, *, by: User | None, now: datetime) -> Erasure:
    """Leave them as they are. Raises `TooLateToCallOff`."""
    with transaction.atomic():
        waiting = Erasure.objects.filter(pk=erasure.pk, state=ErasureState.WAITING)
        if not waiting.update(state=ErasureState.CALLED_OFF, called_off_at=now):
            raise TooLateToCallOff(_("It is being carried out or done, so it cannot be called off any more."))
        audit.note(by=by, what="privacy.erasure_called_off", about=f"erasure:{erasure.pk}", now=now)
    erasure.refresh_from_db()
    return erasure


def waiting_for(ids: Sequence[int]) -> Erasure | None:
    """The erasure that waits or runs of the one whose `ids` these are (`clusters.ids_of`)."""
    return Erasure.objects.filter(person_id__in=ids, state__in=_OPEN).first()


def to_be_erased(person_ids: Collection[int]) -> set[int]:
    """Those of `person_ids` whose erasure waits or runs."""
    going = Erasure.objects.filter(person_id__in=person_ids, state__in=_OPEN)
    return {person_id for person_id in going.values_list("person_id", flat=True) if person_id is not None}


def carry_out(erasure: Erasure, *, now: datetime) -> Erasure:
    """Erase; after a crash at any step, called again, it goes on. Nothing happens where it was called off or is done.

    Raises `AnImportRuns` (try again later). The journal is written before the first row goes.
    """
    if not _take_up(erasure, now=now):
        return erasure
    person_id = erasure.person_id or 0
    subject = Subject.of(person_id) if Person.objects.filter(id=person_id).exists() else None
    mark = mark_of(erasure)
    if subject is not None:
        line = journal.append(mark=mark, at=now, digests=[*subject.digests(), mark])
        tombstones.lay(line.digests, at=line.at)
        _wait_for_imports()
        _rows(subject, erasure, now=now)
    clean_files(now=now)
    elsewhere.take_away(now)
    return _close(erasure, mark=mark, now=now)


def mark_of(erasure: Erasure) -> str:
    """What names this erasure in the journal and among the tombstones."""
    return tombstones.digest("erasure", f"{erasure.pk}:{erasure.asked_at.isoformat()}")


_OPEN = (ErasureState.WAITING, ErasureState.RUNNING)


def _take_up(erasure: Erasure, *, now: datetime) -> bool:
    ripe = Erasure.objects.filter(pk=erasure.pk, state=ErasureState.WAITING, due_at__lte=now)
    ripe.update(state=ErasureState.RUNNING)
    erasure.refresh_from_db()
    return erasure.state == ErasureState.RUNNING


def _wait_for_imports() -> None:
    if ImportRun.objects.filter(state__in=[ImportState.RUNNING, ImportState.UNDOING]).exists():
        raise AnImportRuns(_("A file is coming in this moment; the erasure goes on when it is in."), permanent=False)


def _rows(subject: Subject, erasure: Erasure, *, now: datetime) -> None:
    """Rows go; what is told of it is kept in the same transaction, for afterwards nobody can count them."""
    traces.end_sessions_that_mention(mentions.pattern(subject.needles))
    with transaction.atomic():
        erased, kept = removing.remove(subject, now=now)
        Erasure.objects.filter(pk=erasure.pk).update(erased=erased, kept=kept)


def clean_files(*, now: datetime) -> int:
    """Take whoever has a tombstone out of kept files and what was derived; how many records went."""
    records = taking_out.take_out()
    traces.remove_exports()
    traces.remove_gathered_mail(now=now)
    traces.remove_strays(now=now)
    traces.empty_warehouse()
    traces.wipe_freed_pages()
    return records


def _close(erasure: Erasure, *, mark: str, now: datetime) -> Erasure:
    line = next((line for line in journal.read() if line.mark == mark), None)  # none: they were gone before
    erasure.refresh_from_db()
    with transaction.atomic():
        made = certificate.make(
            number=erasure.pk,
            asked_at=erasure.asked_at,
            done_at=now,
            by=erasure.asked_by_name,
            erased=erasure.erased,
            kept=erasure.kept,
            digests=line.digests if line else (),
        )
        Erasure.objects.filter(pk=erasure.pk, state=ErasureState.RUNNING).update(
            state=ErasureState.DONE, done_at=now, person_id=None, certificate=made
        )
        facts = {"rows": sum(erasure.erased.values()), "kept": sum(erasure.kept.values())}
        audit.note(by=erasure.asked_by, what="privacy.erased", about=f"erasure:{erasure.pk}", facts=facts, now=now)
        enqueue(_MADE_ANEW, key="flow.daily")
    erasure.refresh_from_db()
    return erasure


def _files(subject: Subject) -> list[ImportRun]:
    runs = set(Event.objects.filter(person_id__in=subject.ids).values_list("import_run_id", flat=True))
    runs |= {i.import_run_id for i in subject.identifiers} | {p.met_by_import_id for p in subject.people}
    return list(ImportRun.objects.filter(id__in=[r for r in runs if r], gone_at__isnull=True).order_by("-made_at"))
