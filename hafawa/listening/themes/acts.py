"""What do people do to themes, and how is each of it taken back? Every act keeps what was there before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.listening.themes.models import Act, Deed, Mention, Placement, State, Theme
from hafawa.team.models import User

LONGEST_NAME, LONGEST_DEED = 120, 500
_SAID = ("name", "state", "merged_into_id")


class CannotBeDone(Refused):
    """What was asked makes no sense for these themes."""


class ChangedSince(Refused):
    """Somebody went on from there, so it cannot be taken back as if nothing had happened."""


@transaction.atomic
def rename(theme: Theme, name: str, *, by: User, now: datetime) -> Act:
    """Call it `name`; empty gives it its own words back. A part that has a name is confirmed by it."""
    before = _themes([theme])
    theme.name = " ".join(name.split())[:LONGEST_NAME]
    if theme.name and theme.parent_id:
        theme.state = State.CONFIRMED
    theme.save(update_fields=["name", "state"])
    return _note("rename", theme, before, by=by, now=now)


@transaction.atomic
def confirm(theme: Theme, *, by: User, now: datetime) -> Act:
    """It is a theme: no recount takes it apart."""
    return _set_state(theme, State.CONFIRMED, by=by, now=now)


@transaction.atomic
def dismiss(theme: Theme, *, by: User, now: datetime) -> Act:
    """It is none: it is not shown, and not suggested again."""
    return _set_state(theme, State.DISMISSED, by=by, now=now)


@transaction.atomic
def merge(theme: Theme, into: Theme, *, by: User, now: datetime) -> Act:
    """Count `theme` with `into` from now on. Raises CannotBeDone for different signs, or a part with a whole."""
    if theme.pk == into.pk or theme.sign != into.sign or theme.parent_id != into.parent_id:
        raise CannotBeDone(_("Only two themes of one kind go together: both loved, or both going wrong."))
    if theme.merged_into_id or into.merged_into_id:
        raise CannotBeDone(_("One of them has gone into another theme already. Look at the list again."))
    before = _themes([theme, into])
    theme.merged_into = into
    theme.save(update_fields=["merged_into"])
    if into.parent_id:
        into.state = State.CONFIRMED
        into.save(update_fields=["state"])
    return _note("merge", theme, before, by=by, now=now, touched=[theme, into])


@transaction.atomic
def split(theme: Theme, events: Sequence[int], name: str, *, by: User, now: datetime) -> Act:
    """Make a part called `name` of what these events say of `theme`. Raises CannotBeDone without events or a name."""
    name = " ".join(name.split())[:LONGEST_NAME]
    mentions = _of(theme, events)
    if not mentions or not name:
        raise CannotBeDone(_("Choose at least one message, and give the new part a name."))
    root = theme.parent or theme
    languages = {m.language for m in mentions}
    part = Theme.objects.create(
        topic=root.topic,
        sign=root.sign,
        parent=root,
        name=name,
        state=State.CONFIRMED,
        language=languages.pop() if len(languages) == 1 else "",
        made_at=now,
    )
    before = [["made", part.pk, None], *_place(mentions, theme=part, by=by, now=now)]
    return _note("split", part, before, by=by, now=now, touched=[part])


@transaction.atomic
def move(theme: Theme, events: Sequence[int], *, by: User, now: datetime) -> Act:
    """Put what these events say of its topic into the part `theme`, for good."""
    root = theme.parent
    mentions = _of(root, events) if root else []
    if not mentions:
        raise CannotBeDone(_("Choose at least one message, and a part to put it into."))
    before = [*_themes([theme]), *_place(mentions, theme=theme, by=by, now=now)]
    theme.state = State.CONFIRMED
    theme.save(update_fields=["state"])
    return _note("move", theme, before, by=by, now=now)


@transaction.atomic
def not_about(theme: Theme, events: Sequence[int], *, by: User, now: datetime) -> Act:
    """These events do not speak of it: they are not counted, now or after a recount."""
    mentions = _of(theme, events)
    if not mentions:
        raise CannotBeDone(_("Choose at least one message."))
    return _note("not_about", theme, _place(mentions, theme=None, by=by, now=now, is_wrong=True), by=by, now=now)


@transaction.atomic
def did(theme: Theme, text: str, *, done_on: date, by: User, now: datetime) -> Act:
    """Note what was done about it, on which day. Raises CannotBeDone without words."""
    text = " ".join(text.split())[:LONGEST_DEED]
    if not text:
        raise CannotBeDone(_("Write what was done, in a few words."))
    deed = Deed.objects.create(theme=theme, text=text, done_on=done_on, by=by, at=now)
    return _note("did", theme, [["deed", deed.pk, None]], by=by, now=now, touched=[])


@transaction.atomic
def undo(act: Act, *, by: User, now: datetime) -> None:
    """Take it back exactly. Raises ChangedSince where somebody went on from there; twice is the same as once."""
    if act.undone_at:
        return
    if _now_of(act.after) != act.after:
        raise ChangedSince(_("Somebody has changed this theme since, so it was left as it is."))
    for what, key, values in reversed(act.before):
        _put_back(what, key, values, now=now, by=by)
    Act.objects.filter(pk=act.pk).update(undone_at=now)


def _put_back(what: str, key: Any, values: Any, *, by: User, now: datetime) -> None:
    if what == "theme":
        Theme.objects.filter(pk=key).update(**values)
    elif what == "made":
        Act.objects.filter(theme_id=key).update(theme_id=Theme.objects.values_list("parent_id").get(pk=key)[0])
        Theme.objects.filter(pk=key).delete()
    elif what == "deed":
        Deed.objects.filter(pk=key).delete()
    elif what == "placed":
        of = {"event_id": key[0], "topic": key[1], "sign": key[2]}
        if values["had"]:
            Placement.objects.filter(**of).update(theme_id=values["hand"], is_wrong=values["is_wrong"])
        else:
            Placement.objects.filter(**of).delete()
        theme = values["theme"] if Theme.objects.filter(pk=values["theme"]).exists() else None
        Mention.objects.filter(**of).update(theme_id=theme, is_wrong=values["is_wrong"])


def _set_state(theme: Theme, state: str, *, by: User, now: datetime) -> Act:
    before = _themes([theme])
    theme.state = state
    theme.save(update_fields=["state"])
    return _note("confirm" if state == State.CONFIRMED else "dismiss", theme, before, by=by, now=now)


def _of(theme: Theme, events: Iterable[int]) -> list[Mention]:
    rows = Mention.objects.filter(topic=theme.topic, sign=theme.sign, event_id__in=list(events)[:500])
    return list(rows.order_by("id"))


def _place(
    mentions: list[Mention], *, theme: Theme | None, by: User, now: datetime, is_wrong: bool = False
) -> list[list[Any]]:
    before = []
    for mention in mentions:
        of: dict[str, Any] = {"event_id": mention.event_id, "topic": mention.topic, "sign": mention.sign}
        hand = Placement.objects.filter(**of).first()
        values = {
            "had": hand is not None,
            "hand": hand.theme_id if hand else None,
            "is_wrong": mention.is_wrong,
            "theme": mention.theme_id,
        }
        before.append(["placed", [mention.event_id, mention.topic, mention.sign], values])
        Placement.objects.update_or_create(**of, defaults={"theme": theme, "is_wrong": is_wrong, "by": by, "at": now})
        mention.theme, mention.is_wrong = theme, is_wrong
        mention.save(update_fields=["theme", "is_wrong"])
    return before


def _themes(themes: Iterable[Theme]) -> list[list[Any]]:
    rows = Theme.objects.filter(pk__in=[theme.pk for theme in themes]).order_by("id")
    return [["theme", row["id"], {name: row[name] for name in _SAID}] for row in rows.values("id", *_SAID)]


def _note(
    kind: str,
    theme: Theme,
    before: list[list[Any]],
    *,
    by: User,
    now: datetime,
    touched: Sequence[Theme] | None = None,
) -> Act:
    after = _themes([theme] if touched is None else touched)
    after += [["placed", key, _placed_now(key)] for what, key, _values in before if what == "placed"]
    return Act.objects.create(kind=kind, theme=theme, before=before, after=after, by=by, at=now)


def _now_of(after: list[list[Any]]) -> list[list[Any]]:
    ids = [key for what, key, _values in after if what == "theme"]
    found = {key: values for _what, key, values in _themes(Theme.objects.filter(pk__in=ids))}
    return [[what, key, found.get(key) if what == "theme" else _placed_now(key)] for what, key, _values in after]


def _placed_now(key: Sequence[Any]) -> list[Any] | None:
    row = Placement.objects.filter(event_id=key[0], topic=key[1], sign=key[2]).values_list("theme_id", "is_wrong")
    return list(row[0]) if row else None
