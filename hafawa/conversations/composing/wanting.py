"""Does somebody want to be heard, something put right, or both? Pure; a guess from one reading, shown as one.

Practice D4: some want to be heard, not fixed. Who tells of strong feeling and asks for nothing is listened to first;
who asks without feeling is helped; most who are angry and ask want both, in this order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

HEARD, FIXED, BOTH = "heard", "fixed", "both"
STRONG = 0.5
_ASKS = ("request", "refund", "cancel", "question", "status")
_FEELS = ("anger", "disappointment", "anxiety", "grief")
SURE = 0.5


def wants(
    *,
    anger: float,
    intensity: float,
    emotions: Mapping[str, float],
    kinds: Mapping[str, float],
    asks: bool,
    is_complaint: bool,
    found: Iterable[Mapping[str, Any]] = (),
) -> str:
    """HEARD, FIXED, BOTH, or empty where nothing tells. Shares are 0 to 1, as in `listening.reading.Reading`."""
    strongest = max([anger, *(emotions.get(name, 0.0) for name in _FEELS)])
    feels = strongest >= STRONG or (is_complaint and intensity >= STRONG)
    asked = asks or any(kinds.get(name, 0.0) >= SURE for name in _ASKS) or bool(put_right(found))
    if feels:
        return BOTH if asked else HEARD
    return FIXED if asked else (HEARD if is_complaint else "")


def put_right(found: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Their own words for what would put this right (practice D15), where the reader found some."""
    return tuple(str(piece["words"]) for piece in found if piece.get("what") == "fix" and piece.get("words"))
