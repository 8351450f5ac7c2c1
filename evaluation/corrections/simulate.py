"""Do a shop's corrections make its reader better? A stream of messages of one shop, corrected as a team would.

    .venv/bin/python -m evaluation.corrections.simulate [../shared/data/nlp]

Writes docs/reference/corrections.md. Each shop's trade is one its reader never learned: for a trade of our own corpus a
reader is learned without its themes (see `shops`); the themes named `test` are never opened.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.corrections import page
from evaluation.corrections.shops import NLP, Message, Shop, all_shops
from evaluation.corrections.teams import TEAMS
from hafawa.listening.corrections import layer, stance
from hafawa.listening.corrections.layer import Learned
from hafawa.listening.corrections.stance import HEADS

AFTER = (30, 50, 100, 300)
STREAMS, TIMES, SEED = 4, 400, 7
MOST_TESTED = 350
LEAST_OF_A_KIND = 15  # messages of a kind in a shop, below which its F1 says nothing
EVERYWHERE = (-0.3, -0.6, -0.9)  # logits by which all cuts of all shops are moved, without a correction, to compare

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Order:
    """One order of a shop's messages: what is true of the later ones, what is read before and after (by team, n)."""

    truth: Flags
    told: Flags
    before: Flags
    after: dict[tuple[str, int], Flags]


def main() -> None:
    """Play every shop and write the page."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else NLP
    results = []
    for shop in all_shops(folder):
        results.append(scored(shop))
        print(f"{shop.name}: {results[-1].cells.get(('checks all', 100))}", flush=True)
    page.OUT.write_text(page.written(results), encoding="utf-8")
    print(page.OUT.read_text(encoding="utf-8"))


def scored(shop: Shop) -> page.Result:
    """The gains of each team after each number of corrections, with gains on messages drawn again."""
    steps = [n for n in AFTER if n <= len(shop.messages) // 2]
    heads = [i for i, h in enumerate(HEADS) if sum(m.truth.get(h, False) for m in shop.messages) >= LEAST_OF_A_KIND]
    orders = [_played(shop.messages, steps, heads, seed=SEED + stream) for stream in range(STREAMS)]
    cells: dict[tuple[str, int], page.Cell] = {}
    for key in orders[0].after:
        found = [_gains(order, order.after[key]) for order in orders]
        drawn = np.concatenate([gains for _, gains in found])
        cells[key] = page.Cell(np.mean([gain for gain, _ in found], axis=0), drawn)
    return page.Result(shop, len(heads), float(np.mean([_macro(o, o.before) for o in orders])), cells)


def _played(messages: Sequence[Message], steps: Sequence[int], heads: Sequence[int], *, seed: int) -> Order:
    """The first messages are corrected; of the later ones a third is known without any label, the rest is scored."""
    order = list(messages)
    random.Random(seed).shuffle(order)
    later = order[steps[-1] :]
    silent = [(m.text, m.read) for m in later[: len(later) // 3]]
    rest = later[len(later) // 3 :][:MOST_TESTED]
    truth = np.array([[m.truth.get(HEADS[i], False) for i in heads] for m in rest])
    told = np.array([[HEADS[i] in m.truth for i in heads] for m in rest])
    stood = stance.of([m.read for m in rest]).margins[:, list(heads)]
    after = {
        (team, n): _read(rest, heads, layer.learn(teach(order[:n], random.Random(seed)), silent))
        for team, teach in TEAMS.items()
        for n in steps
    }
    after |= {(page.everywhere(by), 0): stood > by for by in EVERYWHERE}
    return Order(truth, told, stood > 0, after)


def _read(rest: Sequence[Message], heads: Sequence[int], learned: Learned) -> Flags:
    read = [stance.read_heads(layer.adjust(m.text, m.read, learned)) for m in rest]
    return np.array([[r[HEADS[i]] for i in heads] for r in read])


def _gains(order: Order, after: Flags) -> tuple[Floats, Floats]:
    """What macro-F1 gains, and by how many in a hundred wrong values become fewer; the same on messages drawn again."""
    chance = np.random.default_rng(SEED)
    many = len(order.truth)
    drawn = chance.multinomial(many, np.full(many, 1 / many), size=TIMES // STREAMS)
    weights = np.concatenate((np.ones((1, many)), drawn)).astype(np.float64)
    f1, wrong = _measured(order, order.before, weights)
    f1_after, wrong_after = _measured(order, after, weights)
    gained = np.stack((f1_after - f1, 100 * (wrong - wrong_after) / np.maximum(1, wrong)), axis=1)
    return gained[0], gained[1:]


def _measured(order: Order, given: Flags, weights: Floats) -> tuple[Floats, Floats]:
    """Macro-F1 in percent and the number of wrong values, for each row of `weights` of the messages."""
    both = weights @ (order.truth & given & order.told)
    wrong = weights @ ((order.truth != given) & order.told)
    return 100 * (2 * both / np.maximum(1, 2 * both + wrong)).mean(axis=1), wrong.sum(axis=1)


def _macro(order: Order, given: Flags) -> float:
    return float(_measured(order, given, np.ones((1, len(order.truth))))[0][0])


if __name__ == "__main__":
    main()
