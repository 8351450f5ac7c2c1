"""What does a language's table of wishes hold? Pure; apart from `wishes`, which imports the tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, kw_only=True)
class Wishing:
    """Patterns over a clause's line.

    `asks` of the shop (from the clause's beginning), `offers` an idea, `general` speaks of the shop or of everybody,
    `mine` of the writer's own matter, `repairs` names what puts right, `wants` says "I want"; `trouble`, anywhere in
    the message, tells that something went wrong; `never` is none of these whatever else it says. `ought` is a demand
    and `better` an idea by itself; `remedies` puts right by itself, `pleas` where there is trouble; `announces` an
    idea in the next clause.
    """

    asks: re.Pattern[str]
    offers: re.Pattern[str]
    general: re.Pattern[str]
    mine: re.Pattern[str]
    repairs: re.Pattern[str]
    wants: re.Pattern[str]
    trouble: re.Pattern[str]
    never: re.Pattern[str]
    ought: re.Pattern[str] = NOTHING
    better: re.Pattern[str] = NOTHING
    pleas: re.Pattern[str] = NOTHING
    remedies: re.Pattern[str] = NOTHING
    announces: re.Pattern[str] = NOTHING
