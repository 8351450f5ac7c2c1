"""What does a language's table of what is worth remembering hold? Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

KINDS = ("loss", "occasion", "health", "work", "place", "plan", "taste", "family")  # the first told is named


@dataclass(frozen=True, kw_only=True)
class Remembering:
    """Patterns over a clause's line.

    `kinds` by name of KINDS; `kin` tells about whom, in this order; `myself` that the writer speaks of themselves;
    `secret` of a surprise, which narrows who may see it; `facts` count in a question too ("my
    son is allergic, is it safe?"); `never` is none.
    `occasions` names which, `hijri` a day and month of that calendar (groups day, month).
    """

    kinds: Mapping[str, re.Pattern[str]]
    kin: tuple[tuple[str, re.Pattern[str]], ...]
    myself: re.Pattern[str]
    secret: re.Pattern[str]
    facts: re.Pattern[str]
    never: re.Pattern[str]
    occasions: tuple[tuple[str, re.Pattern[str]], ...]
    hijri: re.Pattern[str]
    hijri_months: Mapping[str, int]
