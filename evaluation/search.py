"""How often is what was meant the first thing found, or among five? Ours beside the database's own tokenizer.

    .venv/bin/python evaluation/search.py > docs/reference/search.md

The questions are those of `tests/search/cases`, written by hand in three scripts. Both sides are asked the same, in
one run: the plain side keeps the same texts and keys in FTS5's `unicode61` (SQLite) or `simple` (PostgreSQL), wants
every word, lets the last one go on, and ranks by `bm25` or `ts_rank`. Both are told which kind of thing is meant.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from benchmarks.search import served  # noqa: E402
from tests.search import hand_written  # noqa: E402
from tests.search.hand_written import KIND, Question, Shop  # noqa: E402

SORTS = {
    "name": "a name as it is written, or nearly",
    "across": "a name in another script",
    "misspelt": "a name misspelt",
    "key": "part of an address, a number",
    "order": "an order by number or goods",
    "message": "words of a message",
    "detail": "a memorable detail",
}
HEAD = (
    "# Search: how often it is right\n\n"
    "Written by `evaluation/search.py`, which asks both sides the same in one run. The questions are those of "
    "`tests/search/cases`, written by hand in three scripts by the people who wrote the search, for a shop of "
    "82 things: they compare, they do not say how often a large shop's staff will find what they mean. The "
    "plain side keeps the same texts and keys in FTS5's `unicode61` (SQLite) or `simple` (PostgreSQL), wants "
    "every word, lets the last one go on, and ranks by `bm25` or `ts_rank`. Both are told which kind of thing "
    "is meant.\n\n"
    "Names are found however they are misspelt; words of messages, details and orders are not. PostgreSQL's "
    "`tsvector` keeps no list of its words, so each word of each message would be kept once more, and be looked for in "
    "every other message when somebody is erased, for a rare word can name them. What is asked "
    "for is found by its beginning and by its stem as well, not by letters that are wrong."
)
Answer = Callable[[Question], list[str]]


def main() -> None:
    if len(sys.argv) > 1:
        measure(sys.argv[1])
        return
    print(HEAD, flush=True)
    for database in ("sqlite", "postgresql"):
        if (child := os.spawnv(os.P_WAIT, sys.executable, [sys.executable, __file__, database])) != 0:
            sys.exit(child)


def measure(database: str) -> None:
    """One database in a process of its own: the settings are read once."""
    with tempfile.TemporaryDirectory(prefix="hafawa-evaluation-") as folder:
        os.environ["HAFAWA_DATA_DIR"] = str(Path(folder) / "data")
        os.environ["DJANGO_SETTINGS_MODULE"] = "hafawa.config.settings"
        with served(database, Path(folder)) as url:
            os.environ["HAFAWA_DATABASE_URL"] = url
            from hafawa.cli import opening

            opening.speak()
            opening.open_folder()
            made = hand_written.fill()
            fill_plain(made)
            for split in ("dev", "test"):
                table(database, split, made)


def table(database: str, split: str, made: Shop) -> None:
    sides: dict[str, Answer] = {
        "ours": lambda question: hand_written.answers(question, made),
        "plain": plain,
    }
    got: dict[tuple[str, str], list[int]] = defaultdict(list)
    for question in hand_written.questions(split):
        for side, ask in sides.items():
            where = hand_written.place(question, ask(question))
            got[side, question.sort].append(where)
            got[side, "all"].append(where)
            if side == "ours" and where != 1:
                print(f"{database} {split}: {question.sort} {question.text!r} stands at {where}", file=sys.stderr)
    what = {"dev": "looked at while the search was made", "test": "only measured"}[split]
    print(f"\n## {database}: questions {what}\n")
    print(
        "| a question by | n | first: ours | first: plain | of five: ours | of five: plain |\n|---|---|---|---|---|---|"
    )
    for sort, words in (SORTS | {"all": "**all**"}).items():
        ours, theirs = got["ours", sort], got["plain", sort]
        cells = [share(side, most) for most in (1, 5) for side in (ours, theirs)]
        print(f"| {words} | {len(ours)} | {' | '.join(cells)} |", flush=True)


def share(places: list[int], most: int) -> str:
    return f"{100 * sum(0 < place <= most for place in places) / max(len(places), 1):.0f}%"


def fill_plain(made: Shop) -> None:
    from django.db import connection

    texts = [(name, " ".join(cells if name[0] == "p" else cells[1:])) for name, *cells in hand_written.rows("shop.txt")]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("CREATE VIRTUAL TABLE plain USING fts5(name UNINDEXED, words)")
        else:
            cursor.execute("CREATE TABLE plain (name text, words tsvector)")
        value = "%s" if connection.vendor == "sqlite" else "to_tsvector('simple', %s)"
        cursor.executemany(f"INSERT INTO plain (name, words) VALUES (%s, {value})", [t for t in texts if t[0] in made])


def plain(question: Question) -> list[str]:
    from django.db import connection

    words = re.findall(r"\w+", question.text)
    letter = {"person": "p", "order": "o", "message": "m", "known": "d"}[KIND[question.sort]]
    if connection.vendor == "sqlite":
        sql = "SELECT name FROM plain WHERE plain MATCH %s AND name LIKE %s ORDER BY rank LIMIT 5"
        values = [" AND ".join(f'"{word}"' for word in words) + "*", f"{letter}%"]
    else:
        sql = (
            "SELECT name FROM plain WHERE words @@ to_tsquery('simple', %s) AND name LIKE %s "
            "ORDER BY ts_rank(words, to_tsquery('simple', %s)) DESC, name LIMIT 5"
        )
        query = " & ".join(f"'{word}'" for word in words) + ":*"
        values = [query, f"{letter}%", query]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


if __name__ == "__main__":
    main()
