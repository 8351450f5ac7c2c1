"""May the model be asked once more, today and now? Counted in the database, right across processes.

Tokens and money are taken before a call (the most it may cost) and what was not used is given back after, so that no
number of processes together spends more than the day's limit; a process that dies in between leaves its share taken.
After `PATIENCE` failures in a row nothing is asked for a while, twice as long each time; then one process tries one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q
from django.db.models.functions import Greatest

from hafawa.listening.assistants.models import Assistant, AssistantDay
from hafawa.team.models import Shop

PATIENCE = 3
FIRST_REST, LONGEST_REST = timedelta(minutes=1), timedelta(hours=1)
MILLION = 1_000_000


@dataclass(frozen=True)
class Taken:
    """What was taken from the day's limits for one call."""

    day: date
    tokens: int
    micros: int


def take(assistant: Assistant, *, tokens_in: int, tokens_out: int, now: datetime) -> Taken | str:
    """Take the most a call may use; or say why not: "tokens_spent", "money_spent"."""
    day = now.astimezone(Shop.get().zone).date()
    micros = cost(assistant, tokens_in=tokens_in, tokens_out=tokens_out)
    tokens = tokens_in + tokens_out
    AssistantDay.objects.bulk_create([AssistantDay(day=day)], ignore_conflicts=True)
    has_tokens = Q(tokens__lte=assistant.tokens_a_day - tokens)
    has_money = Q(micros__lte=assistant.micros_a_day - micros) if micros else Q()
    spent = {"calls": F("calls") + 1, "tokens": F("tokens") + tokens, "micros": F("micros") + micros}
    if AssistantDay.objects.filter(has_tokens, has_money, day=day).update(**spent):
        return Taken(day, tokens, micros)
    return "money_spent" if AssistantDay.objects.filter(has_tokens, day=day).exists() else "tokens_spent"


def settle(taken: Taken, *, tokens: int, micros: int, is_failure: bool) -> None:
    """What was really used, in place of what was taken."""
    AssistantDay.objects.filter(day=taken.day).update(
        tokens=Greatest(F("tokens") + (tokens - taken.tokens), 0),
        micros=Greatest(F("micros") + (micros - taken.micros), 0),
        failures=F("failures") + int(is_failure),
    )


def cost(assistant: Assistant, *, tokens_in: int, tokens_out: int) -> int:
    """In millionths of a currency unit, rounded up."""
    whole = tokens_in * assistant.micros_per_million_in + tokens_out * assistant.micros_per_million_out
    return -(-whole // MILLION)


def may_try(assistant: Assistant, *, now: datetime) -> bool:
    """Whether it may be asked: it is not resting, or its rest is over and this process is the one that tries."""
    if assistant.rests_until is None:
        return True
    if assistant.rests_until > now:
        return False
    again = now + _rest(assistant.failures)
    seen = Assistant.objects.filter(id=1, rests_until=assistant.rests_until)
    return bool(seen.update(rests_until=again))


def note_failure(*, now: datetime, wait: timedelta | None = None) -> None:
    """One more failure in a row; `wait` is what the server asked for (429), kept to at most an hour."""
    Assistant.objects.filter(id=1).update(failures=F("failures") + 1)
    failures = Assistant.objects.filter(id=1).values_list("failures", flat=True).first() or 0
    rest = _rest(failures) if failures >= PATIENCE else timedelta(0)
    if wait is not None:
        rest = max(rest, min(wait, LONGEST_REST))
    if rest:
        Assistant.objects.filter(id=1).update(rests_until=now + rest)


def note_success() -> None:
    """It answered as it should: failures begin anew."""
    Assistant.objects.filter(id=1).exclude(failures=0, rests_until=None).update(failures=0, rests_until=None)


def _rest(failures: int) -> timedelta:
    doubled: timedelta = FIRST_REST * 2 ** min(max(0, failures - PATIENCE), 10)
    return min(doubled, LONGEST_REST)
