"""Which event does an act become: an answer in the conversation, to a review, a call, or another contact?"""

from __future__ import annotations

from datetime import datetime

from hafawa.playbooks.models import Suggestion
from hafawa.playbooks.playbook import Playbook
from hafawa.team.models import User
from hafawa.timeline import log, narrowing
from hafawa.timeline.events import CallMade, ContactMade, Happening, MessageSent, ReviewAnswered
from hafawa.timeline.models import Event

SOURCE = "hafawa"
MESSAGES = frozenset({"email", "chat", "social", "sms"})
PURPOSES = {"thank": "thanks", "make_right": "repair", "answer": "service", "call": "service"}


def channel(suggestion: Suggestion, chosen: str) -> str:
    """The channel used: the one chosen, else the one suggested; `other` where neither says one."""
    used = chosen or suggestion.channel
    return "other" if used in {"", "any", "same"} else used


def contact(
    suggestion: Suggestion, playbook: Playbook, *, channel: str, text: str, by: User | None, now: datetime
) -> Event:
    """Append the contact itself."""
    if channel == "phone":
        return call(suggestion, text=text, by=by, now=now, reached=True)
    return append(suggestion, _happening(suggestion, playbook, channel, text, str(by or "")), part="contact", now=now)


def call(suggestion: Suggestion, *, text: str, by: User | None, now: datetime, reached: bool) -> Event:
    """Append a call, answered or not."""
    what = CallMade(
        ref=_conversation(suggestion),
        text=text,
        by=str(by or ""),
        outcome="reached" if reached else "not_reached",
        suggestion_id=suggestion.id,
    )
    return append(suggestion, what, part="call", now=now)


def append(suggestion: Suggestion, what: Happening, *, part: str, now: datetime) -> Event:
    """Append `what` as part of the act of this instant."""
    key = f"suggestion:{suggestion.id}:{now.isoformat()}:{part}"
    event = log.append(log.Entry(what, now, SOURCE, key, suggestion.person_id), now=now)
    event = event or Event.objects.get(source=SOURCE, external_id=key)
    narrowing.follow(event, suggestion.evidence)
    return event


def _happening(suggestion: Suggestion, playbook: Playbook, channel: str, text: str, by: str) -> Happening:
    review = suggestion.facts.get("last_review_event_id")
    if channel == "review" and review:
        ref = suggestion.facts.get("last_review_ref") or ""
        return ReviewAnswered(about_id=review, ref=ref, text=text, by=by, suggestion_id=suggestion.id)
    if channel in MESSAGES and (ref := _conversation(suggestion)):
        return MessageSent(channel=channel, ref=ref, text=text, by=by, suggestion_id=suggestion.id)
    purpose = PURPOSES.get(playbook.action, "care")
    return ContactMade(channel=channel, by=by, text=text, purpose=purpose, suggestion_id=suggestion.id)


def _conversation(suggestion: Suggestion) -> str:
    """The key of the conversation the card is about, if it is about one."""
    facts = suggestion.facts
    known = facts.get("unanswered_ref") or facts.get("exchanges_ref")
    if known:
        return str(known)
    made = Event.objects.filter(id=facts.get("promise_event_id") or 0).values_list("ref", flat=True).first()
    return made or ""
