"""Which parts of a topic are suggested, week after week, without taking back what people said?

A part somebody named, confirmed or filled by hand is never grouped anew: new messages join it where they are like it.
What is left is grouped, and each group is last week's part where they share enough messages, so that names stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import transaction

from hafawa.listening.said import words_of
from hafawa.listening.themes import clusters
from hafawa.listening.themes.models import Mention, Placement, State, Theme
from hafawa.timeline import confidential

LOOKED_AT_DAYS = 365
_JOINT = " · "


def refresh(*, now: datetime) -> int:
    """Suggest parts anew within every topic; how many suggestions stand."""
    stand = 0
    for root in Theme.objects.filter(parent=None, merged_into=None).order_by("id"):
        with transaction.atomic():
            stand += _refresh_one(root, now=now)
    return stand


def take_out(event_ids: Collection[int]) -> None:
    """These messages have become confidential: no part is called by a phrase that nobody else in it says."""
    theirs = Mention.objects.filter(event_id__in=event_ids, theme__isnull=False).select_related("event", "theme")
    for part in {m.theme for m in theirs if m.theme is not None and m.theme.phrases}:
        hidden = " ".join(said(m).lower() for m in theirs if m.theme_id == part.pk)
        rest = Mention.objects.filter(theme=part).exclude(event_id__in=event_ids).select_related("event")
        others = " ".join(said(m).lower() for m in rest[: clusters.MOST_MESSAGES])
        kept = [p for p in part.phrases.split(_JOINT) if p.lower() in others or p.lower() not in hidden]
        Theme.objects.filter(pk=part.pk).update(phrases=_JOINT.join(kept))


def said(mention: Mention) -> str:
    """The clause of the message that speaks of it, verbatim."""
    return words_of(mention.event)[mention.start : mention.end]


def _refresh_one(root: Theme, *, now: datetime) -> int:
    since = now - timedelta(days=LOOKED_AT_DAYS)
    rows = Mention.objects.filter(topic=root.topic, sign=root.sign, occurred_at__gte=since, is_wrong=False)
    rows = rows.exclude(event_id__in=confidential.all_events())  # a part is called by words everybody reads
    by_language: dict[str, list[Mention]] = defaultdict(list)
    for mention in rows.select_related("event").order_by("-occurred_at", "-id")[: 3 * clusters.MOST_MESSAGES]:
        by_language[mention.language[:2]].append(mention)
    parts = list(Theme.objects.filter(parent=root).order_by("id"))
    by_hand = set(Placement.objects.filter(topic=root.topic, sign=root.sign).values_list("event_id", flat=True))
    for language, mentions in sorted(by_language.items()):
        own = [part for part in parts if part.language in ("", language)]
        _regroup(root, mentions[: clusters.MOST_MESSAGES], own, language=language, by_hand=by_hand, now=now)
    return Theme.objects.filter(parent=root, state=State.SUGGESTED).count()


def _regroup(
    root: Theme, mentions: list[Mention], parts: list[Theme], *, language: str, by_hand: set[int], now: datetime
) -> None:
    kept = {part.pk: part.merged_into_id or part.pk for part in parts if part.is_kept or part.merged_into_id}
    held = [m for m in mentions if m.theme_id in kept]
    free = [m for m in mentions if m.theme_id not in kept and m.event_id not in by_hand]
    free = _join(free, held, kept)
    old = {
        part.pk: frozenset(m.event_id for m in mentions if m.theme_id == part.pk)
        for part in parts
        if part.pk not in kept
    }
    texts = [said(m) for m in free]
    groups = clusters.groups(texts, language=language)
    found = [frozenset(free[i].event_id for i in g.members) for g in groups]
    same, stay = clusters.match(found, old), clusters.staying(found, old)
    by_key = {part.pk: part for part in parts}
    taken: dict[int, int] = {}
    for i, group in enumerate(groups):
        part = by_key.get(same.get(i, 0)) or Theme(
            topic=root.topic, sign=root.sign, parent=root, language=language, made_at=now
        )
        inside = [texts[j] for j in group.members]
        if not part.phrases or not _still_says(part.phrases, inside):
            part.phrases = _JOINT.join(group.phrases)[:200]
        part.cohesion = group.cohesion
        part.save()
        taken |= {free[j].pk: part.pk for j in group.members}
    for key, members in stay.items():
        taken |= {m.pk: key for m in free if m.event_id in members}
    _move(free, taken)
    still = {*same.values(), *stay}
    gone = [key for key in old if key not in still and not _is_spoken_for(by_key[key])]
    Theme.objects.filter(id__in=gone).delete()


def _join(free: list[Mention], held: list[Mention], kept: dict[int, int]) -> list[Mention]:
    """Put those of `free` that are like a kept part into it; the rest."""
    if not free or not held:
        return free
    themes: dict[int, list[str]] = defaultdict(list)
    for mention in held:
        themes[kept[mention.theme_id or 0]].append(said(mention))
    found = clusters.nearest([said(m) for m in free], free[0].language, themes)
    _move(free, {m.pk: key for m, key in zip(free, found, strict=True) if key is not None}, only_put=True)
    return [m for m, key in zip(free, found, strict=True) if key is None]


def _move(mentions: Iterable[Mention], to: dict[int, int], *, only_put: bool = False) -> None:
    changed = []
    for mention in mentions:
        theme = to.get(mention.pk)
        if theme != mention.theme_id and not (only_put and theme is None):
            mention.theme_id = theme
            changed.append(mention)
    Mention.objects.bulk_update(changed, ["theme"], batch_size=500)


def _still_says(phrases: str, texts: list[str]) -> bool:
    """Whether the first phrase of a part is still said in it, so that it may keep its name."""
    first = phrases.split(_JOINT, maxsplit=1)[0].lower()
    return sum(first in text.lower() for text in texts) >= 1


def _is_spoken_for(part: Theme) -> bool:
    return part.state == State.DISMISSED or part.deeds.exists() or part.placements.exists()
