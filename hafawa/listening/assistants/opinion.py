"""What may a language model say of a message, and what of its answer is taken? Pure.

The answer is data from a stranger who may have been told what to say by the message itself. So it is taken whole or not
at all: one JSON object with exactly the keys asked for, numbers within their range, quotes that stand in the text.
There is no key for who may handle a message, and none for free words.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from hafawa.listening.reading import EMOTIONS, KINDS

QUOTES = {"demands": "demand", "suggestions": "suggestion", "fixes": "fix"}
SHARES = ("urgency", "irony")
LONGEST_QUOTE = 300
MOST_QUOTES = 5
MOST_BYTES = 20_000
KEYS = ("feeling", "emotions", "kinds", *SHARES, *QUOTES, "topics")


class WrongAnswer(Exception):
    """The answer is not taken; `reason` is why (`calls.REASONS`)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What a model read: feeling -1 to 1 (None: it cannot say), shares 0 to 1, quotes as (what, start, end) in the text

    it was given, topics out of those it was offered.
    """

    feeling: float | None
    emotions: Mapping[str, float]
    kinds: Mapping[str, float]
    urgency: float
    irony: float
    quotes: tuple[tuple[str, int, int], ...] = ()
    topics: tuple[str, ...] = ()


def schema(topics: tuple[str, ...] = ()) -> dict[str, Any]:
    """The JSON Schema of an answer; closed, every key required."""
    share = {"type": "number", "minimum": 0, "maximum": 1}
    quotes = {"type": "array", "maxItems": MOST_QUOTES, "items": {"type": "string", "maxLength": LONGEST_QUOTE}}
    listed: dict[str, Any] = {"type": "array", "maxItems": len(topics), "items": {"type": "string"}}
    if topics:
        listed["items"] = {"type": "string", "enum": list(topics)}
    return _closed(
        {
            "feeling": {"type": ["number", "null"], "minimum": -1, "maximum": 1},
            "emotions": _closed(dict.fromkeys(EMOTIONS, share)),
            "kinds": _closed(dict.fromkeys(KINDS, share)),
            **dict.fromkeys(SHARES, share),
            **dict.fromkeys(QUOTES, quotes),
            "topics": listed,
        }
    )


def taken(answer: str, *, text: str, topics: tuple[str, ...] = ()) -> Opinion:
    """The opinion in `answer` about `text`, the very text the model was given; raises WrongAnswer."""
    found = _parsed(answer)
    if set(found) != set(KEYS):
        raise WrongAnswer("wrong_schema")
    feeling = None if found["feeling"] is None else _number(found["feeling"], low=-1.0)
    chosen = _strings(found["topics"], most=len(topics))
    if not set(chosen) <= set(topics):
        raise WrongAnswer("wrong_schema")
    return Opinion(
        feeling=feeling,
        emotions=_shares(found["emotions"], EMOTIONS),
        kinds=_shares(found["kinds"], KINDS),
        urgency=_number(found["urgency"]),
        irony=_number(found["irony"]),
        quotes=tuple(_place(what, quote, text) for key, what in QUOTES.items() for quote in _strings(found[key])),
        topics=tuple(dict.fromkeys(chosen)),
    )


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _parsed(answer: str) -> dict[str, Any]:
    if len(answer) > MOST_BYTES:
        raise WrongAnswer("too_big")
    try:
        found = json.loads(answer, object_pairs_hook=_once, parse_constant=_constant)
    except (ValueError, RecursionError):  # two objects one after the other are no JSON either
        raise WrongAnswer("not_json") from None
    if not isinstance(found, dict):
        raise WrongAnswer("wrong_schema")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise WrongAnswer("wrong_schema")
    return found


def _constant(name: str) -> NoReturn:
    raise WrongAnswer("not_json")  # NaN, Infinity


def _number(value: object, *, low: float = 0.0) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongAnswer("wrong_schema")
    try:
        number = float(value)
    except OverflowError:
        raise WrongAnswer("wrong_schema") from None
    if not math.isfinite(number) or not low <= number <= 1.0:
        raise WrongAnswer("wrong_schema")
    return number


def _shares(value: object, names: tuple[str, ...]) -> dict[str, float]:
    if not isinstance(value, dict) or set(value) != set(names):
        raise WrongAnswer("wrong_schema")
    return {name: _number(value[name]) for name in names}


def _strings(value: object, *, most: int = MOST_QUOTES) -> list[str]:
    if not isinstance(value, list) or len(value) > most:
        raise WrongAnswer("wrong_schema")
    if not all(isinstance(item, str) and 0 < len(item) <= LONGEST_QUOTE for item in value):
        raise WrongAnswer("wrong_schema")
    return value


def _place(what: str, quote: str, text: str) -> tuple[str, int, int]:
    start = text.find(quote)
    if start < 0 or not quote.strip():
        raise WrongAnswer("not_in_text")
    return what, start, start + len(quote)
