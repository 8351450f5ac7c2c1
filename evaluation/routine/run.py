"""How often would a machine take what a person should have had, and how much does it take off them? Writes the page.

    .venv/bin/python evaluation/routine/run.py [--data ../shared/data/nlp] [--quick]

A shop is played with sources no part of the reader has seen: what is shipped is trained anew without that source. It
gives n examples a matter; everything else is asked. Wrong is: a message of a person's that a machine would take. Every
language is switched on and live here, which at a shop only its people can do. `docs/reference/routine.md` is written.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "evaluation" / "routine")]

import data  # noqa: E402
import train  # noqa: E402
from measuring import said  # noqa: E402
from playing import Played, route  # noqa: E402
from trouble import PLACES, pools, put  # noqa: E402

from hafawa.listening.routine.deciding import MACHINE, Route  # noqa: E402
from hafawa.listening.routine.local import build  # noqa: E402
from hafawa.listening.routine.shipped import Shipped  # noqa: E402

GENERIC = (
    "order_status", "opening_hours", "address", "stock", "price", "delivery_terms", "returns_terms", "payment_methods",
    "booking", "invoice", "change_address", "cancel_order", "loyalty_balance", "parking_access", "account_help",
)  # fmt: skip
PAGE, WORDS = ROOT / "docs/reference/routine.md", Path(__file__).with_name("page.md")
CURVE = (5, 10, 20, 30, 50)
MOST_ASKED = 400  # of one set
AGAIN = (2, 3)  # draws of other examples and questions: how many are taken hangs on which thirty were given


@dataclass
class Asked:
    """A routine question asked of a shop: what it was about, and what came of it."""

    text: str
    told: str
    route: Route


@dataclass
class Page:
    """What is written at the end."""

    parts: list[str] = field(default_factory=list)

    def say(self, *lines: str) -> None:
        """Add lines, and print them."""
        self.parts += lines
        print("\n".join(lines), flush=True)

    def table(self, title: str, head: list[str], rows: list[list[str]]) -> None:
        """Add a table."""
        self.say("", f"### {title}", "| " + " | ".join(head) + " |", "|" + "---|" * len(head))
        self.say(*("| " + " | ".join(row) + " |" for row in rows))


def main() -> None:
    """Train without, play, count, write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=data.FOLDER)
    parser.add_argument("--quick", action="store_true", help="a tenth of everything, nothing written")
    parser.add_argument("--kept", type=Path, help="a folder in which what was trained is kept for the next run")
    asked = parser.parse_args()
    data.FOLDER = asked.data
    page = Page()
    shops = list(data.shops())
    without = {s: _trained(frozenset({s}), asked.kept) for s in sorted({shop.source for shop in shops})}
    full = Shipped.load(ROOT / "hafawa/listening/routine/shipped.npz")
    share = 0.1 if asked.quick else 1.0
    played = [Played(shop, without[shop.source], 30) for shop in shops]
    routes = [[Asked(t, told, p.ask(t)) for told, t in _part(p.rest, share)] for p in played]
    drawn = [Played(shop, without[shop.source], 30, seed=seed) for seed in AGAIN for shop in shops]
    again = [[Asked(t, told, p.ask(t)) for told, t in _part(p.rest, share)] for p in drawn]
    parts: list[Callable[[], None]] = [
        lambda: coverage(page, played + drawn, routes + again),
        lambda: strangers(page, played, share),
        lambda: injected(page, played, routes, share),
        lambda: without_examples(page, full),
        lambda: own_troubles(page, played, without, share),
        lambda: whose(page, routes),
        lambda: curve(page, shops, without, share),
        lambda: risk(page, played, routes, share),
    ]
    for part in parts:
        part()
        if not asked.quick:  # after each, for it takes a while
            PAGE.write_text(WORDS.read_text("utf-8").replace("{tables}", "\n".join(page.parts).strip()), "utf-8")


def coverage(page: Page, played: list[Played], routes: list[list[Asked]]) -> None:
    """How many of the routine questions are taken, and how many of those as the wrong matter; all draws together."""
    shops: dict[tuple[str, str], list[tuple[Played, list[Asked]]]] = defaultdict(list)
    for p, found in zip(played, routes, strict=True):
        shops[p.shop.language, p.shop.name].append((p, found))
    rows = []
    for (language, name), draws in shops.items():
        first, every = draws[0][0], [a for _, found in draws for a in found]
        each = ", ".join(f"{100 * len(_by_machine(found)) / len(found):.0f}" for _, found in draws)
        taken, other = _shares(every)
        rows.append([language, name, str(len(first.shop.questions)), taken, each, other, f"{first.fit_seconds:.2f} s"])
    for language in dict.fromkeys(language for language, _name in shops):
        every = [a for p, found in zip(played, routes, strict=True) if p.shop.language == language for a in found]
        taken, other = _shares(every)
        rows.append([language, "**all**", "", taken, "", other, ""])
    head = ["language", "shop", "matters", "routine questions taken", "each draw, %",
            "of those, as another routine matter", "fitted in"]  # fmt: skip
    page.table("Routine questions, 30 examples a matter, three draws", head, rows)


def _by_machine(found: list[Asked]) -> list[Asked]:
    return [a for a in found if a.route.who == MACHINE]


def _shares(found: list[Asked]) -> tuple[str, str]:
    """How many of `found` a machine takes, and how many of those as another matter, both with intervals."""
    taken = _by_machine(found)
    return said(len(taken), len(found)), said(sum(a.route.intent != a.told for a in taken), len(taken))


def strangers(page: Page, played: list[Played], share: float) -> None:
    """Messages of other sources that are a person's, asked at each shop."""
    rows, total = [], Counter()
    for p in played:
        for name, texts in data.strangers(p.shop.language).items():
            some = _few(texts, int(MOST_ASKED * share), random.Random(4))
            taken = sum(p.ask(t).who == MACHINE for t in some)
            total[p.shop.language, "taken"] += taken
            total[p.shop.language, "n"] += len(some)
            rows.append([p.shop.language, p.shop.name, name, said(taken, len(some))])
    rows += [[lang, "all", "**all**", said(total[lang, "taken"], total[lang, "n"])] for lang in ("en", "ar")]
    page.table(
        "Wrong automatic choices: messages of other sources", ["language", "shop", "set", "taken, which is wrong"], rows
    )


def injected(page: Page, played: list[Played], routes: list[list[Asked]], share: float) -> None:
    """A clause of anger, grief or threat put into questions that a machine takes as they are."""
    rows, sums = [], Counter()
    for p, found in zip(played, routes, strict=True):
        taken = [a.text for a in found if a.route.who == MACHINE]
        for pool, clauses in pools(p.shop.language).items():
            if not taken or not clauses:
                continue
            counts = _inject(p, _part(taken, share), clauses)
            cells = []
            for place in PLACES:
                for marks in (True, False):
                    hits, n = counts[place, marks]
                    sums[p.shop.language, pool.split(",")[0], "hits"] += hits
                    sums[p.shop.language, pool.split(",")[0], "n"] += n
                    cells.append(f"{100 * hits / n:.2f}%")
            hits, n = (sum(c[i] for c in counts.values()) for i in (0, 1))
            rows.append([p.shop.language, p.shop.name, pool, str(len(clauses)), *cells, said(hits, n)])
    for language in ("en", "ar"):
        for kind in ("corpus test", "corpus dev", "tweets"):
            hits, n = sums[language, kind, "hits"], sums[language, kind, "n"]
            rows.append([language, "all", f"**{kind}**", "", *[""] * 6, said(hits, n)])
    head = [
        "language",
        "shop",
        "clauses of",
        "n",
        "before",
        "before, no marks",
        "after",
        "after, no marks",
        "inside",
        "inside, no marks",
        "all: taken, which is wrong",
    ]
    page.table("Wrong automatic choices: anger, grief or threat put into a question that is taken", head, rows)


def _inject(
    p: Played, questions: list[str], clauses: list[str], *, each: int = 2, most: int = 16
) -> dict[tuple[str, bool], tuple[int, int]]:
    chance = random.Random(9)
    counts: dict[tuple[str, bool], list[int]] = {(place, marks): [0, 0] for place in PLACES for marks in (True, False)}
    for question in _few(questions, most, chance):
        for clause in _few(clauses, each, chance):
            for (place, marks), count in counts.items():
                count[0] += p.ask(put(question, clause, place=place, marks=marks, chance=chance)).who == MACHINE
                count[1] += 1
    return {key: (hits, n) for key, (hits, n) in counts.items()}


def own_troubles(page: Page, played: list[Played], without: dict[str, Shipped], share: float) -> None:
    """The same source's own troubles: the nearest strangers there are, before and after its people marked some."""
    rows = []
    for p in played:
        if len(p.troubles) < 100:
            continue
        for marked in (0, 100):
            q = p if not marked else Played(p.shop, without[p.shop.source], 30, marked=marked)
            some = _part(q.troubles, share)
            taken = sum(q.ask(t).who == MACHINE for t in some)
            good = _part(q.rest, 0.2 * share)
            kept = sum(q.ask(t).who == MACHINE for _, t in good)
            rows.append([p.shop.language, p.shop.name, str(marked), said(taken, len(some)), said(kept, len(good))])
    head = [
        "language",
        "shop",
        "troubles marked “for a person”",
        "troubles taken, which is wrong",
        "routine questions taken",
    ]
    page.table("The shop's own troubles, which look most like its questions", head, rows)


def without_examples(page: Page, shipped: Shipped) -> None:
    """A new shop that gave no example: the shipped matters, on themes of our corpus that nothing learned from."""
    rows = []
    for language in ("en", "ar", "ka"):
        local = {language: build(language, [], shipped=shipped, answered=GENERIC, shipped_matters=GENERIC)}
        for split in ("dev", "test"):
            by: dict[str, list[tuple[str, Route]]] = defaultdict(list)
            for t in data.corpus(language, split):
                found = route(t.text, local, shipped)
                by["routine" if t.intent else "human"].append((t.intent, found))
            taken = [(told, r) for told, r in by["routine"] if r.who == MACHINE]
            wrong = sum(r.who == MACHINE for _, r in by["human"])
            other = sum(told != r.intent for told, r in taken)
            rows.append(
                [
                    language,
                    split,
                    said(len(taken), len(by["routine"])),
                    said(other, len(taken)),
                    said(wrong, len(by["human"])),
                ]
            )
    head = [
        "language",
        "split",
        "routine questions taken",
        "of those, as another matter",
        "a person's messages taken, which is wrong",
    ]
    page.table("A new shop, no examples: the shipped matters on our own corpus", head, rows)


def curve(page: Page, shops: list[data.Shop], without: dict[str, Shipped], share: float) -> None:
    """More examples, more taken."""
    rows = []
    for shop in shops:
        for n in CURVE:
            p = Played(shop, without[shop.source], n)
            some = _part(p.rest, 0.15 * share)
            taken = [(told, r) for told, t in some if (r := p.ask(t)).who == MACHINE]
            other = sum(told != r.intent for told, r in taken)
            rows.append(
                [
                    shop.language,
                    shop.name,
                    str(n),
                    said(len(taken), len(some)),
                    said(other, len(taken)),
                    f"{p.fit_seconds:.2f} s",
                ]
            )
    head = [
        "language",
        "shop",
        "examples a matter",
        "routine questions taken",
        "of those, as another matter",
        "fitted in",
    ]
    page.table("Examples a matter", head, rows)


def risk(page: Page, played: list[Played], routes: list[list[Asked]], share: float) -> None:
    """What another cut would give, all else the same: risk against coverage."""
    rows = []
    for p, found in zip(played, routes, strict=True):
        kept = p.local
        bad = [t for texts in data.strangers(p.shop.language).values() for t in _part(texts, 0.1 * share)] + _part(
            p.troubles, 0.3 * share
        )
        good = _part(found, 0.15)
        for cut in (0.3, 0.6, 0.8, 0.9, 0.97):
            p.local = replace(kept, floor=cut)
            taken = [a for a in good if (r := p.ask(a.text)).who == MACHINE and (a.route or r)]
            other = sum(p.ask(a.text).intent != a.told for a in taken)
            wrong = sum(p.ask(t).who == MACHINE for t in bad)
            rows.append(
                [
                    p.shop.language,
                    p.shop.name,
                    f"{cut:.2f}",
                    said(len(taken), len(good)),
                    said(other, len(taken)),
                    said(wrong, len(bad)),
                ]
            )
        p.local = kept
    head = [
        "language",
        "shop",
        "cut",
        "routine questions taken",
        "of those, as another matter",
        "a person's taken: strangers and own troubles",
    ]
    page.table("Risk and coverage", head, rows)


def whose(page: Page, routes: list[list[Asked]]) -> None:
    """Why the routine questions that were not taken were not."""
    count = Counter(name for found in routes for a in found if a.route.who != MACHINE for name in a.route.names)
    n = sum(a.route.who != MACHINE for found in routes for a in found)
    page.table(
        "Why routine questions went to a person", ["reason", f"of {n}"], [[k, str(v)] for k, v in count.most_common()]
    )


def _trained(leave_out: frozenset[str], kept: Path | None) -> Shipped:
    path = kept / f"without-{'-'.join(sorted(leave_out))}.npz" if kept else None
    if path and path.exists():
        return Shipped.load(path)
    with contextlib.redirect_stderr(io.StringIO()):
        made = train.train(leave_out=leave_out)
    if path:
        made.save(path)
    return made


def _part(listed: list, share: float) -> list:
    return _few(listed, max(1, int(len(listed) * share)), random.Random(4)) if share < 1 else list(listed)


def _few(listed: list, most: int, chance: random.Random) -> list:
    return list(listed) if len(listed) <= most else chance.sample(list(listed), most)


if __name__ == "__main__":
    main()
