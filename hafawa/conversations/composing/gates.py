"""May these words go out? The few cases in which they may not, in words that say what to do instead.

`check` is asked by whatever sends words a person wrote; nothing else of the coach stops anybody.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from hafawa.conversations.composing import knowing, shut
from hafawa.conversations.composing.models import SavedReply, Use
from hafawa.conversations.composing.shut import APOLOGY, CONFIDENTIAL, PLACE, SAME, SECRET, Gate, Known
from hafawa.conversations.composing.unchanged import is_unchanged
from hafawa.kernel.errors import Refused
from hafawa.kernel.text import isolate
from hafawa.people import clusters
from hafawa.people.models import Person
from hafawa.team.models import Shop


class NotForMail(Refused):
    """A confidential matter, by mail."""


class ToldASecret(Refused):
    """It says what is kept from them."""


class SorryAgain(Refused):
    """Another apology, and nothing was put right."""


class SaidBefore(Refused):
    """The same saved reply, unchanged, once more to the same person."""


class PlaceLeftEmpty(Refused):
    """A place for a name or an order that nothing was put into."""


REFUSALS: dict[str, type[Refused]] = {
    CONFIDENTIAL: NotForMail, SECRET: ToldASecret, APOLOGY: SorryAgain, SAME: SaidBefore, PLACE: PlaceLeftEmpty,
}  # fmt: skip


def check(text: str, *, person: Person | None, channel: str, now: datetime, is_confidential: bool = False) -> None:
    """Let `text` pass, or raise the refusal of the first gate that is shut. `now` is when the words go out."""
    for gate in shut_for(text, person=person, channel=channel, now=now, is_confidential=is_confidential):
        raise REFUSALS[gate.kind](words(gate))


def shut_for(
    text: str, *, person: Person | None, channel: str, now: datetime, is_confidential: bool = False
) -> tuple[Gate, ...]:
    """The gates shut for `text`, the gravest first."""
    ids = clusters.ids_of(person.pk) if person else []
    known = Known(
        channel=channel,
        language=person.language if person else "",
        is_confidential=is_confidential,
        secrets=tuple(knowing.never_said(ids)),
        apologies=knowing.apologies(ids, to=None, now=now, language=person.language if person else "") if ids else 0,
        now=now,
        zone=Shop.get().zone,
        **_said_before(text, ids, now=now),
    )
    return shut.shut(text, known)


def words(gate: Gate) -> str:
    """What the writer is told."""
    sentences = {
        CONFIDENTIAL: _(
            "This conversation is confidential, and mail can be read by others. Nothing was sent and your words are"
            " kept: call them, or mark the conversation as not confidential if it is not."
        ),
        SECRET: _("{words} is kept from this person. Nothing was sent and your words are kept: take it out."),
        APOLOGY: _(
            "You have said sorry to them already, and nothing was put right since. Nothing was sent and your words are"
            " kept: say what you have done, or will do and by when, or leave {words} out."
        ),
        SAME: _(
            "They had this saved reply before, word for word. Nothing was sent and your words are kept: say it to them"
            " in your own words."
        ),
        PLACE: _("{words} is a place nothing was put into. Nothing was sent and your words are kept: fill it in."),
    }
    return sentences[gate.kind].format(words=isolate(f"“{gate.words}”"))


def _said_before(text: str, ids: list[int], *, now: datetime) -> dict[str, tuple[str, ...]]:
    """The saved reply `text` is, if it is one, and whether they had it: noted when it was sent, or found in mail."""
    if not ids:
        return {}
    for reply in SavedReply.objects.order_by("id"):
        for saved in reply.texts.values():
            if is_unchanged(text, saved):
                was_used = Use.objects.filter(reply=reply, person_id__in=ids, is_unchanged=True).exists()
                before = (saved,) if was_used else tuple(knowing.sent_to(ids, now=now))
                return {"replies": (saved,), "before": before}
    return {}
