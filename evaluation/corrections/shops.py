"""Which shops are played, and who reads for them? Each shop's trade is one its reader never learned.

For each trade of our own corpus a reader is learned without that trade's themes, as the shipped one is learned (only
its calibration and cuts are those that ship), so that shops of every trade can be played. The themes named `test` are
never opened. Sets by others, which the shipped reader did not learn from, play shops of their own.
"""

from __future__ import annotations

import dataclasses
import gzip
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.reader.data import Data, made
from evaluation.reader.sources import ROOT, Example, corpus, others
from evaluation.reader.train import learn, small
from hafawa.listening import door
from hafawa.listening.reading import KINDS, Reading
from hafawa.listening.trained import model as models
from hafawa.listening.trained.model import Model
from hafawa.listening.trained.reader import TrainedReader

NLP = ROOT.parent / "shared" / "data" / "nlp"
#: a trade's themes; the settings of the layer were chosen on the first three, the others were only scored
TRADES: dict[str, tuple[str, ...]] = {
    "restaurant": ("restaurant-booking", "restaurant-visits", "allergies-and-health", "events-and-catering"),
    "devices": ("apps-and-devices", "website-and-account-trouble", "optician-and-watches", "broken-on-arrival"),
    "courses and crafts": ("gym-and-classes", "car-and-garage", "home-services", "courses-and-tutors"),
    "shop with orders": (
        *("late-delivery", "wrong-item", "refunds-and-returns", "overcharged", "payment-and-invoices"),
        "waiting-and-unanswered",
    ),
    "travel and homes": ("trips-and-tickets", "rented-homes", "bank-and-post-branch", "pets-and-vet"),
    "market": (
        *("grocery-and-market", "toys-and-children", "gifts-and-occasions", "loyalty-card"),
        "stock-and-prices",
    ),
}
TUNED, SCORED = "trade settings were chosen on", "trade only scored"
DEVELOPMENT, BY_OTHERS = "our development themes", "set by others"
CHOSEN_ON = ("restaurant", "devices", "courses and crafts")
#: heads whose reading is scored; the others stay those of the shipped reader and are looked at by nobody
LEARNED = ("positive", "neutral", "angry", "answer", *KINDS)
OTHERS = ("en_absa14_rest_train", "ar_res", "ar_absa16_hotels_train", "en_complaints_social_dev")
MOST_OF_OTHERS, SEED = 900, 7


@dataclass(frozen=True)
class Message:
    """What was written, how this shop's reader reads it, and what a team that is right would say."""

    text: str
    language: str
    read: Reading
    truth: dict[str, bool]


@dataclass(frozen=True)
class Shop:
    """Its name, where it comes from (one of the four below), and its messages."""

    name: str
    origin: str
    messages: Sequence[Message]


def all_shops(folder: Path = NLP, *, say: Callable[[str], None] = print) -> Iterator[Shop]:
    """Every shop: the trades of our corpus, its development themes, and the sets by others that are there."""
    yield from _trades(folder / "train", say=say)
    yield Shop("development themes", DEVELOPMENT, development())
    yield from _others(folder / "evaluate-only")


def development() -> list[Message]:
    """The development themes of our corpus, as the shipped reader reads them."""
    return _read(list(corpus("dev")), door.READER.read_many)


def _trades(folder: Path, *, say: Callable[[str], None]) -> Iterator[Shop]:
    """The trades, each read by a reader that learned without them."""
    if not folder.is_dir():
        say(f"{folder} is not there: trades cannot be played")
        return
    data = made([*others(folder), *corpus("train")])
    say(f"{len(data.examples):,} messages to learn from")
    for trade, themes in TRADES.items():
        reader = TrainedReader(_model(data, without=themes))
        own = [e for e in data.examples if e.row.get("theme") in themes]
        say(f"{trade}: {len(own)} messages, read by a reader without them")
        yield Shop(trade, TUNED if trade in CHOSEN_ON else SCORED, _read(own, reader.read_many))


def _model(data: Data, *, without: Sequence[str]) -> Model:
    """The shipped model with the heads of `LEARNED` learned again without some themes."""
    shipped = models.load()
    kept = [i for i, e in enumerate(data.examples) if e.row.get("theme") not in without]
    again = small([learn(data, head, at=kept) for head in LEARNED])
    at = [shipped.heads.index(head) for head in LEARNED]
    changed: dict[str, Any] = {}
    for name, found in again.items():
        changed[name] = np.array(getattr(shipped, name))
        changed[name][..., at] = found
    return dataclasses.replace(shipped, mark="", **changed)


def _read(examples: Sequence[Example], read: Callable[[Sequence[str]], list[Reading]]) -> list[Message]:
    found = read([e.text for e in examples])
    return [Message(e.text, e.language, r, _truth(e)) for e, r in zip(examples, found, strict=True)]


def _truth(example: Example) -> dict[str, bool]:
    row = example.row
    told = {kind: kind in row["k"] for kind in KINDS}
    told |= {"neg": row["f"] in ("neg", "mix"), "pos": row["f"] in ("pos", "mix")}
    return told | {"angry": int(row.get("a", 0)) >= 2}


def _others(folder: Path) -> Iterator[Shop]:
    """Sets that may only score, each as one shop's messages."""
    for name in OTHERS:
        path = folder / f"{name}.jsonl.gz"
        if path.exists():
            with gzip.open(path, "rt", encoding="utf-8") as file:
                rows = [json.loads(line) for line in file]
            random.Random(SEED).shuffle(rows)
            once = list({row["text"]: row["label"] for row in rows}.items())[:MOST_OF_OTHERS]
            found = door.read_many([text for text, _label in once])
            told = [
                Message(text, name[:2], read, _heads(label)) for (text, label), read in zip(once, found, strict=True)
            ]
            yield Shop(name, BY_OTHERS, told)


def _heads(label: str) -> dict[str, bool]:
    if label in ("complaint", "not"):
        return {"complaint": label == "complaint"}
    return {"neg": label == "neg", "pos": label == "pos"}
