"""Whom does the shop ask by mail, by itself, some hours after their conversation was closed?

Off until a manager switches it on. Each conversation is decided about once, when its hours are over; who may not be
asked then is not asked about it later. What was closed before is never asked about.
"""

from __future__ import annotations

import dataclasses
import logging
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hafawa.channels.chat.site import NotAnOrigin, origin_of
from hafawa.channels.outbox import actions as outbox
from hafawa.channels.outbox.letter import Letter, NotQueued
from hafawa.kernel.errors import Refused
from hafawa.people import clusters
from hafawa.people.models import Person
from hafawa.surveys import asking
from hafawa.surveys.models import Asked, ByItself
from hafawa.surveys.questions import FELT_PERSONAL, QUESTIONS
from hafawa.team import audit
from hafawa.team.models import Shop, User

CHANNEL = "email"
LONGEST_HOURS = 7 * 24
_log = logging.getLogger(__name__)


class BadHours(Refused):
    """No number of hours within a week."""


class BadAddress(Refused):
    """No address a customer's browser could open."""


def change(*, is_on: bool, after_hours: int, address: str, by: User, now: datetime) -> ByItself:
    """Switch it on or off. Raises BadHours, BadAddress; then nothing is changed."""
    if not 1 <= after_hours <= LONGEST_HOURS:
        raise BadHours(_("Choose between 1 hour and 7 days. Nothing was changed."))
    clean = _clean(address) if address.strip() or is_on else ""
    with transaction.atomic():
        kept = ByItself.objects.select_for_update().get_or_create(id=1)[0]
        if is_on and not kept.is_on:
            kept.looked_until = now  # what was closed before is not its business
        kept.is_on, kept.after_hours, kept.address, kept.by, kept.changed_at = is_on, after_hours, clean, by, now
        kept.save()
        audit.note(by=by, what="surveys.by_itself", facts={"on": is_on, "after_hours": after_hours}, now=now)
    return kept


def is_on() -> bool:
    """Whether anybody is asked by itself."""
    return ByItself.objects.filter(id=1, is_on=True).exists()


def span(*, now: datetime) -> tuple[datetime, datetime] | None:
    """Closed after the first and up to the second: those to decide about now. None where there can be none."""
    kept = ByItself.get()
    until = now - timedelta(hours=kept.after_hours)
    if not kept.is_on or kept.looked_until is None or until <= kept.looked_until:
        return None
    return kept.looked_until, until


def looked(until: datetime) -> None:
    """All that was closed up to then was decided about; what was switched on meanwhile begins where it says."""
    ByItself.objects.filter(id=1, looked_until__lt=until).update(looked_until=until)


def ask(ref: str, person: Person, letter: Letter, *, now: datetime) -> Asked | None:
    """Ask about the conversation `ref` by a mail that goes where `letter` does; None where they are not asked."""
    kept = ByItself.get()

    def send(asked: Asked, token: str) -> None:
        link = kept.address + path_of(token)
        text = words(first_name=_first_name(person), link=link, language=asked.language)
        told = dataclasses.replace(
            letter, text=text, language=asked.language, is_automatic=True, unsubscribe=f"{link}never/"
        )
        outbox.post(told, by=None, now=now, hold_seconds=0)

    try:
        return asking.ask(ref, person, channel=CHANNEL, by=None, now=now, send=send)[0]
    except asking.NotAsked:
        return None
    except NotQueued as refused:
        _log.warning("a question was not queued", extra={"person": person.pk, "why": type(refused).__name__})
        return None
    except DatabaseError:
        raise  # it may be better in a minute: nothing was decided
    except Exception:
        _log.exception("could not ask person %s", person.pk)  # those behind them are not kept waiting
        return None


def path_of(token: str) -> str:
    """Where the page of a link lies (`web.urls`)."""
    return f"/felt/{token}/"


def words(*, first_name: str, link: str, language: str) -> str:
    """What the letter says, in their language; a way out stands in it."""
    shop = Shop.get().name or "Hafawa"
    question = QUESTIONS[FELT_PERSONAL]
    with translation.override(language):
        greeting = _("Hello %(name)s,") % {"name": first_name} if first_name else _("Hello,")
        parts = [
            greeting,
            _("%(shop)s would like to know one thing about your last conversation:") % {"shop": shop},
            _(question.words),
            *(f"{_(said)}:\n{link}?a={key}" for key, (said, _score) in question.answers.items()),
            _("The page that opens keeps your answer once you press “Send”, and has room for a word more."),
            _("You would rather not be asked? Say so here, and you will not be:") + f"\n{link}never/",
            shop,
        ]
    return "\n\n".join(parts)


def _first_name(person: Person) -> str:
    return Person.objects.get(pk=clusters.kept_id(person.pk)).first_name


def _clean(address: str) -> str:
    """The origin of `address`, to which nothing but the host belongs. Raises BadAddress."""
    typed = address.strip().rstrip("/")
    try:
        origin = origin_of(typed)
    except NotAnOrigin:
        origin = ""
    host, has_path = origin.partition("://")[2], "/" in typed.partition("://")[2]
    if has_path or not ("." in host or host.startswith(("localhost", "["))):
        raise BadAddress(
            _("Write the address at which customers reach these pages, for instance https://care.shop.example.")
        )
    return origin
