"""Do a shop's corrections make its reader better? A stream of messages of one shop, corrected as a team would.

    .venv/bin/python evaluation/corrections/simulate.py [../shared/data/nlp]

Writes docs/reference/corrections.md. Shops: the development themes of our own corpus, in each language and together
(a theme is one trade); and, where that folder is there, review sets of others. Those may score and never train what
ships: here each plays a shop whose team corrects its own messages, and what is learned is thrown away after the count.
The themes named `test` are not touched. The settings of the layer were chosen on the development themes, so those
figures lean to the good side; two guards were added after
seeing cells of the sets of others, so these are not untouched either. A third of the messages that come later are known
to the layer without any label, as a shop's uncorrected mail is; all scores are of the other two thirds.

Three teams: one that checks every message it meets; one that corrects only what it sees to be wrong and confirms
nothing; and the first with one in ten of its corrections wrong, chosen at random, every head of it turned round.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "evaluation" / "corpus")]

import check  # noqa: E402

from hafawa.listening import door  # noqa: E402
from hafawa.listening.corrections import layer  # noqa: E402
from hafawa.listening.corrections.layer import HEADS, Example, Learned  # noqa: E402
from hafawa.listening.reading import KINDS, Reading  # noqa: E402

OUT = ROOT / "docs" / "reference" / "corrections.md"
AFTER = (10, 30, 100, 300)
STREAMS, TIMES, SEED = 3, 600, 7
MOST_TESTED = 400
NOISE = 0.1
LEAST_OF_A_KIND = 15  # messages of a kind in a shop, below which its F1 says nothing
OTHERS = ("en_absa14_rest_train", "ar_res", "ar_absa16_hotels_train", "en_complaints_social_dev")


@dataclass(frozen=True)
class Message:
    """What was written, how the shipped reader reads it, and what a team that is right would say."""

    text: str
    read: Reading
    truth: dict[str, bool]


def main() -> None:
    """Run every shop and write the page."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data" / "nlp"
    shops = dict(own_shops()) | dict(others(folder / "evaluate-only"))
    lines = [_line(name, messages) for name, messages in shops.items()]
    OUT.write_text(_page(lines), encoding="utf-8")
    print(OUT.read_text(encoding="utf-8"))


def own_shops() -> Iterable[tuple[str, list[Message]]]:
    """The development themes, by language and together."""
    rows = [row | {"lang": code} for code in ("en", "ar", "ka") for row in check.rows(code)]
    rows = [row for row in rows if row["split"] == "dev" and row.get("w", "c") == "c"]
    told = {code: [_own(row) for row in rows if row["lang"] == code] for code in ("en", "ar", "ka")}
    for code, messages in told.items():
        yield f"our corpus, development, {code}", messages
    yield "our corpus, development, all three", [m for messages in told.values() for m in messages]


def others(folder: Path) -> Iterable[tuple[str, list[Message]]]:
    """Sets that may only score, each as one shop's messages."""
    for name in OTHERS:
        path = folder / f"{name}.jsonl.gz"
        if path.exists():
            with gzip.open(path, "rt", encoding="utf-8") as file:
                rows = [json.loads(line) for line in file]
            random.Random(SEED).shuffle(rows)
            once = {row["text"]: row["label"] for row in rows}
            yield name, [Message(t, door.read(t), _heads(label)) for t, label in list(once.items())[:900]]


def scores(shop: Sequence[Message], learned: Learned) -> tuple[np.ndarray, np.ndarray]:
    """What is true and what is read, a row a message, a column a head (NaN where the set does not say)."""
    truth = np.array([[float(m.truth[h]) if h in m.truth else np.nan for h in HEADS] for m in shop])
    read = [layer.read_heads(layer.adjust(m.text, m.read, learned)) for m in shop]
    return truth, np.array([[float(r[h]) for h in HEADS] for r in read])


def macro(truth: np.ndarray, given: np.ndarray, heads: Sequence[int]) -> float:
    """Mean F1 (percent) over `heads`."""
    found = []
    for head in heads:
        told = ~np.isnan(truth[:, head])
        a, b = truth[told, head] > 0, given[told, head] > 0
        both, wrong = (a & b).sum(), (a != b).sum()
        found.append(2 * both / max(1, 2 * both + wrong))
    return 100 * float(np.mean(found))


def everything(messages: Sequence[Message], _chance: random.Random) -> list[Example]:
    """A team that checks every message it meets: what is right is confirmed, what is wrong corrected."""
    return [Example(m.text, m.read, m.truth, is_checked=True) for m in messages]


def only_wrong(messages: Sequence[Message], _chance: random.Random) -> list[Example]:
    """A team that corrects what it sees to be wrong and says nothing of the rest."""
    made = []
    for m in messages:
        read = layer.read_heads(m.read)
        wrong = {head: is_so for head, is_so in m.truth.items() if read[head] != is_so}
        if {"neg", "pos"} & set(wrong):
            wrong |= {head: m.truth[head] for head in ("neg", "pos") if head in m.truth}
        if wrong:
            made.append(Example(m.text, m.read, wrong))
    return made


def careless(messages: Sequence[Message], chance: random.Random) -> list[Example]:
    """The first team, of whose messages one in ten is said to be the contrary of what it is, in every head."""
    turned = [chance.random() < NOISE for _m in messages]
    return [
        Example(m.text, m.read, {h: not v for h, v in m.truth.items()} if is_turned else m.truth, is_checked=True)
        for m, is_turned in zip(messages, turned, strict=True)
    ]


TEAMS: dict[str, Callable[[Sequence[Message], random.Random], list[Example]]] = {
    "checks all": everything,
    "only what is wrong": only_wrong,
    "one in ten wrong": careless,
}


def _line(name: str, shop: list[Message]) -> dict[str, object]:
    """The rest of each stream before and after, over `STREAMS` orders of the messages."""
    steps = [n for n in AFTER if n <= len(shop) // 2]
    heads = [i for i, h in enumerate(HEADS) if sum(m.truth.get(h, False) for m in shop) >= LEAST_OF_A_KIND]
    cells: dict[tuple[str, int], list[tuple[float, float, np.ndarray]]] = {}
    for stream in range(STREAMS):
        order = shop[:]
        random.Random(SEED + stream).shuffle(order)
        later = order[steps[-1] :]
        silent = [(m.text, m.read) for m in later[: len(later) // 3]]  # nobody speaks of them, no label is looked at
        rest = later[len(later) // 3 :][:MOST_TESTED]
        truth, before = scores(rest, Learned())
        for team, teach in TEAMS.items():
            for n in steps:
                learned = layer.learn(teach(order[:n], random.Random(SEED + stream)), silent)
                after = scores(rest, learned)[1]
                cells.setdefault((team, n), []).append(_gain(truth, before, after, heads))
    print(name, len(shop), flush=True)
    return {"name": name, "n": len(shop), "heads": len(heads), "steps": steps, "cells": cells}


def _gain(
    truth: np.ndarray, before: np.ndarray, after: np.ndarray, heads: Sequence[int]
) -> tuple[float, float, np.ndarray]:
    """Macro-F1 before, the gain, and gains on messages drawn again (bootstrap, paired)."""
    chance = np.random.default_rng(SEED)
    drawn = [chance.integers(0, len(truth), len(truth)) for _ in range(TIMES // STREAMS)]
    gains = np.array([macro(truth[d], after[d], heads) - macro(truth[d], before[d], heads) for d in drawn])
    was = macro(truth, before, heads)
    return was, macro(truth, after, heads) - was, gains


def _own(row: dict[str, object]) -> Message:
    kinds, feeling = row["k"], row["f"]
    truth = {kind: kind in kinds for kind in KINDS}  # type: ignore[operator]
    truth |= {"neg": feeling in ("neg", "mix"), "pos": feeling in ("pos", "mix"), "angry": int(row.get("a", 0)) >= 2}  # type: ignore[call-overload]
    return Message(str(row["t"]), door.read(str(row["t"])), truth)


def _heads(label: str) -> dict[str, bool]:
    if label in ("complaint", "not"):
        return {"complaint": label == "complaint"}
    return {"neg": label == "neg", "pos": label == "pos"}


_INTRO = """# What corrections teach

Made by `evaluation/corrections/simulate.py`; reader `{version}`. Macro-F1 over the heads a shop has at least {least}
messages of, on messages nobody corrected; the gain with its 95% interval (paired bootstrap over messages and {streams}
orders of the stream). Below {begins} messages nothing is learned.

{told}

| shop | messages | heads | team | before | {after} |
|---|---|---|---|---|{rule}"""


def _page(lines: list[dict[str, object]]) -> str:
    intro = _INTRO.format(
        version=door.READER.version,
        least=LEAST_OF_A_KIND,
        streams=STREAMS,
        begins=layer.LEAST,
        told=(__doc__ or "").split("\n\n", 2)[2].strip(),
        after=" | ".join(f"after {n}" for n in AFTER),
        rule="---|" * len(AFTER),
    )
    rows = [_row(line, team) for line in lines for team in TEAMS]
    return "\n".join([intro, *rows, "", *_read(lines), ""])


def _row(line: dict[str, object], team: str) -> str:
    cells: dict[tuple[str, int], list[tuple[float, float, np.ndarray]]] = line["cells"]  # type: ignore[assignment]
    steps: list[int] = line["steps"]  # type: ignore[assignment]
    before = np.mean([cell[0] for cell in cells[team, steps[0]]])
    shown = [_cell(cells[team, n]) if n in steps else "" for n in AFTER]
    return f"| {line['name']} | {line['n']} | {line['heads']} | {team} | {before:.1f} | " + " | ".join(shown) + " |"


def _cell(found: list[tuple[float, float, np.ndarray]]) -> str:
    gain = np.mean([cell[1] for cell in found])
    low, high = np.quantile(np.concatenate([cell[2] for cell in found]), [0.025, 0.975])
    return f"{gain:+.1f} ({low:+.1f} to {high:+.1f})"


def _read(lines: list[dict[str, object]]) -> list[str]:
    """The worst cell, said plainly."""
    worst = min(
        (float(np.mean([c[1] for c in found])), str(line["name"]), team, n)
        for line in lines
        for (team, n), found in line["cells"].items()  # type: ignore[attr-defined]
    )
    return [f"Worst of all cells: {worst[0]:+.1f} ({worst[1]}, team “{worst[2]}”, after {worst[3]})."]


if __name__ == "__main__":
    main()
