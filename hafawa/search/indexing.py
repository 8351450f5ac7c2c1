"""How does the index keep up with what happens, and how is it made anew? Rows come by cursor, changes by triggers.

It may be run twice, resumes after a kill, and sets aside what it cannot read. `forget` is for erasing a person: call
it before or after their rows go, inside the same transaction or not.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from hafawa.kernel.locks import only_one
from hafawa.people.models import Detail, Identifier, Occasion
from hafawa.search import schema, shares, sounds, store
from hafawa.search.sources import SOURCES, Kept, Row, Source
from hafawa.tasks import progress
from hafawa.timeline import log
from hafawa.timeline.models import Event

READER = "search"
_BATCH = 2000
_LOOK_BACK = 500  # PostgreSQL commits ids out of order: the last few are looked at again
_COUNTED = "beginnings"  # state: how large the shop was when what is common was last counted
_log = logging.getLogger(__name__)
Tell = Callable[[int, int], None]


def index(*, now: datetime, tell: Tell = progress.report) -> int:
    """Take up what is new and what was changed; return how many rows were read. `tell` hears (done, of how many)."""
    with only_one("search"):
        _begin_anew_if_needed()
        done = _take_changes(now=now)
        total = done + sum(_ahead(source) for source in SOURCES.values())
        for source in SOURCES.values():
            while read := _take_next(source, now=now):
                done += read
                tell(done, max(done, total))
        if done:
            schema.put_in_order()
        if shares.is_grown(since=store.state().get(_COUNTED, 0), now=_size()):
            _learn_common()
    return done


def rebuild(*, now: datetime, tell: Tell = progress.report) -> int:
    """Make the index anew from nothing; return how many rows were read. Meanwhile what is read is found already."""
    with only_one("search"):
        _clear()
    read = index(now=now, tell=tell)
    tidy()
    return read


def forget(person_ids: Collection[int], *, now: datetime) -> None:
    """Nothing of `person_ids` is found any more, nor left in the index; and all other changes are taken up."""
    ids = list(person_ids)
    of_them = Q(person_id__in=ids)
    with transaction.atomic():
        _drop(SOURCES["person"], ids)
        for name, model in (("identifier", Identifier), ("detail", Detail), ("occasion", Occasion), ("event", Event)):
            _drop(SOURCES[name], list(model.objects.filter(of_them).values_list("id", flat=True)))
        _take_changes(now=now)


def tidy() -> None:
    """Put the index into its smallest, quickest shape; what was deleted is gone from its pages."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for table in (*schema.WORDS, *schema.KEYS):
                cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608
    _learn_common()


def is_behind() -> bool:
    """Whether something came, changed or went since the last pass; one cheap look."""
    seen = store.state()
    if seen.get("version") != schema.VERSION or store.changed(1):
        return True
    return any(source.last() != seen.get(source.name, 0) for source in SOURCES.values())


def _begin_anew_if_needed() -> None:
    """Another version's index, or one of rows that are no longer there (a database put in its place), is no use."""
    seen = store.state()
    is_stale = any(source.last() < seen.get(source.name, 0) and not store.changed(1) for source in SOURCES.values())
    if seen.get("version") != schema.VERSION or is_stale:
        _clear()


def _clear() -> None:
    with transaction.atomic():
        schema.drop()
        schema.ensure()
        store.set_state("version", schema.VERSION)


def _learn_common() -> None:
    with transaction.atomic():
        shares.learn()
        store.set_state(_COUNTED, _size())


def _size() -> int:
    return SOURCES["event"].last() + SOURCES["person"].last()


def _ahead(source: Source) -> int:
    return max(0, source.last() - store.state().get(source.name, 0))


def _take_next(source: Source, *, now: datetime) -> int:
    """The next rows of `source`; how many were new."""
    with transaction.atomic():
        seen = store.state().get(source.name, 0)
        rows = source.after(seen, limit=_BATCH)
        if not rows:
            return 0
        back = _looked_at_again(source, seen)
        _keep(source, [*back, *rows], now=now)
        store.set_state(source.name, rows[-1][0])
    return len(rows)


def _looked_at_again(source: Source, seen: int) -> list[Row]:
    if connection.vendor == "sqlite" or not seen:
        return []
    return [row for row in source.after(seen - _LOOK_BACK, limit=_LOOK_BACK) if row[0] <= seen]


def _take_changes(*, now: datetime) -> int:
    """What the triggers noted: changed rows are read again, those that went are dropped."""
    done = 0
    while True:
        with transaction.atomic():
            noted = store.changed(_BATCH)
            if not noted:
                return done
            for name, source in SOURCES.items():
                if ids := {row_id for _note, kind, row_id in noted if kind == name}:
                    _read_again(source, sorted(ids), now=now)
            store.delete_notes([note for note, _kind, _row in noted])
            _step_back()
        done += len(noted)


def _step_back() -> None:
    """Where the newest rows went, and were noted, a cursor stands at the newest that is there."""
    for name, value in store.state().items():
        if name in SOURCES and (last := SOURCES[name].last()) < value:
            store.set_state(name, last)


def _read_again(source: Source, ids: Sequence[int], *, now: datetime) -> None:
    _drop(source, ids)
    _keep(source, [row for at in range(0, len(ids), 900) for row in source.these(ids[at : at + 900])], now=now)


def _drop(source: Source, ids: Sequence[int]) -> None:
    in_index = [source.id_in_index(row_id) for row_id in ids]
    names = store.words_of("search_person", in_index) if source.name == "person" else set()
    for table in source.tables:
        store.delete(table, in_index)
    _drop_names(names)


def _drop_names(names: Iterable[str]) -> None:
    """A word of a name that nobody is called any more is no word of a name."""
    gone = [w for w in names if not store.match("search_person", store.Asked([[store.Term(w)]]), limit=1)]
    store.delete_near([(key, word) for word in gone for key in sounds.keys(word)])


def _keep(source: Source, rows: Sequence[Row], *, now: datetime) -> None:
    kept = Kept()
    for row in rows:
        try:
            source.keep(kept, row)
        except Exception as error:  # a row nobody foresaw is set aside, and the next one read
            _log.exception("could not read %s %s", source.name, row[0])
            _park(source, row[0], error, now=now)
    for table, words in kept.words.items():
        store.write_words(table, words)
    for table, keys in kept.keys.items():
        store.write_keys(table, keys)
    store.write_near([(key, word) for word in sorted(kept.names) for key in sounds.keys(word)])


def _park(source: Source, row_id: int, error: Exception, *, now: datetime) -> None:
    if source.name == "event":
        log.park(READER, Event.objects.get(id=row_id), error, now=now)
