"""What counts as a bad experience, how bad is it, and how does it fade? Pure.

A strike is one trouble, counted once: a late parcel, its bad review and the complaint about it are one. Severities and
half-lives are judgements of ours, written down here so that they can be argued with; the columnar definition
(`sql/50_strikes.sql`) takes them from this table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SAME_TROUBLE_WITHIN_DAYS = 30
IGNORED_AFTER_DAYS = 3
BROKEN_AFTER_DAYS = 1
REPAIRED_SHARE = 0.25


@dataclass(frozen=True)
class Kind:
    """A kind of bad experience: its title, severity (0 to 1) and the days after which it weighs half.

    `per_day` is added for each day late, up to `worst`.
    """

    key: str
    title: str | Promise
    severity: float
    half_life_days: int
    per_day: float = 0.0
    worst: float = 1.0


_ALL = (
    Kind("late_delivery", _("A parcel came after its promised day"), 0.25, 180, per_day=0.05, worst=0.8),
    Kind(
        "missing_delivery", _("A parcel has not come and its promised day is past"), 0.4, 270, per_day=0.04, worst=0.9
    ),
    Kind("damaged", _("Something arrived damaged"), 0.6, 270),
    Kind("wrong_item", _("The wrong thing was sent"), 0.55, 270),
    Kind("overcharged", _("They were charged too much"), 0.7, 365),
    Kind("missed_discount", _("A discount they were due was missed"), 0.45, 180),
    Kind("ignored", _("Nobody answered them for days"), 0.55, 270),
    Kind("rude", _("Someone was rude to them"), 0.8, 540),
    Kind("long_wait", _("They waited too long"), 0.4, 180),
    Kind("clueless", _("Nobody could help them"), 0.4, 180),
    Kind("refund_delayed", _("Their money was slow to come back"), 0.65, 365),
    Kind("broken_promise", _("A promise to them was not kept in time"), 0.7, 365),
    Kind("poor_quality", _("What they bought was not good"), 0.5, 365),
    Kind("technical", _("The site or the app failed them"), 0.35, 120),
    Kind("bad_review", _("They left a bad review"), 0.5, 270),
    Kind("other", _("Something else went wrong"), 0.4, 180),
)
KINDS: dict[str, Kind] = {kind.key: kind for kind in _ALL}


def known(key: str) -> str:
    """`key` if it is a kind of ours, else `other`."""
    return key if key in KINDS else "other"


def severity(key: str, *, days_late: int = 0) -> float:
    """How bad one experience is, 0 to 1; for a delivery it grows with the days late."""
    kind = KINDS[known(key)]
    return min(kind.worst, kind.severity + kind.per_day * days_late)


def weight(*, severity: float, half_life_days: int, age_days: int, is_repaired: bool) -> float:
    """What a strike of this severity still weighs after `age_days`; put right, a quarter of that."""
    left: float = severity * 0.5 ** (max(0, age_days) / half_life_days)
    return left * REPAIRED_SHARE if is_repaired else left


@dataclass(frozen=True)
class Returned:
    """Of `n` people with `strikes` bad experiences, the share that came back, with its 95% Wilson interval (0 to 1)."""

    strikes: int
    n: int
    returned: int
    share: float | None
    low: float
    high: float


def return_curve(counts: Iterable[tuple[int, int, int]]) -> list[Returned]:
    """Own return rate after 0, 1, 2 and 3 or more strikes, from rows of (strikes, people, people who came back).

    `share` is None where there is nobody. It is what happened, not what strikes caused: people with more orders have
    had more chances of a strike *and* of coming back. The rows come from `sql/90_figures.sql` (`turn`).
    """
    totals = dict.fromkeys(range(4), (0, 0))
    for strikes, people, returned in counts:
        n, came = totals[min(3, strikes)]
        totals[min(3, strikes)] = (n + people, came + returned)
    return [Returned(k, n, came, came / n if n else None, *wilson(came, n)) for k, (n, came) in totals.items()]


def wilson(hits: int, n: int, *, level: float = 0.95) -> tuple[float, float]:
    """The Wilson score interval of a share (Wilson 1927); (0, 1) when n is 0."""
    if n == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf(0.5 + level / 2)
    middle = (hits + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * sqrt(hits * (n - hits) / n + z * z / 4)
    return max(0.0, middle - half), min(1.0, middle + half)
