"""Who is around a person: near them, under their roof, at their work, merged with them, said not to be them?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hafawa.people import belonging, differing, merging
from hafawa.people.belonging import Near
from hafawa.people.models import Audience, CompanyMember, HouseholdMember, Merge, NotSame, Person


@dataclass(frozen=True)
class NearWords:
    """Somebody near, and what they are to the person."""

    near: Near
    what: str


@dataclass(frozen=True)
class Around:
    """Everything the sheet shows."""

    near: list[NearWords]
    homes: list[tuple[HouseholdMember, list[Person]]]
    jobs: list[CompanyMember]
    merges: list[Merge]
    not_same: list[tuple[NotSame, Person]]
    hidden: int


def read(who: Sequence[int], *, may_see_all: bool) -> Around:
    """What is around the one whose ids are `who`; a relation never to be shown only for those who may see all."""
    everybody = belonging.near(who)
    shown = [n for n in everybody if may_see_all or n.relation.audience != Audience.NEVER_SHOW]
    said = differing.said_of(who)
    return Around(
        near=[NearWords(n, belonging.relation_words(n.kind, n.relation.words)) for n in shown],
        homes=belonging.homes(who),
        jobs=belonging.jobs(who),
        merges=merging.standing_merges(who),
        not_same=[(s, s.high if s.low_id in who else s.low) for s in said],
        hidden=len(everybody) - len(shown),
    )
