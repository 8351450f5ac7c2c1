"""How are mentions of one person blacked out in words that stay? Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

MASK = "▇▇▇"


def pattern(needles: Sequence[str]) -> re.Pattern[str] | None:
    """What finds any of `needles`, the longest first, whatever their case; None without any."""
    parts = [re.escape(n) for n in sorted(needles, key=len, reverse=True) if n]
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def masked(value: Any, found: re.Pattern[str], *, mask: str = MASK) -> Any:
    """`value` (text, or JSON of any depth) with every mention as `mask`; the same object where there is none."""
    if isinstance(value, str):
        return found.sub(mask, value)
    if isinstance(value, list):
        return [masked(v, found, mask=mask) for v in value]
    if isinstance(value, dict):
        return {masked(k, found, mask=mask): masked(v, found, mask=mask) for k, v in value.items()}
    return value


def mentions(value: Any, found: re.Pattern[str]) -> bool:
    """Whether `value` holds a mention anywhere."""
    return bool(masked(value, found) != value)


def as_stored(needle: str) -> list[str]:
    """`needle` as it may stand in a column of JSON: as it is, and with its letters escaped."""
    return list(dict.fromkeys([needle, json.dumps(needle)[1:-1], json.dumps(needle, ensure_ascii=False)[1:-1]]))


def emptied(value: Any) -> Any:
    """Nothing, of the same sort."""
    return [] if isinstance(value, list) else {} if isinstance(value, dict) else ""
