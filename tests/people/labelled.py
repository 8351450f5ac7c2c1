"""The pairs labelled by hand, as profiles."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from hafawa.people.likeness import Likeness, Profile, compare
from tests.conftest import ROOT

CASES = ROOT / "tests" / "people" / "cases"
_MARK = re.compile(r"<([^>]+)>|(\+\d+)|\*(\d{4})-(\d\d)-(\d\d)|#(\S+)")


@dataclass(frozen=True)
class Pair:
    """Two people, and what they are to each other."""

    label: str
    one: Profile
    other: Profile
    why: str

    @property
    def found(self) -> Likeness:
        return compare(self.one, self.other)

    @property
    def script(self) -> str:
        """Which scripts the two names are in."""
        found = {_script(self.one.name), _script(self.other.name)} - {""}
        return "+".join(sorted(found)) or "none"


def pairs(part: str) -> list[Pair]:
    """`development` or `test`."""
    lines = (CASES / f"likeness_{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_pair(json.loads(line)) for line in lines]


def _pair(row: dict[str, str]) -> Pair:
    one, other = _profile(row["one"]), _profile(row["other"])
    shared = frozenset(one.keys & other.keys)
    second = Profile(other.name, other.keys - shared, shared, other.birthdays)
    return Pair(row["is"], one, second, row["why"])


def _profile(text: str) -> Profile:
    keys, days = set(), []
    for email, phone, year, month, day, number in _MARK.findall(text):
        if email:
            keys.add(("email", email))
        elif phone:
            keys.add(("phone", phone))
        elif number:
            keys.add(("customer_id", number))
        else:
            days.append((int(month), int(day), int(year)))
    return Profile(_MARK.sub("", text).strip(), frozenset(keys), birthdays=tuple(days))


def _script(name: str) -> str:
    for label, letters in (("ar", r"[\u0600-\u06FF]"), ("ka", r"[\u10D0-\u10FF]"), ("en", r"[A-Za-z]")):
        if re.search(letters, name):
            return label
    return ""


@dataclass(frozen=True)
class Score:
    """How one verdict was given: right, wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


def score(found: list[Pair], verdict: str) -> Score:
    """Of these pairs, for `same` or `household`."""
    given = [(p.label == verdict, p.found.verdict == verdict) for p in found]
    return Score(given.count((True, True)), given.count((False, True)), given.count((True, False)))
