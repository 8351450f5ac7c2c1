"""Are these two perhaps one person, or one household? Pure: evidence adds up to a score, and every part has its reason.

Likeness only suggests. Points are weights of evidence set by hand against labelled pairs (`evaluation/identity.py`
measures them); a name alone, however rare, does not reach `SUGGEST_AT`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from hafawa.people.naming import Naming, naming
from hafawa.people.transliteration import romanised, words

SUGGEST_AT = 50  # so much evidence makes a suggestion
RARE, COMMON = 3, 10  # people of one name in the shop: so few say much, so many say little
WORTH_A_LOOK = 34  # so much is shown to one who asks who is like this person
FREE_MAIL = frozenset(
    (
        "gmail.com", "googlemail.com", "yahoo.com", "hotmail.com", "outlook.com", "live.com", "icloud.com", "me.com",
        "mail.ru", "yandex.ru", "aol.com", "proton.me", "protonmail.com", "gmx.com", "gmx.de", "web.de", "msn.com",
        "yahoo.fr", "hotmail.fr", "mail.com", "inbox.ru", "bk.ru",
    )
)  # fmt: skip
_PARTS = re.compile(r"[._\-]+")
Verdict = Literal["same", "household", "neither"]


@dataclass(frozen=True)
class Profile:
    """What is known of somebody that may tell them from others.

    `keys` are (kind, normal value) of their own; `shared` those that came with them and are another's. `birthdays` are
    (month, day, year or None). `namesakes`: how many of the shop's people answer to the same name, themselves included.
    """

    name: str = ""
    keys: frozenset[tuple[str, str]] = frozenset()
    shared: frozenset[tuple[str, str]] = frozenset()
    birthdays: tuple[tuple[int, int, int | None], ...] = ()
    addresses: tuple[str, ...] = ()
    namesakes: int = 1

    def with_namesakes(self, n: int) -> Profile:
        """The same with the number of people who answer to the name."""
        return replace(self, namesakes=n)

    def of(self, kind: str) -> set[str]:
        """Their own values of one kind."""
        return {value for k, value in self.keys if k == kind}


@dataclass(frozen=True)
class Reason:
    """One piece of evidence: `key` names the sentence, `facts` fill it, `points` are for (or against) one person."""

    key: str
    points: int
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Likeness:
    """What two profiles come to."""

    verdict: Verdict
    score: int
    reasons: tuple[Reason, ...]


def compare(one: Profile, other: Profile) -> Likeness:
    """Weigh all there is; the reasons come with the weightiest first, those against at the end."""
    named = naming(one.name, other.name)
    reasons = [*_names(named, one, other), *_contacts(one, other), *_mail(one, other, named), *_days(one, other)]
    reasons += _apart(one, other)
    score = max(0, min(100, sum(r.points for r in reasons)))
    return Likeness(_verdict(named, reasons, score), score, tuple(sorted(reasons, key=lambda r: -r.points)))


def _verdict(named: Naming, reasons: list[Reason], score: int) -> Verdict:
    keys = {r.key for r in reasons}
    together = keys & {"same_phone", "same_address", "same_email"}
    if score >= SUGGEST_AT and named.grade not in {"differ", "relatives"}:
        return "same"
    if together and (
        named.grade in {"differ", "relatives", "swapped"} or keys & {"other_birthday", "father_and_child"}
    ):
        return "household"
    return "neither"


_NAME_POINTS = {
    "same": 38, "reads": 38, "surname_first": 38, "more_words": 32, "misspelt": 28, "swapped": 16, "initials": 20,
    "first_only": 18, "one_word": 14, "relatives": -40, "differ": -60, "unknown": 0,
}  # fmt: skip


def _names(named: Naming, one: Profile, other: Profile) -> Iterator[Reason]:
    facts = {"one": one.name, "other": other.name, "reads": named.reads}
    if named.grade != "unknown":
        yield Reason(f"name_{named.grade}", _NAME_POINTS[named.grade], facts)
    if named.is_generation:
        yield Reason("father_and_child", -45)
    if named.grade in {"same", "reads", "surname_first", "misspelt", "more_words"}:
        others = max(one.namesakes, other.namesakes)
        if others <= RARE:
            yield Reason("rare_name", 6)
        elif others > COMMON:
            yield Reason("common_name", -10, {"n": str(others)})
        if not _have_in_common(one, other):
            yield Reason("nothing_speaks_against", 6)


def _have_in_common(one: Profile, other: Profile) -> bool:
    """Whether some kind of key is known of both, and so could have shown that they differ."""
    mine, theirs = ({kind for kind, _value in p.keys} for p in (one, other))
    return bool(mine & theirs) or not mine or not theirs


def _contacts(one: Profile, other: Profile) -> Iterator[Reason]:
    together = (one.shared & (other.keys | other.shared)) | (other.shared & one.keys)
    points = {"phone": 32, "email": 45, "customer_id": 45, "handle": 40}
    for kind, weight in points.items():
        value = min((v for k, v in together if k == kind), default=None)
        if value is not None:
            yield Reason(f"same_{kind}", weight, {"value": value})
    place = next((a for a in one.addresses if a in other.addresses), None)
    if place:
        yield Reason("same_address", 24, {"value": place})


def _mail(one: Profile, other: Profile, named: Naming) -> Iterator[Reason]:
    mine, theirs = one.of("email"), other.of("email")
    boxes = {_box(email): email for email in sorted(theirs, reverse=True)}
    if alike := next(((a, boxes[_box(a)]) for a in sorted(mine) if len(_box(a)) > 4 and _box(a) in boxes), None):
        yield Reason("same_mailbox", 28 if _tells(_box(alike[0])) else 12, {"one": alike[0], "other": alike[1]})
    for emails, name in ((mine, other.name), (theirs, one.name)):
        if named.grade in {"unknown", "one_word", "first_only", "initials"} and (
            told := next((e for e in sorted(emails) if _says(e, name)), None)
        ):
            yield Reason("mailbox_says_name", 34, {"email": told, "name": name})
            break


@lru_cache(maxsize=65536)
def _box(email: str) -> str:
    """The mailbox without what may be left out or added: dots, +tags, digits at its end."""
    local = email.partition("@")[0].partition("+")[0]
    return "".join(c for c in local if c.isalnum()).rstrip("0123456789")


def _tells(box: str) -> bool:
    """Whether a mailbox is somebody's own, and not everybody's (info, sales)."""
    return len(box) > 5 and box not in {"contact", "office", "support", "orders", "reception", "accounting"}


def _says(email: str, name: str) -> bool:
    """Whether the mailbox spells the whole name, first and last, in either order and whatever the script."""
    parts = [p.rstrip("0123456789") for p in _PARTS.split(email.partition("@")[0])]
    if len(parts) == 2 and naming(" ".join(parts), name).grade in {"same", "reads", "surname_first", "swapped"}:
        return True
    spelt = [romanised(w) for w in words(name)]
    return len(spelt) > 1 and _box(email) in {"".join(spelt[:2]), spelt[1] + spelt[0], spelt[0] + spelt[-1]}


def _days(one: Profile, other: Profile) -> Iterator[Reason]:
    if not one.birthdays or not other.birthdays:
        return
    agree = [
        (a, b)
        for a in one.birthdays
        for b in other.birthdays
        if a[:2] == b[:2] and (a[2] is None or b[2] is None or a[2] == b[2])
    ]
    if agree:
        yield Reason("same_birthday", 26)
    else:
        yield Reason("other_birthday", -55)


def _apart(one: Profile, other: Profile) -> Iterator[Reason]:
    mine, theirs = one.of("email"), other.of("email")
    company = {e.partition("@")[2] for e in mine} & {e.partition("@")[2] for e in theirs} - FREE_MAIL
    if company:
        yield Reason("colleagues", -30, {"company": min(company)})
    systems = {v.partition(":")[0] for v in one.of("customer_id")} & {
        v.partition(":")[0] for v in other.of("customer_id")
    }
    if systems:
        yield Reason("two_numbers", -8)
    if one.of("phone") and other.of("phone") and not (one.shared | other.shared):
        yield Reason("two_phones", -4)
