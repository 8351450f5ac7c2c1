"""What came of it? Read back from later events, and compared with the people left alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.kernel.text import isolate
from hafawa.people import clusters
from hafawa.people.models import Merge
from hafawa.playbooks import say, statistics
from hafawa.playbooks.models import Outcome, State, Suggestion
from hafawa.playbooks.playbook import Playbook
from hafawa.playbooks.registry import playbooks
from hafawa.playbooks.statistics import Difference, Share
from hafawa.team.models import Shop
from hafawa.timeline import log
from hafawa.timeline.models import Cursor, Event

READER = "playbooks.outcomes"  # when merges were last looked at
WORTH_KNOWING = 0.10  # a difference of ten points: smaller ones are not waited for
USUAL_BASELINE = 0.3  # where nothing is known yet, as in the published tables
LEAST = 5  # people in each group below which no number is shown
LONGEST_MONTHS = 120  # from here on no number is said: it would be a cap, not a forecast


@dataclass(frozen=True)
class Result:
    """What is known of one playbook. `difference` is None until both groups have someone whose outcome is due.

    `verdict`: helps, harms, not_shown (a difference worth knowing would probably have been seen), not_known_yet.
    `extra` counts outcomes among the done that would not have been, with its interval. `months` until it can be known
    at the present pace, at most `LONGEST_MONTHS`; None when there is no pace. `needed` people, done and left alone
    together, would show a difference worth knowing; None where nobody is left alone. `smallest_effect` (0 to 1): what
    the numbers at hand could show.
    """

    playbook: str
    title: str
    outcome: str
    done: Share
    held_out: Share
    difference: Difference | None
    extra: tuple[int, int, int] | None
    smallest_effect: float | None
    months: int | None
    needed: int | None
    verdict: str
    sentence: str


def read_back(*, now: datetime, day: datetime) -> int:
    """Settle the outcomes that can be known by `day`; returns how many were."""
    _look_again(now=now)
    return sum(_read_back(p, now=now, day=day) for p in playbooks().values() if p.outcome)


def _read_back(playbook: Playbook, *, now: datetime, day: datetime) -> int:
    if playbook.outcome is None:
        return 0
    after = Event.objects.filter(
        person_id=OuterRef("suggestion__person_id"),
        kind__in=playbook.outcome.kinds,
        occurred_at__gt=OuterRef("suggestion__closed_at"),
        occurred_at__lte=OuterRef("due_at"),
    ).order_by("occurred_at", "id")
    waiting = Outcome.objects.filter(suggestion__playbook=playbook.name, happened__isnull=True)
    settled, merged = [], _merged()
    told = waiting.annotate(found=Subquery(after.values("id")[:1])).select_related("suggestion")
    for outcome in told.iterator(chunk_size=2000):
        found: int | None = outcome.found
        if outcome.suggestion.person_id in merged:
            found = _first_of_them(outcome, kinds=playbook.outcome.kinds)
        if found is not None or outcome.due_at <= day:
            outcome.happened, outcome.by_event_id, outcome.read_at = found is not None, found, now
            settled.append(outcome)
    Outcome.objects.bulk_update(settled, ["happened", "by_event_id", "read_at"], batch_size=500)
    return len(settled)


def _merged() -> set[int]:
    """Everybody who counts with somebody else as one person."""
    kept = clusters.kept_by_id()
    return {*kept, *kept.values()}


def _first_of_them(outcome: Outcome, *, kinds: Sequence[str]) -> int | None:
    """The first event looked for that came to anybody who counts as the same person."""
    after = Event.objects.filter(
        person_id__in=clusters.ids_of(outcome.suggestion.person_id),
        kind__in=kinds,
        occurred_at__gt=outcome.suggestion.closed_at,
        occurred_at__lte=outcome.due_at,
    )
    return after.order_by("occurred_at", "id").values_list("id", flat=True).first()


def _look_again(*, now: datetime) -> None:
    """What was settled before people were merged or taken apart is settled anew: it may be another's doing."""
    seen = Cursor.objects.filter(name=READER).values_list("moved_at", flat=True).first()
    since = seen - timedelta(hours=1) if seen else datetime.min.replace(tzinfo=UTC)  # some commit late
    for merge in Merge.objects.filter(Q(made_at__gte=since) | Q(undone_at__gte=since)):
        who = {*clusters.ids_of(merge.kept_id), *clusters.ids_of(merge.absorbed_id)}
        theirs = Outcome.objects.filter(suggestion__person_id__in=who, read_at__lt=merge.undone_at or merge.made_at)
        theirs.update(happened=None, by_event_id=None, read_at=None)
    log.move(READER, to=0, now=now)


def results(day: datetime) -> list[Result]:
    """What is known of each measurable playbook, in the language active now."""
    return [_result(p, day=day) for p in playbooks().values() if p.measurable and p.outcome]


def compare(done: Share, held_out: Share) -> tuple[Difference | None, tuple[int, int, int] | None]:
    """The difference and, among the done, the outcomes that would not have been: (best guess, low, high)."""
    if min(done.n, held_out.n) < 1:
        return None, None
    found = statistics.difference(done, held_out)
    low, high = (round(done.n * x) for x in (found.low, found.high))
    return found, (round(done.n * found.value), low, high)


def verdict(difference: Difference | None, *, done: int, held_out: int, smallest_effect: float | None) -> str:
    """What may be said: see `Result`."""
    if difference is None or smallest_effect is None or min(done, held_out) < LEAST:
        return "not_known_yet"
    if difference.is_shown:
        return "helps" if difference.value > 0 else "harms"
    return "not_shown" if smallest_effect <= WORTH_KNOWING else "not_known_yet"


def _result(playbook: Playbook, *, day: datetime) -> Result:
    done, held_out = _shares(playbook, day=day)
    found, extra = compare(done, held_out)
    smallest = None
    if min(done.n, held_out.n) > 0:
        smallest = statistics.smallest_effect(done=done.n, held_out=held_out.n, baseline=_baseline(held_out))
    says = verdict(found, done=done.n, held_out=held_out.n, smallest_effect=smallest)
    needed = _needed(_baseline(held_out))
    months = None if needed is None else _months(playbook, needed - done.n - held_out.n, day=day)
    return Result(
        playbook=playbook.name,
        title=_(playbook.title),
        outcome=_(playbook.outcome.sentence) if playbook.outcome else "",
        done=done,
        held_out=held_out,
        difference=found,
        extra=extra,
        smallest_effect=smallest,
        months=months,
        needed=needed,
        verdict=says,
        sentence=_sentence(says, found, extra, months),
    )


def _shares(playbook: Playbook, *, day: datetime) -> tuple[Share, Share]:
    """Those whose time is over by `day`; of the held-out only those as urgent as the done, who are no random few."""
    known = Outcome.objects.filter(suggestion__playbook=playbook.name, due_at__lte=day, happened__isnull=False)
    done = known.filter(was_held_out=False, suggestion__state=State.DONE)
    floor = done.aggregate(least=Min("suggestion__urgency"))["least"]
    held_out = known.filter(was_held_out=True)
    return _share(done), _share(held_out if floor is None else held_out.filter(suggestion__urgency__gte=floor))


def _share(outcomes: QuerySet[Outcome]) -> Share:
    counts = outcomes.aggregate(n=Count("pk"), happened=Count("pk", filter=Q(happened=True)))
    return Share(counts["happened"], counts["n"])


def _baseline(held_out: Share) -> float:
    """The share without us; never so near 0 or 1 that waiting looks short by luck."""
    return min(0.95, max(0.05, held_out.value)) if held_out.n >= LEAST else USUAL_BASELINE


def _needed(baseline: float) -> int | None:
    """How many people it takes, done and left alone together, with the shop's held-out share."""
    share = Shop.get().held_out_share
    if not share:
        return None
    return statistics.people_needed(effect=WORTH_KNOWING, held_out_share=share, baseline=baseline)


def _months(playbook: Playbook, lacking: int, *, day: datetime) -> int | None:
    """Until those lacking are there, at the pace of the last 90 days."""
    recent = Suggestion.objects.filter(
        playbook=playbook.name, state__in=[State.DONE, State.HELD_OUT], closed_at__gt=day - timedelta(days=90)
    ).count()
    if not recent or playbook.outcome is None:
        return None
    waiting = playbook.outcome.within / timedelta(days=30)
    return min(LONGEST_MONTHS, max(1, math.ceil(max(0, lacking) / (recent / 3) + waiting)))


def _sentence(says: str, found: Difference | None, extra: tuple[int, int, int] | None, months: int | None) -> str:
    if says == "not_known_yet" or found is None or extra is None:
        return _not_known_yet(months)
    values = {
        "points": say.number(round(abs(found.value) * 100, 1)),
        "low": isolate(say.number(round(found.low * 100, 1))),
        "high": isolate(say.number(round(found.high * 100, 1))),
    }
    sentences = {
        "helps": _("It helps: {points} points more than without us; the truth lies probably between {low} and {high}."),
        "harms": _(
            "It harms: {points} points fewer than without us; the truth lies probably between {low} and {high}."
        ),
        "not_shown": _("Not shown: the difference to people left alone lies probably between {low} and {high} points."),
    }
    return sentences[says].format(**values)


def _not_known_yet(months: int | None) -> str:
    if months is None:
        return _("Not known yet: too few of these cards were done or left alone to say when it will be.")
    if months >= LONGEST_MONTHS:
        return _("Not known yet, and at today's pace not within ten years.")
    return ngettext(
        "Not known yet; about {months} more month.", "Not known yet; about {months} more months.", months
    ).format(months=say.number(months))
