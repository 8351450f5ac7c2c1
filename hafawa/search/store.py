"""How are the index's rows written, and which fit a question? SQL for two databases; no judgement."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from hafawa.search import shares

NEWEST = 2**62
_WINDOW, _WIDEST = 2000, 100_000  # rows PostgreSQL looks at one by one, newest first, for what is common
_READ_BY_INDEX = 10  # what a row costs that is found through the index, in rows read one after the other
_FEW = 0.01  # of rows: sooner read than all words that begin as a more common one


@dataclass(frozen=True)
class Asked:
    """Rows that have, for each of `every`, one of its terms, but not all of `but` so; ids under `before`."""

    every: Sequence[Sequence[Term]]
    but: Sequence[Sequence[Term]] = ()
    before: int = NEWEST


@dataclass(frozen=True)
class Term:
    """A word, or with `begins` all words that begin so."""

    word: str
    begins: bool = False


def match(table: str, asked: Asked, *, limit: int) -> list[int]:
    """Ids of at most `limit` rows of `table` that fit, the highest (newest) first."""
    if not asked.every:
        return []
    if connection.vendor == "sqlite":
        sql = f"SELECT rowid FROM {table} WHERE {table} MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s"  # noqa: S608
        return _ids(sql, [_fts5(asked), asked.before, limit])
    sizes = [_share(table, terms) for terms in asked.every]
    window = _window(table, _common(sizes, [_share(table, terms) for terms in asked.but]), limit=limit)
    fitting = _Fitting(table, "words", "@@ %s::tsquery", _tsquery(asked), _first(asked, sizes))
    return fitting.newest(asked.before, limit=limit, window=window)


def match_among(table: str, every: Sequence[Sequence[Term]], ids: Sequence[int]) -> list[int]:
    """Those of the rows `ids` that have, for each of `every`, one of its terms."""
    name, fits, value = ("rowid", f"{table} MATCH %s", _fts5(Asked(every)))
    if connection.vendor != "sqlite":
        name, fits, value = ("id", "words @@ %s::tsquery", _tsquery(Asked(every)))
    found: list[int] = []
    for part in _parts(ids):
        marks = ", ".join(["%s"] * len(part))
        found += _ids(f"SELECT {name} FROM {table} WHERE {fits} AND {name} IN ({marks})", [value, *part])  # noqa: S608
    return found


def count(table: str, asked: Asked, *, most: int) -> int:
    """How many rows fit, counted up to `most`."""
    return len(match(table, asked, limit=most))


def match_part(table: str, part: str, *, limit: int, before: int = NEWEST) -> list[int]:
    """Ids of rows of the keys' `table` with a key that holds `part`, of three signs or more, newest first.

    `key_begins` and `whole_key` make parts of less; both databases look three signs up at once.
    """
    if connection.vendor == "sqlite":
        sql = f"SELECT rowid FROM {table} WHERE key LIKE %s AND rowid < %s ORDER BY rowid DESC LIMIT %s"  # noqa: S608
        return _ids(sql, [f"%{part}%", before, limit])
    fitting = _Fitting(table, "key", "LIKE %s", f"%{part}%")
    found = fitting.among_newest(before, limit=limit, window=_WINDOW)
    if len(found) == limit:
        return found
    return fitting.newest(before, limit=limit, window=_window(table, len(found) / _WINDOW, limit=limit))


def match_key(table: str, key: str, *, limit: int) -> list[int]:
    """Ids of rows with that very key, of a `table` whose rows have one each."""
    if connection.vendor == "sqlite":
        return match_part(table, whole_key(key), limit=limit)
    return _ids(f"SELECT id FROM {table} WHERE key = %s ORDER BY id DESC LIMIT %s", [whole_key(key), limit])  # noqa: S608


def whole_key(key: str) -> str:
    """The part that only that very key holds."""
    return f"^{key}$"


def key_begins(key: str) -> str:
    """The part that only keys hold that begin so."""
    return f"^{key}"


def near(keys: Collection[str], *, limit: int) -> list[str]:
    """Words kept under one of `keys` (`sounds.keys`)."""
    marks = ", ".join(["%s"] * len(keys))
    sql = f"SELECT DISTINCT word FROM search_near WHERE key IN ({marks}) LIMIT {int(limit)}"  # noqa: S608
    return [str(row[0]) for row in _rows(sql, list(keys))]


def write_words(table: str, rows: Sequence[tuple[int, list[str]]]) -> None:
    """Keep `rows` (id, words) in place of what was there; without words, nothing is kept."""
    delete(table, [row_id for row_id, _words in rows])
    kept = [(row_id, words) for row_id, words in rows if words]
    if connection.vendor == "sqlite":
        values: list[tuple[Any, ...]] = [(row_id, " ".join(words)) for row_id, words in kept]
        _many(f"INSERT INTO {table} (rowid, words) VALUES (%s, %s)", values)  # noqa: S608
    else:
        sql = f"INSERT INTO {table} (id, words) VALUES (%s, array_to_tsvector(%s)) ON CONFLICT (id) DO UPDATE SET words = excluded.words"  # noqa: S608, E501
        _many(sql, kept)


def write_keys(table: str, rows: Sequence[tuple[int, str]]) -> None:
    """The same for keys, some of a row's separated by blanks; each is kept between signs for its two ends."""
    delete(table, [row_id for row_id, _key in rows])
    kept = [(row_id, " ".join(map(whole_key, key.split()))[:400]) for row_id, key in rows if key]
    if connection.vendor == "sqlite":
        _many(f"INSERT INTO {table} (rowid, key) VALUES (%s, %s)", kept)  # noqa: S608
    else:
        sql = f"INSERT INTO {table} (id, key) VALUES (%s, %s) ON CONFLICT (id) DO UPDATE SET key = excluded.key"  # noqa: S608
        _many(sql, kept)


def write_near(pairs: Sequence[tuple[str, str]]) -> None:
    """Keep (key, word) pairs, once each."""
    if connection.vendor == "sqlite":
        _many("INSERT OR IGNORE INTO search_near (key, word) VALUES (%s, %s)", pairs)
    else:
        _many("INSERT INTO search_near (key, word) VALUES (%s, %s) ON CONFLICT DO NOTHING", pairs)


def delete_near(pairs: Sequence[tuple[str, str]]) -> None:
    """Drop (key, word) pairs."""
    _many("DELETE FROM search_near WHERE key = %s AND word = %s", pairs)


def words_of(table: str, ids: Sequence[int]) -> set[str]:
    """The words kept of the rows `ids`."""
    found: set[str] = set()
    name, words = ("rowid", "words") if connection.vendor == "sqlite" else ("id", "tsvector_to_array(words)")
    for part in _parts(ids):
        marks = ", ".join(["%s"] * len(part))
        for (kept,) in _rows(f"SELECT {words} FROM {table} WHERE {name} IN ({marks})", part):  # noqa: S608
            found |= set(kept.split() if isinstance(kept, str) else kept)
    return found


def delete(table: str, ids: Sequence[int]) -> None:
    """Drop the rows `ids`."""
    name = "rowid" if connection.vendor == "sqlite" else "id"
    for part in _parts(ids):
        marks = ", ".join(["%s"] * len(part))
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE {name} IN ({marks})", part)  # noqa: S608


def empty(tables: Iterable[str]) -> None:
    """Drop all rows of `tables`."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def state() -> dict[str, int]:
    """How far each source was read, and the version that read it."""
    return {str(name): int(value) for name, value in _rows("SELECT name, value FROM search_state", [])}


def set_state(name: str, value: int) -> None:
    """Remember `value` under `name`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_state (name, value) VALUES (%s, %s) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [name, value],
        )


def changed(limit: int) -> list[tuple[int, str, int]]:
    """What was changed or deleted and not dealt with yet: (id of the note, kind, row id), oldest first."""
    return [
        (int(note), str(kind), int(row))
        for note, kind, row in _rows("SELECT id, kind, row_id FROM search_changed ORDER BY id LIMIT %s", [limit])
    ]


def delete_notes(ids: Sequence[int]) -> None:
    """The notes `ids` are dealt with; one that was written with a lower id meanwhile stays."""
    for part in _parts(ids):
        marks = ", ".join(["%s"] * len(part))
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM search_changed WHERE id IN ({marks})", part)  # noqa: S608


def _share(table: str, terms: Sequence[Term]) -> float:
    return shares.share(table, [[(term.word, term.begins) for term in terms]])


def _first(asked: Asked, sizes: Sequence[float]) -> str:
    """What leaves few rows, without the beginnings of which there are many; empty where nothing is gained by it."""
    each = list(zip(asked.every, sizes, strict=True))
    quick = [terms for terms, size in each if size < _FEW or not any(term.begins for term in terms)]
    return _tsquery(Asked(quick)) if min(sizes, default=1.0) < _FEW and len(quick) < len(each) else ""


def _common(sizes: Sequence[float], but: Sequence[float]) -> float:
    """About how large a share has words as common as `sizes`, less those as common as `but`; 0 where that is unsure.

    Words that stand together do so oftener than by chance: so the share lies between the rarest's and the product.
    """
    share = math.sqrt(min(sizes, default=1.0) * math.prod(sizes))
    left = share - math.sqrt(min(but) * math.prod(but)) if but else share
    return left if left > share / 3 else 0.0


def _window(table: str, share: float, *, limit: int) -> int:
    """Among how many of the newest rows `limit` should be found, of which `share` fits; 0: the index is quicker."""
    if share < shares.RARE or limit / share > _READ_BY_INDEX * share * shares.rows(table):
        return 0
    return min(_WIDEST, _WINDOW + int(2 * limit / share))


@dataclass(frozen=True)
class _Fitting:
    """Rows of a `table` of PostgreSQL whose `column` fits a `value`; where it fits `first` as well, few do."""

    table: str
    column: str
    fits: str
    value: str
    first: str = ""

    def newest(self, before: int, *, limit: int, window: int) -> list[int]:
        """What is common is found among the newest `window` rows without the index; the rest through it."""
        if window and len(found := self.among_newest(before, limit=limit, window=window)) == limit:
            return found
        return self._by_index(before, limit=limit)

    def among_newest(self, before: int, *, limit: int, window: int) -> list[int]:
        """Row after row in the order of the key, and no further than where there are enough."""
        sql = (
            f"SELECT id FROM (SELECT id, {self.column} FROM {self.table} "  # noqa: S608
            f"WHERE id < %s ORDER BY id DESC LIMIT %s) newest WHERE {self.column} {self.fits} ORDER BY id DESC LIMIT %s"
        )
        return _ids(sql, [before, window, self.value, limit])

    def _by_index(self, before: int, *, limit: int) -> list[int]:
        """All that fit, of which the newest. For a beginning the index reads all words that begin so, however few rows
        other words leave: there it is asked for `first` only. `id + 0` keeps the planner from walking the whole table
        backwards in the hope of soon having enough.
        """
        fits = f"{self.column} {self.fits}"
        if not self.first:
            sql = f"SELECT id FROM {self.table} WHERE {fits} AND id < %s ORDER BY id + 0 DESC LIMIT %s"  # noqa: S608
            return _ids(sql, [self.value, before, limit])
        sql = (
            f"WITH few AS MATERIALIZED (SELECT id, {self.column} FROM {self.table} WHERE {fits} AND id < %s) "  # noqa: S608
            f"SELECT id FROM few WHERE {fits} ORDER BY id DESC LIMIT %s"
        )
        return _ids(sql, [self.first, before, self.value, limit])


def _fts5(asked: Asked) -> str:
    wanted = _all_of(asked.every, " AND ", " OR ", _fts5_term)
    return f"({wanted}) NOT ({_all_of(asked.but, ' AND ', ' OR ', _fts5_term)})" if asked.but else wanted


def _fts5_term(term: Term) -> str:
    word = term.word.replace('"', '""')
    return f'"{word}"*' if term.begins else f'"{word}"'


def _tsquery(asked: Asked) -> str:
    wanted = _all_of(asked.every, " & ", " | ", _tsquery_term)
    return f"({wanted}) & !({_all_of(asked.but, ' & ', ' | ', _tsquery_term)})" if asked.but else wanted


def _tsquery_term(term: Term) -> str:
    word = term.word.replace("\\", "\\\\").replace("'", "''")
    return f"'{word}':*" if term.begins else f"'{word}'"


def _all_of(every: Sequence[Sequence[Term]], both: str, either: str, write: Any) -> str:
    return both.join("(" + either.join(write(term) for term in terms) + ")" for terms in every)


def _ids(sql: str, values: Sequence[Any]) -> list[int]:
    return [int(row[0]) for row in _rows(sql, values)]


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _many(sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def _parts(ids: Sequence[int]) -> Iterable[list[int]]:
    listed = list(ids)
    return (listed[at : at + 900] for at in range(0, len(listed), 900))
