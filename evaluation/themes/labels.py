"""Which topics does the corpus tell of a message without anybody labelling topics? The mapping that trains and scores.

A file of the corpus is about one matter, and so is a routine question's intent: each stands for topics here, or for
none. `FILES` is used for training (train files only); `INTENTS` and `KINDS` score dev and test, where the files' names
say a trade and not a topic.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "evaluation" / "corpus")]
CORPUS = ROOT / "evaluation" / "corpus"
FILES: dict[str, tuple[str, ...]] = {
    "late-delivery": ("delivery",),
    "wrong-item": ("wrong_item",),
    "broken-on-arrival": ("packaging",),
    "refunds-and-returns": ("refunds",),
    "rude-or-careless-staff": ("manner",),
    "overcharged": ("billing",),
    "waiting-and-unanswered": ("answers", "waiting"),
    "restaurant-booking": ("booking",),
    "gifts-and-occasions": ("gift",),
    "payment-and-invoices": ("billing",),
    "allergies-and-health": ("safety",),
    "website-and-account-trouble": ("website",),
    "loyalty-card": ("loyalty",),
    "long-standing-regulars": ("loyalty",),
    "leaving-for-another": ("loyalty",),
}
INTENTS: dict[str, str] = {
    "order_status": "delivery",
    "opening_hours": "hours",
    "address": "access",
    "stock": "range",
    "price": "price",
    "delivery_terms": "delivery",
    "returns_terms": "refunds",
    "payment_methods": "billing",
    "booking": "booking",
    "invoice": "billing",
    "loyalty_balance": "loyalty",
    "parking_access": "access",
    "account_help": "website",
}
KINDS: dict[str, str] = {"refund": "refunds", "status": "delivery", "staffpraise": "manner"}
Row = dict[str, Any]


def rows(split: str) -> Iterator[Row]:
    """What customers wrote in the files of `split`, with `lang` and `theme`."""
    for theme in json.loads((CORPUS / "themes.json").read_text())[split]:
        for lang in ("en", "ar", "ka"):
            path = CORPUS / lang / f"{theme}.jsonl"
            for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
                row = json.loads(line)
                if row.get("w", "c") == "c":
                    yield row | {"lang": lang, "theme": theme}


def silver(row: Row) -> str:
    """The one topic a routine question or a kind names, empty where there is none or several."""
    told = {INTENTS[i] for i in [row.get("i", "")] if i in INTENTS}
    told |= {KINDS[k] for k in row.get("k", ()) if k in KINDS}
    return told.pop() if len(told) == 1 else ""


def hand() -> list[Row]:
    """Messages of the development files whose topics were labelled by hand, before any was predicted."""
    path = Path(__file__).with_name("dev.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
