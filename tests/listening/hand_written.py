"""Where are the hand-written cases, and how well do the rules do on them?"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hafawa.listening.extraction.promises import FoundPromise, find
from hafawa.listening.reading import ANGRY_FROM
from hafawa.listening.rules import RuleReader

read = RuleReader().read
CASES = Path(__file__).parent / "cases"
LANGUAGES = ("en", "ar", "ka")
LABELS = ("thanks", "praise", "complaint", "question", "anger", "order_status", "request", "needs_answer")
ZONE = ZoneInfo("Asia/Tbilisi")
SAID_AT = datetime(2026, 3, 4, 10, tzinfo=ZONE)


def cases(name: str, *, split: str) -> list[dict[str, Any]]:
    """The rows of one file and split."""
    rows = [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["split"] == split]


def labels_of(text: str) -> set[str]:
    """The labels the reader gives."""
    found = read(text)
    given = {name for name in LABELS if name not in ("anger", "needs_answer") and getattr(found, f"is_{name}")}
    return (
        given
        | ({"anger"} if found.anger >= ANGRY_FROM else set())
        | ({"needs_answer"} if found.needs_answer else set())
    )


def feeling_of(text: str) -> int:
    """-1, 0 or 1."""
    feeling = read(text).feeling or 0.0
    return 1 if feeling > 0.25 else -1 if feeling < -0.25 else 0


def f1(rows: list[dict[str, Any]], label: str) -> float:
    """F1 of one label; 1.0 where it neither stands nor is given."""
    pairs = [(label in row["labels"], label in labels_of(row["text"])) for row in rows]
    right, wrong = sum(a and b for a, b in pairs), sum(a != b for a, b in pairs)
    return 2 * right / (2 * right + wrong) if right + wrong else 1.0


def promise_in(text: str, language: str) -> FoundPromise | None:
    """The first promise found, if any."""
    return next(iter(find(text, said_at=SAID_AT, zone=ZONE, language=language)), None)


def due_in(promise: FoundPromise | None) -> str | None:
    """When, as the cases write it."""
    return f"{promise.due_at.astimezone(ZONE):%Y-%m-%dT%H:%M}" if promise and promise.due_at else None
