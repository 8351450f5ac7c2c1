"""How often is each theme spoken of, how sure is that, and did it change? For a period against the one before it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from hafawa.listening.models import Annotation
from hafawa.listening.said import CUSTOMER_KINDS
from hafawa.listening.themes import kept
from hafawa.listening.themes.models import Mention, State, Theme
from hafawa.listening.themes.shares import SAID_FROM, Change, change, clear, wilson
from hafawa.listening.themes.topics import SIGNS

PERIODS = (30, 90, 365)
LANGUAGES = ("en", "ar", "ka")


@dataclass(frozen=True)
class Period:
    """`days` days up to `until`, and as many before them; `language` where only one is looked at."""

    until: datetime
    days: int = 90
    language: str = ""

    @property
    def since(self) -> datetime:
        """When it begins."""
        return self.until - timedelta(days=self.days)

    @property
    def before(self) -> datetime:
        """When the period it is compared with begins."""
        return self.until - timedelta(days=2 * self.days)


@dataclass
class Counted:
    """A theme with its messages in the period: `n` of `of`, before `n_before` of `of_before`.

    `interval` is None where fewer than 20 messages came; `change` too, and it is told as a change only `is_clear`.
    """

    theme: Theme
    n: int
    of: int
    n_before: int
    of_before: int
    interval: tuple[float, float] | None = None
    change: Change | None = None
    is_clear: bool = False
    parts: list[Counted] = field(default_factory=list)
    suggested: int = 0

    @property
    def share(self) -> float | None:
        """0 to 1; None where fewer than 20 messages came."""
        return self.n / self.of if self.of >= SAID_FROM else None


@dataclass(frozen=True)
class Board:
    """All themes of a period, by sign, most spoken of first; `of` messages came, `of_before` in the period before.

    `unread` more came in languages that are not read: they are in no theme.
    """

    period: Period
    of: int
    of_before: int
    by_sign: dict[str, list[Counted]]
    unread: int = 0

    @property
    def is_said(self) -> bool:
        """Whether enough came that shares may be told."""
        return self.of >= SAID_FROM


def board(period: Period, *, to: object) -> Board:
    """Every theme that is spoken of in `period`, as `to` may see it."""
    of, of_before = messages(period, to=to)
    roots = _roots()
    numbers = _numbers(period, to=to)
    for end in {_end(root, roots).pk: _end(root, roots) for root in roots if root.merged_into_id}.values():
        numbers[end.pk] = _tally(mentions_of(end, to=to), period)  # with what went into it, each message once
    found = [
        Counted(root, *_pair(numbers[root.pk], of, of_before)) for root in roots if root.merged_into_id is None
    ]  # fmt: skip
    found = [c for c in found if c.n or c.n_before]
    _judge(found)
    found = [c for c in found if c.n or c.is_clear]  # what nobody speaks of any more is told where that is a change
    waiting = _waiting()
    by_sign: dict[str, list[Counted]] = {sign: [] for sign in SIGNS}
    for counted in sorted(found, key=lambda c: (-c.n, -c.n_before, c.theme.pk)):
        counted.suggested = waiting[counted.theme.pk]
        by_sign[counted.theme.sign].append(counted)
    return Board(period, of, of_before, by_sign, 0 if period.language else unread(period, to=to))


def one(theme: Theme, period: Period, *, to: object) -> Counted:
    """One theme with its parts: confirmed first, then suggested, by how many speak of them."""
    of, of_before = messages(period, to=to)
    parts = [
        Counted(part, *_pair(_tally(mentions_of(part, to=to), period), of, of_before))
        for part in Theme.objects.visible_to(to).filter(parent=theme, merged_into=None).exclude(state=State.DISMISSED)
    ]
    found = Counted(theme, *_pair(_tally(mentions_of(theme, to=to), period), of, of_before))
    found.parts = sorted(parts, key=lambda c: (c.theme.state != State.CONFIRMED, -c.n, -c.n_before, c.theme.pk))
    _judge([found, *found.parts])
    return found


def mentions_of(theme: Theme, *, to: object) -> QuerySet[Mention]:
    """What speaks of `theme` and of what was merged into it."""
    rows = Mention.objects.visible_to(to).filter(is_wrong=False)
    if theme.parent_id:
        return rows.filter(theme__in=_merged(theme))
    pairs = Q()
    for root in _merged(theme):
        pairs |= Q(topic=root.topic, sign=root.sign)
    return rows.filter(pairs)


def messages(period: Period, *, to: object) -> tuple[int, int]:
    """How many messages of customers were read in the period and in the one before it."""
    rows = _came(to).filter(event__occurred_at__gte=period.before, event__occurred_at__lt=period.until)
    rows = rows.filter(language=period.language) if period.language else rows.filter(language__in=LANGUAGES)
    counted = rows.aggregate(
        now=Count("event", filter=Q(event__occurred_at__gte=period.since)),
        before=Count("event", filter=Q(event__occurred_at__lt=period.since)),
    )
    return counted["now"], counted["before"]


def unread(period: Period, *, to: object) -> int:
    """How many messages of customers came in the period in a language that is told, but not read."""
    rows = _came(to).filter(event__occurred_at__gte=period.since, event__occurred_at__lt=period.until)
    return rows.exclude(language__in=("", *LANGUAGES)).count()


def _came(to: object) -> QuerySet[Annotation]:
    return Annotation.objects.visible_to(to).filter(event__kind__in=CUSTOMER_KINDS)


def since_deed(theme: Theme, done_on: date, *, until: datetime, to: object, zone: object) -> Counted:
    """A theme after something was done about it, as long as it is since, against as many days before."""
    begun = datetime.combine(done_on, datetime.min.time(), tzinfo=zone)  # type: ignore[arg-type]
    days = max(1, (until - begun).days)
    period = Period(until=max(until, begun + timedelta(days=1)), days=days)
    of, of_before = messages(period, to=to)
    found = Counted(theme, *_pair(_tally(mentions_of(theme, to=to), period), of, of_before))
    _judge([found])
    return found


def months(theme: Theme, *, until: datetime, to: object, zone: object, back: int = 12) -> list[tuple[date, int]]:
    """How many messages spoke of it in each of the last `back` months, oldest first."""
    first = _month_before(until.astimezone(zone).date().replace(day=1), back - 1)  # type: ignore[arg-type]
    counts: dict[date, int] = defaultdict(int)
    rows = mentions_of(theme, to=to).filter(event__occurred_date__gte=first, occurred_at__lte=until)
    for on in rows.values_list("event__occurred_date", flat=True):
        counts[on.replace(day=1)] += 1
    return [(month, counts[month]) for month in (_month_before(first, -i) for i in range(back))]


def _month_before(first: date, back: int) -> date:
    number = first.year * 12 + first.month - 1 - back
    return date(number // 12, number % 12 + 1, 1)


def _roots() -> list[Theme]:
    """Themes of topics in use; a topic taken away is counted no more, and comes back with all it had."""
    topics = kept.in_use().topics
    return list(Theme.objects.filter(parent=None, topic__in=topics).exclude(state=State.DISMISSED).order_by("id"))


def _numbers(period: Period, *, to: object) -> dict[int, tuple[int, int]]:
    rows = Mention.objects.visible_to(to).filter(
        is_wrong=False, occurred_at__gte=period.before, occurred_at__lt=period.until
    )
    if period.language:
        rows = rows.filter(language=period.language)
    counted = rows.values_list("topic", "sign").annotate(
        now=Count("id", filter=Q(occurred_at__gte=period.since)),
        before=Count("id", filter=Q(occurred_at__lt=period.since)),
    )
    by_pair = {(topic, sign): (now, before) for topic, sign, now, before in counted}
    numbers: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for pk, topic, sign in Theme.objects.filter(parent=None).values_list("id", "topic", "sign"):
        numbers[pk] = by_pair.get((topic, sign), (0, 0))
    return numbers


def _tally(rows: QuerySet[Mention], period: Period) -> tuple[int, int]:
    rows = rows.filter(occurred_at__gte=period.before, occurred_at__lt=period.until)
    if period.language:
        rows = rows.filter(language=period.language)
    counted = rows.aggregate(
        now=Count("event", distinct=True, filter=Q(occurred_at__gte=period.since)),
        before=Count("event", distinct=True, filter=Q(occurred_at__lt=period.since)),
    )
    return counted["now"], counted["before"]


def _pair(numbers: tuple[int, int], of: int, of_before: int) -> tuple[int, int, int, int]:
    return numbers[0], of, numbers[1], of_before


def _judge(found: list[Counted]) -> None:
    for counted in found:
        if counted.of >= SAID_FROM:
            counted.interval = wilson(min(counted.n, counted.of), counted.of)
        counted.change = change(
            (min(counted.n, counted.of), counted.of), (min(counted.n_before, counted.of_before), counted.of_before)
        )
    for counted, is_clear in zip(found, clear([c.change.chance if c.change else None for c in found]), strict=True):
        counted.is_clear = is_clear


def _waiting() -> dict[int, int]:
    rows = Theme.objects.filter(state=State.SUGGESTED).exclude(parent=None)
    counted = rows.filter(merged_into=None).values_list("parent_id").annotate(n=Count("id"))
    return defaultdict(int, {parent: n for parent, n in counted if parent})


def _merged(theme: Theme) -> list[Theme]:
    """`theme` and whatever went into it, through however many merges."""
    found, new = [theme], [theme]
    while new:
        new = list(Theme.objects.filter(merged_into__in=new).exclude(id__in=[t.pk for t in found]))
        found += new
    return found


def _end(theme: Theme, roots: list[Theme]) -> Theme:
    by_key = {root.pk: root for root in roots}
    seen: set[int] = set()
    while theme.merged_into_id and theme.merged_into_id in by_key and theme.pk not in seen:
        seen.add(theme.pk)
        theme = by_key[theme.merged_into_id]
    return theme
