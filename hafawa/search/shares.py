"""Which words are so common in PostgreSQL's tables that they are found by looking at the newest rows alone?

GIN gives every row that fits before the first can be shown: half a million for a word of every second message. FTS5
needs none of this, it reads its lists from their newest end. The shares of words are those ANALYZE counted; those of
beginnings, of which many may be rare words that together are common, are counted in some thousand rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.db import connection
from django.db.backends.utils import CursorWrapper

from hafawa.kernel import clock
from hafawa.search import schema

RARE = 0.002  # below it, the index gives few enough rows
_GROWN = 1.2
_LOOKED_AT, _AT_LEAST = 10_000, 20  # rows in which beginnings are counted, and how many of them must begin so
_LONGEST = 6  # letters of a beginning that is counted
_BEGUN = "*"  # after a beginning; no word holds it
_ROWS = "rows "  # state: how many rows there are in the table
_KEPT_SECONDS = 300


def learn() -> None:
    """Count anew which words are common, and keep their shares."""
    if connection.vendor == "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_common")
        for table in schema.WORDS:
            cursor.execute(f"ANALYZE {table}")
            rows = _learn_rows(cursor, table)
            cursor.execute(
                "INSERT INTO search_common (name, word, share) SELECT %s, word, share FROM (SELECT "
                "unnest(most_common_elems::text::text[]) AS word, unnest(most_common_elem_freqs) AS share "
                "FROM pg_stats WHERE schemaname = current_schema() AND tablename = %s AND attname = 'words') counted "
                "WHERE word IS NOT NULL AND share >= %s ON CONFLICT DO NOTHING",
                [table, table, max(RARE / 4, _AT_LEAST / rows)],
            )
            _learn_beginnings(cursor, table, rows)
        for table in (*schema.KEYS, "search_near"):
            cursor.execute(f"ANALYZE {table}")
            if table in schema.KEYS:
                _learn_rows(cursor, table)
    _shares.cache_clear()


def _learn_rows(cursor: CursorWrapper, table: str) -> float:
    cursor.execute("SELECT reltuples FROM pg_class WHERE oid = to_regclass(%s)", [table])
    rows = max(1.0, float(cursor.fetchone()[0]))
    cursor.execute(
        "INSERT INTO search_state (name, value) VALUES (%s, %s) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [_ROWS + table, round(rows)],
    )
    return rows


def _learn_beginnings(cursor: CursorWrapper, table: str, rows: float) -> None:
    percent = min(100.0, 100.0 * _LOOKED_AT / rows)
    cursor.execute(
        f"WITH looked AS MATERIALIZED (SELECT id, words FROM {table} TABLESAMPLE SYSTEM ({percent}) REPEATABLE (1)), "  # noqa: S608
        "begun AS (SELECT DISTINCT id, left(word, letters) AS word FROM looked, "
        "unnest(tsvector_to_array(words)) AS word, generate_series(1, least(length(word), %s)) AS letters) "
        "INSERT INTO search_common (name, word, share) "
        "SELECT %s, word || %s, count(*)::real / (SELECT count(*) FROM looked) FROM begun "
        "GROUP BY word HAVING count(*) >= %s ON CONFLICT DO NOTHING",
        [_LONGEST, table, _BEGUN, _AT_LEAST],
    )


def is_grown(*, since: int, now: int) -> bool:
    """Whether so much came since (rows then, rows now) that the shares may be others."""
    return now > since * _GROWN + 5000


def share(table: str, every: Sequence[Sequence[tuple[str, bool]]]) -> float:
    """How large a share of `table` fits at most: that of the rarest group of terms (word, whether it begins so)."""
    shares = _kept(table)
    return min((min(1.0, sum(_of(shares, *term) for term in _apart(terms))) for terms in every), default=0.0)


def rows(table: str) -> float:
    """How many rows there are in `table`, about."""
    return _kept(_ROWS + table).get("", 0.0)


def _apart(terms: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Without those that another's beginning covers."""
    begun = {word for word, begins in terms if begins}
    return [
        (word, begins)
        for word, begins in dict.fromkeys(terms)
        if not any(word.startswith(other) and (not begins or word != other) for other in begun)
    ]


def _of(shares: dict[str, float], word: str, begins: bool) -> float:  # noqa: FBT001 - half of a term
    return shares.get(word[:_LONGEST] + _BEGUN if begins else word, 0.0)


def _kept(table: str) -> dict[str, float]:
    return _shares(int(clock.ticks() // _KEPT_SECONDS)).get(table, {})


@lru_cache(maxsize=1)
def _shares(_since: int) -> dict[str, dict[str, float]]:
    """The shares by table and word, read once in a while: a few thousand of them change slowly. And the rows."""
    found: dict[str, dict[str, float]] = {table: {} for table in schema.WORDS}
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, word, share FROM search_common")
        for table, word, part in cursor.fetchall():
            found[table][word] = part
        cursor.execute("SELECT name, value FROM search_state WHERE name LIKE %s", [f"{_ROWS}%"])
        return found | {name: {"": float(value)} for name, value in cursor.fetchall()}
