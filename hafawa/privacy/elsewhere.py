"""What else holds everybody as they once were, and has to go when one of them is erased? Others say so.

The package above that keeps such states says so once, from its `AppConfig.ready`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class States:
    """How many there are, and how they are taken away; twice is the same as once."""

    count: Callable[[], int]
    take_away: Callable[[datetime], None]


_kept: dict[str, States] = {}


def register(name: str, states: States) -> None:
    """Have `states` counted in a preview and taken away by an erasure; `name` says by whom, and is registered once."""
    _kept[name] = states


def count() -> int:
    """How many earlier states would go along."""
    return sum(states.count() for states in _kept.values())


def take_away(now: datetime) -> None:
    """All of them."""
    for states in _kept.values():
        states.take_away(now)
