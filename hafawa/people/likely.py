"""Who is perhaps the same person, or of one household? Kept up as people come; nobody is joined by it.

Derived rows: `LikenessKey` (see `blocking`) and `AlikePair`. The database finds who meets under a key; keys that more
than `BLOCK` people have say too little and are passed over; only those few pairs are weighed (`likeness.compare`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Count, Max, Q, QuerySet

from hafawa.people import blocking, clusters
from hafawa.people.likeness import COMMON, SUGGEST_AT, WORTH_A_LOOK, Likeness, Profile, compare
from hafawa.people.models import (
    AlikePair,
    Identifier,
    LikenessDue,
    LikenessKey,
    LikenessMark,
    NotSame,
    Occasion,
    Person,
    SharedKey,
)
from hafawa.people.profiles import profiles

VERSION = "alike-1"
BLOCK = 40
BATCH = 1_000
_AT_ONCE = 500
_MOST_CANDIDATES = 120
T = TypeVar("T")
Pair = tuple[int, int]
Key = tuple[str, str]


@dataclass(frozen=True)
class Alike:
    """Somebody like the one asked about, and why."""

    person_id: int
    likeness: Likeness


def look_again(person_ids: Collection[int]) -> None:
    """Have the likeness of these people looked at anew: their name or their keys are others now."""
    there = set(Person.objects.filter(id__in=person_ids).values_list("id", flat=True)) if person_ids else set()
    LikenessDue.objects.bulk_create([LikenessDue(person_id=i) for i in sorted(there)], ignore_conflicts=True)


def is_due() -> bool:
    """Whether anybody came or changed since the last look; a few reads of an index."""
    mark = LikenessMark.objects.filter(id=1).first() or LikenessMark()
    seen = (mark.people_through, mark.keys_through, mark.shared_through)
    newest = _newest()
    is_new = mark.version != VERSION and newest[0] > 0
    return is_new or any(n > s for n, s in zip(newest, seen, strict=True)) or LikenessDue.objects.exists()


def refresh(*, now: datetime, limit: int = 20_000) -> int:
    """Look at at most `limit` people who came or changed; how many there were. Killed anywhere, it goes on."""
    looked = 0
    while looked < limit and (n := _refresh_some(now=now)):
        looked += n
    return looked


def like(person_id: int, *, limit: int = 10) -> list[Alike]:
    """People like `person_id`, the most alike first; with the names alone the same, too. Never those said to differ."""
    mine = clusters.ids_of(person_id)
    near = _near(mine)
    known = profiles([*mine, *near])
    kept = clusters.kept_of(list(near))
    apart = differing()
    found: dict[int, Likeness] = {}
    for other, namesakes in near.items():
        if other not in known or kept[other] == mine[0] or _key(mine[0], kept[other]) in apart:
            continue
        best = max((_weigh(known[i], known[other], namesakes) for i in mine if i in known), key=lambda x: x.score)
        if (best.verdict == "household" or best.score >= WORTH_A_LOOK) and (
            kept[other] not in found or best.score > found[kept[other]].score
        ):
            found[kept[other]] = best
    ranked = sorted(found.items(), key=lambda item: (item[1].verdict == "household", -item[1].score, item[0]))
    return [Alike(i, likeness) for i, likeness in ranked[:limit]]


def differing() -> set[Pair]:
    """Every pair said to be two, by the ids they count as now."""
    rows = list(NotSame.objects.values_list("low_id", "high_id"))
    kept = clusters.kept_of({i for row in rows for i in row})
    return {_key(kept[a], kept[b]) for a, b in rows}


def _newest() -> tuple[int, int, int]:
    people, keys, shared = (m.objects.aggregate(last=Max("id"))["last"] or 0 for m in (Person, Identifier, SharedKey))
    return people, keys, shared


def _refresh_some(*, now: datetime) -> int:
    """One batch: its people's keys and pairs are made anew and the mark moves, all or nothing."""
    with transaction.atomic():
        mark = LikenessMark.objects.select_for_update().get_or_create(id=1)[0]
        if mark.version != VERSION:
            _start_over(mark)
        who, due = _next(mark)
        if who:
            _rewrite_keys(who)
            _rewrite_pairs(who, now=now)
        LikenessDue.objects.filter(person_id__in=due).delete()
        mark.save()
    return len(who)


def _start_over(mark: LikenessMark) -> None:
    for model in (LikenessKey, AlikePair, LikenessDue):
        model.objects.all().delete()
    mark.version, mark.people_through, mark.keys_through, mark.shared_through = VERSION, 0, 0, 0
    last = Identifier.objects.aggregate(last=Max("id"))["last"] or 0
    shared = SharedKey.objects.aggregate(last=Max("id"))["last"] or 0
    mark.keys_through, mark.shared_through = last, shared  # the people themselves will all be looked at


def _next(mark: LikenessMark) -> tuple[list[int], list[int]]:
    """The next people to look at, and those of them who were due; moves the mark."""
    people = list(Person.objects.filter(id__gt=mark.people_through).order_by("id").values_list("id", flat=True)[:BATCH])
    if people:
        mark.people_through = people[-1]
    who = set(people)
    for model, name in ((Identifier, "keys_through"), (SharedKey, "shared_through")):
        rows = list(
            model.objects.filter(id__gt=getattr(mark, name)).order_by("id").values_list("id", "person_id")[: 4 * BATCH]
        )
        if rows:
            setattr(mark, name, rows[-1][0])
        who |= {person_id for _id, person_id in rows if person_id <= mark.people_through}
    due = list(LikenessDue.objects.order_by("person_id").values_list("person_id", flat=True)[:BATCH])
    return sorted(who | {i for i in due if i <= mark.people_through}), due


def _rewrite_keys(who: Sequence[int]) -> None:
    emails: dict[int, list[str]] = {}
    fresh: list[LikenessKey] = []
    for some in _chunks(who):
        LikenessKey.objects.filter(person_id__in=some).delete()
        for person_id, value in Identifier.objects.filter(kind="email", person_id__in=some).values_list(
            "person_id", "value"
        ):
            emails.setdefault(person_id, []).append(value)
        for person_id, name in Person.objects.filter(id__in=some).values_list("id", "name"):
            found = blocking.keys(name, emails.get(person_id, ()))
            fresh += [LikenessKey(person_id=person_id, key=key) for key in found]
    _insert_keys(fresh)


def _insert_keys(fresh: Sequence[LikenessKey]) -> None:
    table = LikenessKey._meta.db_table  # noqa: SLF001 - Django's own documented way
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (person_id, key) VALUES (%s, %s)",  # noqa: S608
            [(k.person_id, k.key) for k in fresh],
        )


def _rewrite_pairs(who: Sequence[int], *, now: datetime) -> None:
    pairs: Counter[Pair] = Counter()
    for some in _chunks(_with_namesakes(who)):
        AlikePair.objects.filter(Q(low_id__in=some) | Q(high_id__in=some)).delete()
        for one, other, namesakes in [*_meeting(some), *_sharing(some)]:
            key = _key(one, other)
            pairs[key] = min(pairs[key] or BLOCK + 1, namesakes)
    known = profiles({i for pair in pairs for i in pair})
    found = [
        (pair, _weigh(known[pair[0]], known[pair[1]], n))
        for pair, n in pairs.items()
        if pair[0] in known and pair[1] in known
    ]
    AlikePair.objects.bulk_create(
        [_row(pair, likeness, now=now) for pair, likeness in found if likeness.verdict != "neither"],
        batch_size=500,
        ignore_conflicts=True,
    )


def _with_namesakes(who: Sequence[int]) -> list[int]:
    """`who`, and those few of the same name: how rare it is has changed for them, too."""
    found = set(who)
    for some in _chunks(who):
        found |= {other for _one, other, namesakes in _meeting(some) if namesakes <= COMMON + 1}
    return sorted(found)


def _row(pair: Pair, likeness: Likeness, *, now: datetime) -> AlikePair:
    score = likeness.score if likeness.verdict == "same" else min(SUGGEST_AT - 1, _together(likeness))
    return AlikePair(
        low_id=pair[0],
        high_id=pair[1],
        verdict=likeness.verdict,
        score=score,
        reasons=[asdict(r) for r in likeness.reasons],
        version=VERSION,
        found_at=now,
    )


def _together(likeness: Likeness) -> int:
    return sum(r.points for r in likeness.reasons if r.key in {"same_phone", "same_email", "same_address"})


def _weigh(one: Profile, other: Profile, namesakes: int) -> Likeness:
    return compare(one.with_namesakes(namesakes), other)


def _meeting(who: Sequence[int]) -> list[tuple[int, int, int]]:
    """(one, other, how many have that name) of everybody who meets `who` under a key that is not too common.

    A slip of the pen or an initial comes to a suggestion only with a birthday; without one those keys are passed over.
    """
    table = LikenessKey._meta.db_table  # noqa: SLF001
    days = Occasion._meta.db_table  # noqa: SLF001
    marks = ", ".join(["%s"] * len(who))
    few = f"(SELECT count(*) FROM (SELECT 1 FROM {table} AS c WHERE c.key = a.key LIMIT {BLOCK + 1}) AS d)"  # noqa: S608
    sql = (
        f"WITH mine AS (SELECT a.person_id, a.key, {few} AS n FROM {table} AS a WHERE a.person_id IN ({marks})) "  # noqa: S608
        f"SELECT m.person_id, b.person_id, min(CASE WHEN m.key LIKE 'n:%%' THEN m.n ELSE {BLOCK + 1} END) "
        f"FROM mine AS m JOIN {table} AS b ON b.key = m.key AND b.person_id <> m.person_id "
        f"WHERE m.n <= {BLOCK} AND (m.key NOT LIKE 'i:%%' OR EXISTS ("
        f"SELECT 1 FROM {days} AS o WHERE o.person_id = m.person_id AND o.kind = 'birthday')) "
        "GROUP BY m.person_id, b.person_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, list(who))
        return list(cursor.fetchall())


def _sharing(who: Collection[int]) -> Iterator[tuple[int, int, int]]:
    """Everybody a key connects with `who`: its owner, and whoever else it came with.

    A key that came with more than `BLOCK` people is a till's or an agency's: it says nothing of a household.
    """
    mine = set(who)
    values = {value for model in (Identifier, SharedKey) for _p, _k, value in _rows(model, person_id__in=list(mine))}
    for some in _chunks(sorted(values)):
        few = _came_with_few(some)
        holders: dict[Key, set[int]] = {key: set() for key in few}
        for model in (Identifier, SharedKey):
            for person_id, kind, value in _rows(model, value__in=sorted({value for _kind, value in few})):
                if (kind, value) in holders:
                    holders[kind, value].add(person_id)
        for people in holders.values():
            yield from ((one, other, BLOCK + 1) for one in people & mine for other in people if other != one)


def _came_with_few(values: Sequence[str]) -> set[Key]:
    """The keys among `values` that came along with somebody else than their owner, but not with a crowd."""
    rows = SharedKey.objects.filter(value__in=values).values_list("kind", "value").annotate(n=Count("id"))
    return {(kind, value) for kind, value, n in rows.order_by("kind", "value") if n < BLOCK}


def _rows(model: type[Identifier | SharedKey], **which: Any) -> QuerySet[Any, Any]:
    return model.objects.filter(**which).values_list("person_id", "kind", "value")


def _near(mine: Sequence[int]) -> dict[int, int]:
    """At most `_MOST_CANDIDATES` people who meet one of `mine` under any key, and how many have that name."""
    found: dict[int, int] = {}
    for one, other, namesakes in _sharing(mine):
        found[other if one in mine else one] = namesakes
    keys = sorted(LikenessKey.objects.filter(person_id__in=mine).values_list("key", flat=True), key=_rank)
    for key in keys:
        if len(found) >= _MOST_CANDIDATES:
            break
        rows = LikenessKey.objects.filter(key=key).order_by("person_id").values_list("person_id", flat=True)
        some = [i for i in rows[: _MOST_CANDIDATES + 1] if i not in mine]
        namesakes = len(some) + 1 if key.startswith("n:") else BLOCK + 1
        for other in some:
            found[other] = min(found.get(other, BLOCK + 1), namesakes)
    return dict(list(found.items())[:_MOST_CANDIDATES])


def _rank(key: str) -> tuple[int, str]:
    return "nmi".index(key[0]), key


def _key(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _chunks(ids: Iterable[T]) -> list[list[T]]:
    ordered = list(ids)
    return [ordered[i : i + _AT_ONCE] for i in range(0, len(ordered), _AT_ONCE)]
