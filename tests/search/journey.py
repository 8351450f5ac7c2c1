"""What happens in a shop, told to whichever database the settings name, and what is found then; prints JSON."""

from __future__ import annotations

import json
import tempfile
from datetime import timedelta
from pathlib import Path

from django.db import connection

from tests.search import hand_written
from tests.search.hand_written import NOW
from tests.search.test_indexing import HOSTILE


def main() -> None:
    made = hand_written.fill()
    told = {
        "vendor": connection.vendor,
        "first": _share_first(made),
        "answered": sum(_answered(text) for text in HOSTILE),
        "renamed": _renamed(made),
        "imported": _imported(),
        "forgotten": _forgotten(made),
        "rebuilt": _share_first(made, rebuild=True),
        "pages": _pages(),
        "common": _common(),
        "waiting": _waiting(),
    }
    print(json.dumps(told))


def _found(text: str) -> list[str]:
    from hafawa.search import indexing, queries

    indexing.index(now=NOW)
    return [hit.kind for group in queries.find(text, user=None) for hit in group.hits]


def _share_first(made: dict[str, int], *, rebuild: bool = False) -> float:
    from hafawa.search import indexing

    if rebuild:
        indexing.rebuild(now=NOW)
    gone = {"p2"} if rebuild else set()
    asked = [question for question in hand_written.questions() if not question.meant & gone]
    known = {name: row_id for name, row_id in made.items() if name not in gone}
    places = [hand_written.place(question, hand_written.answers(question, known)) for question in asked]
    return sum(place == 1 for place in places) / len(asked)


def _answered(text: str) -> bool:
    from hafawa.search import queries

    return isinstance(queries.find(text, user=None), list) and all(
        queries.count(text, k, user=None) >= 0 for k in queries.KINDS
    )


def _renamed(made: dict[str, int]) -> list[list[str]]:
    from hafawa.people import actions
    from hafawa.people.models import Person

    person = Person.objects.get(id=made["p30"])
    actions.rename(person, "Bartholomew Stephens")
    return [_found("bartholomew"), _found("christopher stephens")]


def _imported() -> list[list[str]]:
    from hafawa.channels.importers import runs

    rows = "Order number,Order date,Email,Name,Total,Currency,Product\nQX-77,2026-05-01 10:00:00,q@example.org,Quill Xander,10.00,EUR,Quillpot\n"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.csv"
        path.write_text(rows, encoding="utf-8")
        run = runs.carry_out(runs.receive(path, name=path.name, by=None, now=NOW), now=NOW)
    came = [_found("quill xander"), _found("QX-77")]
    runs.undo(run, by=None, now=NOW + timedelta(days=1))
    return [*came, _found("quill xander"), _found("QX-77")]


def _forgotten(made: dict[str, int]) -> list[str]:
    from hafawa.people.models import Person
    from hafawa.search import indexing

    indexing.forget([made["p2"]], now=NOW)
    Person.objects.filter(id=made["p2"]).delete()
    return _found("أحمد عيسى")


def _pages() -> list[int]:
    """A word of five hundred messages, of ten, and both together: page after page each comes once, newest first."""
    from hafawa.search import indexing, queries
    from hafawa.timeline import log
    from hafawa.timeline.events import MessageReceived

    words = [f"plentiful {'scarce' if n % 50 == 0 else ''} n{n}" for n in range(500)]
    log.append_many(
        (
            log.Entry(MessageReceived(channel="email", ref="c", text=text), NOW, "many", f"m{n}")
            for n, text in enumerate(words)
        ),
        now=NOW,
    )
    indexing.index(now=NOW)
    indexing.tidy()
    counts = []
    for word in ("plentiful", "scarce", "plenti", "plentiful n49", "plentiful n499 scarce", "plentiful sc"):
        seen, after = [], ""
        while True:
            group = queries.page(word, "message", user=None, limit=60, after=after)
            seen += [hit.id for hit in group.hits]
            after = group.after
            if not after:
                break
        assert len(seen) == len(set(seen))
        assert " " in word or seen == sorted(seen, reverse=True)
        counts += [len(seen), queries.count(word, "message", user=None)]
    return counts


def _common() -> bool:
    """Whether what is common is known to be, where that matters."""
    from hafawa.search import shares

    if connection.vendor == "sqlite":
        return True
    asked = ("plentiful", False), ("plenti", True), ("pl", True), ("plentifully", False), ("plain", True)
    told = [shares.share("search_message", [[term]]) > 0.5 for term in asked]
    return told == [True, True, True, False, False]


def _waiting() -> int:
    """How many pages of the index were not put in order when the last rows came."""
    from hafawa.search import indexing
    from hafawa.timeline import log
    from hafawa.timeline.events import MessageReceived

    said = MessageReceived(channel="email", ref="c", text="one more message")
    log.append_many([log.Entry(said, NOW, "many", "one more")], now=NOW)
    indexing.index(now=NOW)
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('search_message_words')")
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    main()
