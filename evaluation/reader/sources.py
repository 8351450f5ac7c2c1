"""Which labelled messages may the shipped reader learn from, and what does each set's label say of our heads?

A set teaches only the heads its labels speak of; `weight` is what one row counts, so that shops outweigh tweets and
films. What was seen in the rows looked at stands beside the mapping of their labels.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "evaluation" / "corpus")]

import check  # noqa: E402

from hafawa.listening.reading import EMOTIONS, KINDS  # noqa: E402
from hafawa.listening.trained.heads import HEADS  # noqa: E402

Row = dict[str, Any]
Labels = dict[str, int]


@dataclass(frozen=True)
class Example:
    """A labelled message: what it says of which head (1 or 0), from which source, in which split and variety."""

    text: str
    language: str
    source: str
    labels: Labels
    weight: float = 1.0
    split: str = "train"
    variety: str = ""
    row: Row = field(default_factory=dict, compare=False)


OURS = 5.0  # what a line of our own corpus weighs
SCORN = 0.4  # of that where a line says the contrary of what it means: its words teach the wrong feeling elsewhere
HARD = 0.4  # of that in themes written to be hard: where the feeling is in what happened, its words mislead elsewhere
HARD_THEMES = {
    "places-to-visit", "everyday-posts", "book-film-and-product-reviews", "quiet-arabic", "quiet-english",
    "quiet-georgian", "between-the-lines", "said-with-an-edge", "worried-questions",
}  # fmt: skip


def corpus(*splits: str) -> Iterator[Example]:
    """What customers write in our own corpus, every head labelled."""
    for language in ("en", "ar", "ka"):
        for row in check.rows(language):
            if row["split"] in splits and row.get("w", "c") == "c":
                yield Example(row["t"], language, f"corpus-{language}", ours(row), OURS, row["split"], row["v"], row)


def ours(row: Row) -> Labels:
    """The labels of a line of our corpus, for every head. A mixed feeling is neither positive nor negative."""
    anger, feeling = row.get("a", 0), row["f"]
    labels = {kind: int(kind in row["k"]) for kind in KINDS}
    labels |= {emotion: int(emotion in row.get("e", [])) for emotion in EMOTIONS}
    labels |= {"annoyed": int(anger >= 1), "angry": int(anger >= 2), "furious": int(anger >= 3)}
    labels |= {"urgent": row.get("u", 0), "ironic": row.get("x", 0), "neutral": int(feeling == "neu")}
    labels["answer"] = int(bool(ASKS & set(row["k"])) or (feeling in ("neg", "mix") and "auto" not in row["k"]))
    return labels | ({"positive": int(feeling == "pos")} if feeling in ("pos", "neg") else {})


ASKS = {"complaint", "question", "status", "cancel", "refund", "request"}
_WARM = {"admiration", "approval", "gratitude", "amusement", "love", "joy", "optimism", "excitement", "caring"}
_WARM |= {"pride", "relief"}
_COLD = {"anger", "annoyance", "disappointment", "disapproval", "disgust", "sadness", "fear", "grief", "remorse"}
_COLD |= {"embarrassment", "nervousness"}
_NO_KIND = dict.fromkeys(("thanks", "praise", "staffpraise", "suggestion", "leaving", "spam", "auto", "apology"), 0)
_NO_EMOTION = dict.fromkeys(EMOTIONS, 0) | {"annoyed": 0, "angry": 0, "furious": 0}


def _review(row: Row) -> Labels:
    """A plain review of a thing or a place."""
    label = row["label"]
    if label == "neu":
        return {"neutral": 1}
    good = int(label == "pos")
    return {"positive": good, "neutral": 0, "praise": good, "complaint": 1 - good, "thanks": 0}


def _film(row: Row) -> Labels:
    return {"positive": int(row["label"] == "pos"), "neutral": 0}


def _tweet(row: Row) -> Labels:
    """News and quarrels; half of the neutral ones are headlines. Sarcasm is marked by hand."""
    told: Labels = {"ironic": int(row.get("sarcasm") in (True, "True"))}
    return told | ({"neutral": 1} if row["label"] == "neu" else _film(row))


def _reddit(row: Row) -> Labels:
    """Replies among strangers. Several labels may hold; those that disagree say nothing of the feeling."""
    labels = set(row["label"])
    told: Labels = {
        "thanks": int("gratitude" in labels),
        "gratitude": int("gratitude" in labels),
        "anger": int("anger" in labels or {"annoyance", "disapproval"} <= labels),
        "disappointment": int("disappointment" in labels),
        "anxiety": int(bool({"fear", "nervousness"} & labels)),
        "joy": int(bool({"joy", "excitement"} & labels)),
    }
    if "annoyance" in labels and not told["anger"]:
        del told["anger"]  # mild
    warm, cold = bool(labels & _WARM), bool(labels & _COLD)
    if labels == {"neutral"}:
        return told | {"neutral": 1}
    return told | ({"positive": int(warm), "neutral": 0} if warm != cold else {})


def _subtitle(row: Row) -> Labels:
    """Lines of films, the labels carried over from another language: noisy, so they weigh little."""
    labels = set(row["label"])
    warm, cold = bool(labels & {"joy", "trust"}), bool(labels & {"anger", "disgust", "fear", "sadness"})
    return {"positive": int(warm)} if warm != cold else {}


def _bank(row: Row) -> Labels:
    """Questions to a bank, calm even where money is missing; no thanks, praise or offer among the rows looked at."""
    return _NO_KIND | _NO_EMOTION | {"neutral": 1, "ironic": 0}


_INTENTS = {"track_order": "status", "cancel_order": "cancel", "get_refund": "refund", "track_refund": "refund"}
_PLAIN = ("track_order", "delivery_period", "delivery_options", "check_payment_methods", "check_invoice")


def _order(row: Row) -> Labels:
    """Requests to a shop, made by filling patterns: they teach what is asked, and what a calm request looks like."""
    told = _NO_KIND | _NO_EMOTION | {"ironic": 0}
    if row["label"] in ("complaint", "review", "payment_issue", "registration_problems"):
        return told
    return told | {"neutral": 1, "complaint": 0} | {k: int(_INTENTS.get(row["label"]) == k) for k in _INTENTS.values()}


def _mail(row: Row) -> Labels:
    """Sentences of office mail: yes where something is asked to be done."""
    return {"request": 1} if row["label"] == "Yes" else {"request": 0, "question": 0}


@dataclass(frozen=True)
class Set:
    """One set by others: its file, language, the labels it gives, what one row weighs, its licence."""

    name: str
    language: str
    labels: Callable[[Row], Labels]
    weight: float
    licence: str
    most: int = 1_000_000


SETS = (
    Set("en_uci_amazon_cells", "en", _review, 2.0, "CC BY 4.0"),
    Set("en_uci_imdb", "en", _film, 1.0, "CC BY 4.0"),
    Set("en_goemotions_train_dev", "en", _reddit, 0.6, "Apache-2.0 / CC BY 4.0", 16_000),
    Set("xed_en_85", "en", _subtitle, 0.2, "CC BY 4.0", 5_000),
    Set("en_bitext_train_dev", "en", _order, 0.2, "CDLA-Sharing 1.0", 2_000),
    Set("en_banking77_train", "en", _bank, 0.2, "CC BY 4.0", 1_500),
    Set("en_emailintent_train", "en", _mail, 0.1, "Apache-2.0"),
    Set("ar_saudi_tourism_dev", "ar", _review, 1.0, "MIT"),
    Set("ar_ajgt_75", "ar", _film, 0.7, "AFL 3.0"),
    Set("ar_arsarcasm2_train", "ar", _tweet, 0.6, "MIT", 7_000),
    Set("xed_ar", "ar", _subtitle, 0.08, "CC BY 4.0"),
    Set("ar_arbanking77_train_val", "ar", _bank, 0.2, "CC BY-SA 4.0", 1_500),
)
_ADDRESS = re.compile(r"(?:https?://|www\.|//t\.co)\S*|@\w+|\[NAME\]|\[RELIGION\]|<LF>|\bRT\b|&\w+;")


def others(folder: Path) -> Iterator[Example]:
    """What the sets of `folder` (nlp/train) teach."""
    for one in SETS:
        for row in every(read(folder, one.name), one.most):
            labels = {head: told for head, told in one.labels(row).items() if head in HEADS}
            if labels and (text := clean(row["text"])):
                yield Example(text, one.language, one.name, labels, one.weight, row=row)


def read(folder: Path, name: str) -> list[Row]:
    """The rows of one set."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def every(found: list[Row], most: int) -> list[Row]:
    """At most `most` of `found`, evenly from the first to the last."""
    many = min(most, len(found))
    return [found[i * len(found) // many] for i in range(many)]


def clean(text: str) -> str:
    """`text` without what only tweets and forums hold: addresses, @names, masks, # and _."""
    return " ".join(_ADDRESS.sub(" ", text).replace("#", " ").replace("_", " ").split())
