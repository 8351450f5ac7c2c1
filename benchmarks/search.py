"""How quickly is anything found among a million people and a million messages? Builds them, indexes them, asks.

    nice .venv/bin/python benchmarks/search.py --people 1000000 --messages 1000000 --database sqlite
    nice .venv/bin/python benchmarks/search.py --people 1000000 --messages 1000000 --database postgresql

Each figure is one whole answer of the palette: people, orders, messages and details, the first five of each, with
their rows read and their words marked; then of the inbox: fifty conversations (of 300,000 for a million messages), the
newest words first. The shop is made row by row from a seed; nothing of its size is held in memory.
PostgreSQL is started for the run, with its own settings but for fsync. Every fifth message is an order as well. CPU is
that of this process and of the server process behind it: on a busy machine it says more than the clock.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
BATCH = 5000
FIRST = {
    "en": ("James", "Mary", "John", "Patricia", "Robert", "Jennifer", "Michael", "Linda", "David", "Margaret",
        "Susan", "Thomas", "Sarah", "Karen", "Daniel"),
    "ar": ("محمد", "أحمد", "ليلى", "فاطمة", "علي", "عمر", "سارة", "نور", "خالد", "يوسف", "مريم", "زينب", "حسن",
        "حسين", "إبراهيم", "عبدالله", "هدى", "رنا", "سامي", "طارق"),
    "ka": ("გიორგი", "ნინო", "დავით", "მარიამ", "ლევან", "თამარ", "ანა", "ირაკლი", "ლუკა", "ნათია", "ზურაბ",
        "ქეთევან", "სალომე", "ვახტანგ", "ელენე"),
}  # fmt: skip
SYLLABLES = {
    "en": ("har", "ber", "ton", "son", "field", "wood", "mar", "lin", "ster", "ley", "wick", "ford", "ham",
        "dale", "brook", "stone", "ash", "win", "ter", "ren", "cal", "der", "mor"),
    "ar": ("حد", "را", "من", "صو", "ري", "كا", "زم", "نا", "جي", "شا", "مي", "عب", "دي", "سل", "طا", "هر",
        "قا", "سم", "بر", "غا", "نم", "خو", "لي", "فا", "ضل"),
    "ka": ("ბე", "რი", "კა", "პა", "მა", "ჭა", "ვა", "შა", "ლო", "მი", "ტა", "რა", "ხა", "გო", "ნა", "ცი",
        "სა", "ყო", "ჯა"),
}  # fmt: skip
ENDINGS = {"en": ("",), "ar": ("", "ي", "ان"), "ka": ("ძე", "შვილი", "ია")}
CONVERSATIONS = (
    "rare English word", "rare Arabic word", "rare Georgian word", "very common word", "common word half typed",
    "a common and a rare word", "nothing there is",
)  # fmt: skip
COMMON = {"en": ("order", "parcel"), "ar": ("طلبي", "الطلب"), "ka": ("შეკვეთა", "ამანათი")}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--people", type=int, default=1_000_000)
    options.add_argument("--messages", type=int, default=1_000_000)
    options.add_argument("--questions", type=int, default=100, help="of each kind")
    options.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    options.add_argument("--folder", help="keeps the shop made here, and its index, for the next run (SQLite)")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="hafawa-benchmark-") as folder:
        os.environ["HAFAWA_DATA_DIR"] = chosen.folder or str(Path(folder) / "data")
        os.environ["DJANGO_SETTINGS_MODULE"] = "hafawa.config.settings"
        with served(chosen.database, Path(folder)) as url:
            os.environ["HAFAWA_DATABASE_URL"] = url
            run(chosen)


def run(chosen: argparse.Namespace) -> None:
    from hafawa.cli import opening

    opening.speak()
    opening.open_folder()
    from hafawa.people.models import Person
    from hafawa.search import indexing, queries

    queries.find("nobody", user=None)  # what is read once is read
    if not Person.objects.exists():
        build(chosen, indexing)
    print(
        "\n| question | for example | n | p50 ms | p95 ms | most ms | CPU p50 ms | CPU p95 ms | found |\n"
        "|---|---|---|---|---|---|---|---|---|",
        flush=True,
    )
    listed = kinds(chosen.questions, people=chosen.people, messages=chosen.messages)
    for kind, questions in listed.items():
        ask(kind, questions, lambda text: queries.find(text, user=None))
    for kind in CONVERSATIONS:
        ask(f"conversations: {kind}", listed[kind], lambda text: queries.conversations(text, user=None, limit=50))
    chance, since = random.Random(5), NOW - timedelta(days=7)
    ask(
        "conversations: very common word, of one week",
        listed["very common word"],
        lambda text: queries.conversations(text, user=None, limit=50, after=since),
    )
    ask(
        "conversations: very common word, of one person",
        listed["very common word"],
        lambda text: queries.conversations(text, user=None, limit=50, person_ids=[1 + chance.randrange(chosen.people)]),
    )


def build(chosen: argparse.Namespace, indexing: Any) -> None:
    made = timed(lambda: make_people(chosen.people))
    made += timed(lambda: make_messages(chosen.messages, people=chosen.people))
    before = size()
    indexed = timed(lambda: indexing.rebuild(now=NOW))
    print(f"\n| search on {chosen.database} | |\n|---|---|")
    print(f"| people | {chosen.people:,} |\n| messages | {chosen.messages:,} |")
    print(f"| rows made in | {made:.0f} s |\n| indexed in | {indexed:.0f} s |")
    print(f"| database before | {before / 1e6:.0f} MB |\n| index | {(size() - before) / 1e6:.0f} MB |")
    print(f"| index to data | {(size() - before) / before:.2f} |", flush=True)


def ask(kind: str, questions: list[str], how: Callable[[str], Any]) -> None:
    spent, worked, found = [], [], 0
    for text in questions:
        began, at_work = time.perf_counter(), cpu_ms()
        found += bool(how(text))
        spent.append(1000 * (time.perf_counter() - began))
        worked.append(cpu_ms() - at_work)
    example = questions[0].replace("|", "")
    figures = [at(spent, 0.5), at(spent, 0.95), max(spent), at(worked, 0.5), at(worked, 0.95)]
    shown = " | ".join(f"{figure:.1f}" for figure in figures)
    print(f"| {kind} | {example} | {len(spent)} | {shown} | {found} |", flush=True)


def at(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def cpu_ms() -> float:
    """Milliseconds of CPU spent so far by this process and, with PostgreSQL, the server process that serves it."""
    from django.db import connection

    spent = 1000 * time.process_time()
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        pid = connection.connection.info.backend_pid
        spent += int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6
    return spent


def kinds(count: int, *, people: int, messages: int) -> dict[str, list[str]]:
    """The questions, by kind; those about people are about people there are."""
    chance = random.Random(11)
    some = [next(names(1, seed=chance.randrange(people))) for _ in range(count)]
    numbers = [chance.randrange(people) for _ in range(count)]
    by_language = {code: [surname(code, chance) for _ in range(count)] for code in SYLLABLES}
    return {
        "whole email address": [f"person{n}@example.org" for n in numbers],
        "part of an address": [f"son{n}@exam" for n in numbers],
        "part of a telephone number": [phone(n)[-7:] for n in numbers],
        "order number": [f"#HF-{chance.randrange(max(messages // 5, 1))}" for _ in range(count)],
        "whole name": some,
        "beginning of a name": [name[: max(3, len(name) // 2)] for name in some],
        "two letters": [name[:2] for name in some],
        "misspelt name": [misspelt(name, chance) for name in some],
        "name in another script": chance.choices(
            ["layla", "mohamed", "giorgi", "nino", "ჯეიმს", "მოჰამედ", "لينا", "جورج", "maryam"], k=count
        ),
        "rare English word": by_language["en"],
        "rare Arabic word": by_language["ar"],
        "rare Georgian word": by_language["ka"],
        "very common word": chance.choices([word for words in COMMON.values() for word in words], k=count),
        "common word half typed": chance.choices(["orde", "parc", "شيك", "طلب", "შეკვ", "ამანა"], k=count),
        "a common and a rare word": [f"order {word}" for word in by_language["en"]],
        "nothing there is": [f"zzq{n}xw" for n in numbers],
        "a word of every address": chance.choices(["example", "person", "org"], k=count),
    }


def misspelt(name: str, chance: random.Random) -> str:
    at = chance.randrange(1, max(2, len(name) - 2))
    return (
        name[:at] + name[at + 1 :]
        if chance.random() < 0.5
        else name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]
    )


def surname(code: str, chance: random.Random) -> str:
    parts = chance.choices(SYLLABLES[code], k=chance.choice((2, 2, 3)))
    word = "".join(parts) + chance.choice(ENDINGS[code])
    return word.capitalize() if code == "en" else word


def names(count: int, *, seed: int) -> Iterator[str]:
    for n in range(seed, seed + count):
        chance = random.Random(n)
        code = ("en", "ar", "ka")[n % 3]
        yield f"{chance.choice(FIRST[code])} {surname(code, chance)}"


def phone(n: int) -> str:
    return f"+9955{n * 7919 % 10**8:08}"


def make_people(count: int) -> None:
    from django.db import transaction

    from hafawa.people import bulk
    from hafawa.people.names import first_name, folded

    for start in range(0, count, BATCH):
        batch = min(BATCH, count - start)
        with transaction.atomic():
            called = names(batch, seed=start)
            ids = bulk.make_people(
                [bulk.Newcomer(name, folded(name), first_name(name), "") for name in called],
                now=NOW,
                import_run_id=None,
            )
            keys: list[tuple[int | None, str, str, str]] = []
            for n, person_id in enumerate(ids, start=start):
                email = f"person{n}@example.org"
                keys += [(person_id, "email", email, email), (person_id, "phone", phone(n), phone(n))]
            bulk.add_keys(keys, now=NOW, import_run_id=None)


def make_messages(count: int, *, people: int) -> None:
    from hafawa.timeline import log

    entries = happenings(count, people=people)
    while batch := list(islice(entries, BATCH)):
        log.append_many(batch, now=NOW)


def happenings(count: int, *, people: int) -> Iterator[Any]:
    from hafawa.timeline import log
    from hafawa.timeline.events import MessageReceived, OrderPlaced

    chance = random.Random(3)
    for n in range(count):
        who, at = 1 + chance.randrange(people), NOW - timedelta(minutes=count - n)
        said = MessageReceived(
            channel="email",
            ref=f"c{chance.randrange(max(1, count * 3 // 10))}",
            text=message(("en", "ar", "ka")[n % 3], chance),
        )
        yield log.Entry(said, at, "benchmark", f"m{n}", who)
        if n % 5 == 0:
            order = OrderPlaced(ref=f"HF-{n // 5}", amount_minor=1000, currency="GEL", items=[{"name": "Blue cup"}])
            yield log.Entry(order, at, "benchmark", f"o{n}", who)


def message(code: str, chance: random.Random) -> str:
    """Some twenty words of one language, as common as words are: a few very, most hardly ever."""
    words = [surname(code, chance).lower() for _ in range(chance.randrange(6, 24))]
    common = [word for word in COMMON[code] if chance.random() < 0.6]
    return " ".join([*common, *words])


def size() -> int:
    from django.conf import settings
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (settings.HAFAWA_DATA_DIR / "hafawa.sqlite3").stat().st_size


def timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


@contextmanager
def served(database: str, folder: Path) -> Iterator[str]:
    """The address of a PostgreSQL server for this run; empty for SQLite."""
    if database == "sqlite":
        yield ""
        return
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"))
    own = Path(tempfile.mkdtemp(prefix="hafawa-pg-", dir=folder.parent))
    owner: list[Any] = []
    if os.getuid() == 0:
        shutil.chown(own, "postgres", "postgres")
        owner = ["runuser", "-u", "postgres", "--"]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    subprocess.run(
        [*owner, programs / "initdb", "-D", own / "data", "-U", "hafawa", "-A", "trust", "-E", "UTF8"],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
    )
    flags = f"-p {port} -k {own} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = [*owner, programs / "pg_ctl", "-D", own / "data", "-w"]
    subprocess.run([*control, "-l", own / "log", "-o", flags, "start"], check=True, stdout=subprocess.DEVNULL, cwd="/")
    try:
        yield f"postgresql://hafawa@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL, cwd="/")
        shutil.rmtree(own, ignore_errors=True)


if __name__ == "__main__":
    main()
