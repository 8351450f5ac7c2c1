"""How fast is "who is like this person?" answered among a million people, and how long do all suggestions take?

    .venv/bin/python benchmarks/identity.py [--people 1000000] [--asked 300] [--keys-only]

Makes seeded people (names of three scripts, addresses, phones; every twentieth is somebody again: in another script,
misspelt, the other way round) in a folder of its own, looks at all of them as the scheduled stage does, then asks about
some, and merges and takes apart. Aim: a question in under 100 ms at the 95th percentile. With --keys-only the people's
keys are made, on which a question rests, and the pairs of all, which take most of the time, are left out.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
SPELT = [
    ("Mohammed", "محمد", "მუჰამედ"), ("Layla", "ليلى", "ლეილა"), ("Yusuf", "يوسف", "იუსუფ"), ("Omar", "عمر", "ომარ"),
    ("Fatima", "فاطمة", "ფატიმა"), ("Karim", "كريم", "კარიმ"), ("Giorgi", "جيورجي", "გიორგი"), ("Nino", "نينو", "ნინო"),
    ("Tamar", "تامار", "თამარ"), ("Levan", "ليفان", "ლევან"), ("Ana", "آنا", "ანა"), ("Sara", "سارة", "სარა"),
    ("Ibrahim", "إبراهيم", "იბრაჰიმ"), ("Mariam", "مريم", "მარიამ"), ("Davit", "دافيت", "დავით"),
    ("Rana", "رنا", "რანა"),
]  # fmt: skip
SYLLABLES = (
    "ba",
    "de",
    "ka",
    "lo",
    "mi",
    "na",
    "ri",
    "su",
    "ta",
    "va",
    "zi",
    "ge",
    "ch",
    "sha",
    "ko",
    "me",
    "pa",
    "li",
)
ENDS = ("dze", "shvili", "ani", "ova", "son", "i", "ia", "er", "ez")


def main() -> None:
    """Make, look, ask; print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--asked", type=int, default=300)
    parser.add_argument("--keys-only", action="store_true")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="hafawa-bench-")
    os.environ |= {"HAFAWA_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
    try:
        run(options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(options: argparse.Namespace) -> None:
    """The measuring itself, once the folder is there."""
    import django

    django.setup()
    from hafawa.cli import opening
    from hafawa.people import likely, merging
    from hafawa.people.models import AlikePair, LikenessKey, Person

    opening.open_folder()
    begun = time.perf_counter()
    fill(options.people)
    print(f"people made in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    begun = time.perf_counter()
    looked = make_keys() if options.keys_only else likely.refresh(now=NOW, limit=options.people * 2)
    all_s = time.perf_counter() - begun
    draw = random.Random(7)
    ids = [draw.randint(1, options.people) for _ in range(options.asked)]
    asked = [timed(likely.like, i) for i in ids]
    cpu = [timed(likely.like, i, by=time.process_time) for i in ids]
    pairs = list(
        AlikePair.objects.filter(verdict="same").order_by("-score", "id").values_list("low_id", "high_id")[:50]
    )
    merged = [timed(lambda a=a, b=b: merging.merge(a, b, by=None, now=NOW)) for a, b in pairs]
    print(f"| likeness among {Person.objects.count():,} people | measured | aim |")
    print("|---|---|---|")
    print(f"| who is like this person, median of {len(asked)} (ms) | {statistics.median(asked):.1f} | |")
    print(f"| the same, 95th percentile (ms) | {centile(asked, 95):.1f} | 100 |")
    print(f"| the same in CPU time, 95th percentile (ms) | {centile(cpu, 95):.1f} | |")
    print(f"| the same, slowest (ms) | {max(asked):.1f} | |")
    print(f"| looking at all {looked:,} (s) | {all_s:.1f} | |")
    print(f"| keys; pairs worth a look | {LikenessKey.objects.count():,}; {AlikePair.objects.count():,} | |")
    print(f"| one merge, 95th percentile of {len(merged)} (ms) | {centile(merged, 95) if merged else 0:.1f} | |")
    print(f"| peak memory (GB) | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} | |")


def make_keys() -> int:
    """The keys of everybody, as the stage makes them; how many people have some."""
    from django.db import transaction

    from hafawa.people import likely
    from hafawa.people.models import Person

    ids = list(Person.objects.order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), likely.BATCH):
        with transaction.atomic():
            likely._rewrite_keys(ids[start : start + likely.BATCH])  # noqa: SLF001
    return len(ids)


def timed(what: Callable[..., object], *arguments: object, by: Callable[[], float] = time.perf_counter) -> float:
    """Milliseconds of one call, by the clock on the wall or another."""
    begun = by()
    what(*arguments)
    return (by() - begun) * 1000


def centile(values: list[float], n: int) -> float:
    """The `n`-th percentile."""
    return sorted(values)[min(len(values) - 1, len(values) * n // 100)]


def fill(people: int) -> None:
    """Make the people and their keys."""
    from django.db import transaction

    from hafawa.people.intake import Wanted, find_or_make_many

    draw, some = random.Random(1), []
    before: list[tuple[tuple[str, str, str], str]] = []
    for n in range(people):
        if before and n % 20 == 0:
            first, last = before[draw.randrange(len(before))]
            name = again(draw, first, last)
        else:
            first, last = draw.choice(SPELT), surname(draw)
            name = f"{first[0]} {last}"
            before.append((first, last))
        key = ("phone", f"+9955{n:08d}", "") if n % 3 == 0 else ("email", f"u{n}@mail{n % 50}.example", "")
        some.append(Wanted(keys=(key,), name=name))
        if len(some) == 5_000 or n == people - 1:
            with transaction.atomic():
                find_or_make_many(some, now=NOW)
            some = []


def surname(draw: random.Random) -> str:
    """A made-up family name; hundreds of thousands differ, some come often."""
    few = 2 if draw.random() < 0.3 else 3
    return ("".join(draw.choice(SYLLABLES) for _ in range(few)) + draw.choice(ENDS)).title()


def again(draw: random.Random, first: tuple[str, str, str], last: str) -> str:
    """Somebody, told once more."""
    return draw.choice((f"{first[1]} {last}", f"{first[2]} {last}", f"{last} {first[0]}", f"{first[0]} {last[:-1]}ee"))


if __name__ == "__main__":
    main()
