"""Which replies has the team saved, in which language is one proposed, and how are they written, put away, used?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hafawa.conversations.composing import placeholders
from hafawa.conversations.composing.models import LANGUAGES, SavedReply, Use
from hafawa.conversations.composing.unchanged import is_unchanged
from hafawa.kernel.errors import Refused
from hafawa.kernel.text import direction, fold, isolate, isolate_ltr
from hafawa.people.models import Person
from hafawa.team import audit
from hafawa.team.models import Shop, User
from hafawa.timeline.models import Event

LONGEST = 10_000
MOST = 1_000  # replies in use: beyond, nobody finds one
OFFERED = 12
_SHORT = re.compile(r"[^\w-]+")


class NotSaved(Refused):
    """A reply without a title, a shortcut, words, or with a place nobody fills."""


class ShortcutTaken(Refused):
    """Another reply is found by it."""


@dataclass(frozen=True)
class Said:
    """A saved reply as somebody wrote it."""

    title: str
    shortcut: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Offered:
    """A reply ready to be put into the box: its words in one language, filled as far as is known."""

    reply: SavedReply
    language: str
    text: str
    direction: str
    unfilled: tuple[str, ...]


def counted(found: QuerySet[SavedReply]) -> QuerySet[SavedReply]:
    """Those `found`, with `n_uses`, `n_unchanged` and `used_at`."""
    return found.annotate(
        n_uses=Count("uses"), n_unchanged=Count("uses", filter=Q(uses__is_unchanged=True)), used_at=Max("uses__at")
    )


def write(said: Said, *, by: User, now: datetime) -> SavedReply:
    """A new one. Raises NotSaved, ShortcutTaken."""
    values = _checked(said)
    if SavedReply.objects.filter(archived_at=None).count() >= MOST:
        raise NotSaved(gettext_lazy("There are a thousand saved replies. Archive some; nothing was saved."))
    with _named_once(values["shortcut"]), transaction.atomic():
        made = SavedReply.objects.create(**values, made_by=by, made_at=now, changed_at=now)
        audit.note(by=by, what="composing.reply_saved", about=f"saved_reply:{made.pk}", now=now)
    return made


def change(reply: SavedReply, said: Said, *, by: User, now: datetime) -> SavedReply:
    """Other words for it. Raises NotSaved, ShortcutTaken."""
    values = _checked(said)
    with _named_once(values["shortcut"]), transaction.atomic():
        SavedReply.objects.filter(pk=reply.pk).update(**values, changed_at=now)
        audit.note(by=by, what="composing.reply_changed", about=f"saved_reply:{reply.pk}", now=now)
    reply.refresh_from_db()
    return reply


def archive(reply: SavedReply, *, by: User, now: datetime) -> None:
    """Nobody is offered it any more; where it went out is still known."""
    with transaction.atomic():
        if SavedReply.objects.filter(pk=reply.pk, archived_at=None).update(archived_at=now):
            audit.note(by=by, what="composing.reply_archived", about=f"saved_reply:{reply.pk}", now=now)


def restore(reply: SavedReply, *, by: User, now: datetime) -> None:
    """Offered again. Raises ShortcutTaken where another took its shortcut meanwhile."""
    with _named_once(reply.shortcut), transaction.atomic():
        if SavedReply.objects.filter(pk=reply.pk).exclude(archived_at=None).update(archived_at=None):
            audit.note(by=by, what="composing.reply_restored", about=f"saved_reply:{reply.pk}", now=now)


def values_for(person: Person | None, *, order: str, by: User | None) -> dict[str, str]:
    """What stands in the places of a reply to `person`, written by `by`."""
    shop = Shop.get()
    return {
        "first_name": person.first_name or person.name.split(" ")[0] if person else "",
        "name": person.name if person else "",
        "order": order,
        "shop": shop.name,
        "me": by.name if by else shop.sender_name,
    }


def latest_order(ids: Iterable[int]) -> str:
    """The number of their newest order, empty where there is none."""
    placed = Event.objects.filter(person_id__in=list(ids), kind="order.placed").exclude(ref="")
    return placed.order_by("-occurred_at", "-id").values_list("ref", flat=True).first() or ""


def offered(sought: str, *, language: str, fallback: str, values: Mapping[str, str]) -> list[Offered]:
    """Those whose shortcut, title or words answer to `sought`, the nearest first; often used ones before others.

    Each in `language` where it is written in it, else in `fallback`, else in what there is.
    """
    wanted = fold(sought)
    rows = [(_nearness(reply, wanted), reply) for reply in counted(SavedReply.objects.filter(archived_at=None))]
    found = sorted((pair for pair in rows if pair[0]), key=lambda pair: (-pair[0], -pair[1].n_uses, pair[1].title))  # type: ignore[attr-defined]
    return [offer(reply, language=language, fallback=fallback, values=values) for _near, reply in found[:OFFERED]]


def offer(reply: SavedReply, *, language: str, fallback: str, values: Mapping[str, str]) -> Offered:
    """`reply` in the best of its languages, filled."""
    texts = reply.texts
    spoken = next((code for code in (language[:2], fallback, *LANGUAGES) if code in texts), "")
    text = placeholders.fill(texts[spoken], values)
    return Offered(reply, spoken, text, direction(text), placeholders.find(text))


def used(text: str, ids: Iterable[int], *, person: Person | None, key: str, by: User, now: datetime) -> list[Use]:
    """Note which saved replies `text` went out with: those it is, unchanged, and `ids`, put in and worked on."""
    rows = SavedReply.objects.filter(Q(archived_at=None) | Q(id__in=list(ids)))
    whole = {reply.pk for reply in rows if any(is_unchanged(text, saved) for saved in reply.texts.values())}
    known = SavedReply.objects.filter(id__in=whole | set(ids)).values_list("id", flat=True)
    return Use.objects.bulk_create(
        Use(reply_id=pk, person=person, key=key, is_unchanged=pk in whole, by=by, at=now) for pk in sorted(known)
    )


def not_used(key: str, *, by: User, at: datetime) -> None:
    """What went out at `at` was taken back."""
    Use.objects.filter(key=key, by=by, at=at).delete()


def _nearness(reply: SavedReply, wanted: str) -> int:
    if not wanted or reply.shortcut == wanted:
        return 4
    if reply.shortcut.startswith(wanted):
        return 3
    title = fold(reply.title)
    if any(word.startswith(wanted) for word in title.split()) or wanted in title:
        return 2
    return int(len(wanted) > 2 and any(wanted in fold(text) for text in reply.texts.values()))


def _checked(said: Said) -> dict[str, str]:
    title = " ".join(said.title.split())[:120]
    shortcut = _SHORT.sub("-", fold(said.shortcut or said.title)).strip("-")[:40]
    texts = {code: said.texts.get(code, "").replace("\r\n", "\n").strip() for code in LANGUAGES}
    if not title or not shortcut:
        raise NotSaved(gettext_lazy("A saved reply needs a title. Nothing was saved."))
    if not any(texts.values()):
        raise NotSaved(gettext_lazy("A saved reply needs words in at least one language. Nothing was saved."))
    for text in texts.values():
        if len(text) > LONGEST:
            raise NotSaved(gettext_lazy("A saved reply has at most 10,000 letters. Nothing was saved."))
        if unknown := placeholders.unknown(text):
            raise NotSaved(_unknown(unknown[0]))
    return {"title": title, "shortcut": shortcut, **{f"text_{code}": text for code, text in texts.items()}}


def _unknown(name: str) -> str:
    known = ", ".join(isolate_ltr(f"{{{n}}}") for n in placeholders.NAMES)
    sentence = _("{place} is filled by nobody; these are: {known}. Nothing was saved.")
    return sentence.format(place=isolate_ltr(f"{{{name}}}"), known=known)


@contextmanager
def _named_once(shortcut: str) -> Iterator[None]:
    """Turns the database's word that a shortcut is taken into ours."""
    try:
        yield
    except IntegrityError:
        sentence = _("Another saved reply is found by {shortcut}. Choose another; nothing was changed.")
        raise ShortcutTaken(sentence.format(shortcut=isolate(f"/{shortcut}"))) from None
