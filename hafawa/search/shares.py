"""Which words are so common in PostgreSQL's tables that they are found by looking at the newest rows alone?

GIN gives every row that fits before the first can be shown: half a million for a word of every second message. FTS5
needs none of this, it reads its lists from their newest end. The shares are those ANALYZE counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.db import connection

from hafawa.kernel import clock
from hafawa.search import schema

RARE = 0.002  # below it, the index gives few enough rows
_GROWN = 1.2
_KEPT_SECONDS = 300


def learn() -> None:
    """Count anew which words are common, and keep their shares."""
    if connection.vendor == "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_common")
        for table in schema.WORDS:
            cursor.execute(f"ANALYZE {table}")
            cursor.execute(
                "INSERT INTO search_common (name, word, share) SELECT %s, word, share FROM (SELECT "
                "unnest(most_common_elems::text::text[]) AS word, unnest(most_common_elem_freqs) AS share "
                "FROM pg_stats WHERE schemaname = current_schema() AND tablename = %s AND attname = 'words') counted "
                "WHERE word IS NOT NULL AND share >= %s ON CONFLICT DO NOTHING",
                [table, table, RARE / 4],
            )
        for table in (*schema.KEYS, "search_near"):
            cursor.execute(f"ANALYZE {table}")
    _shares.cache_clear()


def is_grown(*, since: int, now: int) -> bool:
    """Whether so much came since (rows then, rows now) that the shares may be others."""
    return now > since * _GROWN + 5000


def share(table: str, every: Sequence[Sequence[tuple[str, bool]]]) -> float:
    """How large a share of `table` fits at most: that of the rarest group of terms (word, whether it begins so)."""
    shares = _shares(int(clock.ticks() // _KEPT_SECONDS)).get(table, {})
    return min((min(1.0, sum(_of(shares, *term) for term in terms)) for terms in every), default=0.0)


def _of(shares: dict[str, float], word: str, begins: bool) -> float:  # noqa: FBT001 - half of a term
    if not begins:
        return shares.get(word, 0.0)
    return sum(share for other, share in shares.items() if other.startswith(word))


@lru_cache(maxsize=1)
def _shares(_since: int) -> dict[str, dict[str, float]]:
    """The shares by table and word, read once in a while: a few thousand of them change slowly."""
    found: dict[str, dict[str, float]] = {table: {} for table in schema.WORDS}
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, word, share FROM search_common")
        for table, word, part in cursor.fetchall():
            found[table][word] = part
    return found
