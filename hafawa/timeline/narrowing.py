"""Which events stand in a confidential conversation? Each gets a row as it is appended, in the same transaction.

What was said in it, what was said about that (a promise read out of it, its keeping, a repair), and what was done on a
card that rests on it. So nothing is in the timeline for a moment that a reader of the whole could meet (`team.narrow`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.apps import apps
from django.db.models import Q

from hafawa.people import clusters
from hafawa.timeline.models import Confidential, ConfidentialEvent, Event

WITHOUT_REF = ("message.received", "message.sent")  # go on with a person on a channel, see conversations.counting
_AT_ONCE = 500
_PERSON, _KIND, _SOURCE, _KEY, _REF, _ABOUT = 0, 1, 5, 6, 8, 15  # places in a row, see insert.FIELDS


def take_in(rows: Sequence[tuple[Any, ...]]) -> None:
    """Of `rows`, just appended, put those that stand in a confidential conversation there."""
    kept = list(Confidential.objects.filter(is_on=True).values_list("id", "ref", "person_id"))
    if not kept:
        return
    by_ref = {ref: pk for pk, ref, _person in kept}
    by_person = {person: pk for pk, _ref, person in kept if person}
    about = _of_events({row[_ABOUT] for row in rows if row[_ABOUT]})
    stands: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in rows:
        into = set(about.get(row[_ABOUT], ()))
        if row[_REF] in by_ref:
            into.add(by_ref[row[_REF]])
        elif not row[_REF] and row[_KIND] in WITHOUT_REF and row[_PERSON] in by_person:
            into.add(by_person[row[_PERSON]])
        if into:
            stands[row[_SOURCE], row[_KEY]] |= into
    _keep(_ids(stands))


def gather(kept: Confidential, event_ids: Iterable[int]) -> None:
    """Put there all that was said in `kept`, with `event_ids`, whose ref says otherwise, and all about it."""
    said = Q(ref=kept.ref)
    if kept.person_id:
        said |= Q(ref="", person=kept.person_id, kind__in=WITHOUT_REF)
    ids = {*Event.objects.filter(said).values_list("id", flat=True), *event_ids}
    new = ids
    while new:
        new = {*_about(new), *_on_cards(new)} - ids
        ids |= new
    _keep([(i, kept.pk) for i in sorted(ids)])


def follow(event: Event, rests_on: Collection[int]) -> None:
    """`event` was done on a card that rests on these events: it stands where they do."""
    into = {pk for some in _of_events(rests_on).values() for pk in some}
    _keep([(event.pk, pk) for pk in into])


def _of_events(ids: Collection[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for some in _portions(ids):
        rows = ConfidentialEvent.objects.filter(event_id__in=some, confidential__is_on=True)
        for event_id, kept_id in rows.values_list("event_id", "confidential_id"):
            found[event_id].add(kept_id)
    return found


def _about(ids: Collection[int]) -> Iterable[int]:
    for some in _portions(ids):
        yield from Event.objects.filter(about_id__in=some).values_list("id", flat=True)


def _on_cards(ids: Collection[int]) -> Iterable[int]:
    """What was done on cards that rest on `ids`: asked of the acts of the same people."""
    wanted = set(ids)
    suggestions = apps.get_model("playbooks", "Suggestion")._default_manager  # noqa: SLF001
    people = set[int]()
    for some in _portions(ids):
        people |= {p for p in Event.objects.filter(id__in=some).values_list("person_id", flat=True) if p}
    everybody = {i for person in people for i in clusters.ids_of(person)}
    for some in _portions(everybody):
        rows = suggestions.filter(person__in=some).values_list("id", "evidence")
        cards = [card for card, rests_on in rows if not wanted.isdisjoint(rests_on)]
        yield from Event.objects.filter(suggestion_id__in=cards).values_list("id", flat=True)


def _ids(stands: dict[tuple[str, str], set[int]]) -> list[tuple[int, int]]:
    by_source: dict[str, list[str]] = defaultdict(list)
    for source, key in stands:
        by_source[source].append(key)
    found = []
    for source, keys in by_source.items():
        for some in _portions(keys):
            rows = Event.objects.filter(source=source, external_id__in=some).values_list("id", "external_id")
            found += [(i, pk) for i, key in rows for pk in stands[source, key]]
    return found


def _keep(pairs: Iterable[tuple[int, int]]) -> None:
    rows = [ConfidentialEvent(event_id=i, confidential_id=pk) for i, pk in pairs]
    ConfidentialEvent.objects.bulk_create(rows, ignore_conflicts=True, batch_size=_AT_ONCE)


def _portions(ids: Collection[Any]) -> Iterable[list[Any]]:
    every = sorted(ids)
    return (every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE))
