"""How does one suggestion read as a card: who, why, what to say, why here?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from hafawa.kernel.text import direction
from hafawa.people import clusters
from hafawa.people.models import Audience, Detail, Identifier, Person
from hafawa.playbooks import facts as facts_of
from hafawa.playbooks import say
from hafawa.playbooks.models import Suggestion
from hafawa.playbooks.playbook import Facts, Playbook
from hafawa.playbooks.registry import playbooks

#: The eight kinds of act, as they are labelled.
ACTIONS: dict[str, str | Promise] = {
    "answer": gettext_lazy("Answer"),
    "make_right": gettext_lazy("Make right"),
    "call": gettext_lazy("Call"),
    "thank": gettext_lazy("Thank"),
    "celebrate": gettext_lazy("Celebrate"),
    "check_in": gettext_lazy("Check in"),
    "reward": gettext_lazy("Reward"),
    "ask": gettext_lazy("Ask"),
}
CHANNELS: dict[str, str | Promise] = {
    "email": gettext_lazy("Email"),
    "phone": gettext_lazy("Phone"),
    "review": gettext_lazy("Where the review stands"),
    "chat": gettext_lazy("Chat"),
    "social": gettext_lazy("Social network"),
    "sms": gettext_lazy("Text message"),
    "in_person": gettext_lazy("In person"),
    "any": gettext_lazy("However you reach them best"),
}


@dataclass(frozen=True)
class Remembered:
    """A detail worth knowing before a contact; `may_say` tells whether it may be spoken of."""

    text: str
    subject: str
    may_say: bool
    learned_on: date


@dataclass(frozen=True)
class Quote:
    """Their own words."""

    text: str
    event_id: int
    at: datetime
    direction: str


@dataclass(frozen=True)
class Card:
    """One person to turn to. Sentences are in the reader's language, `words` in the person's (`words_language`)."""

    suggestion_id: int
    person_id: int
    person_name: str
    person_language: str
    person_direction: str
    known_by: list[str]
    kind: str
    action: str
    action_label: str
    title: str
    reason: str
    evidence: list[int]
    quote: Quote | None
    words: str
    words_language: str
    words_direction: str
    gesture: str
    channel: str
    channel_label: str
    phones: list[str]
    minutes: int
    value_minor: int | None
    currency: str
    why_here: str
    also: list[str]
    remember: list[Remembered]
    practices: tuple[str, ...]
    keeps_promise: bool
    can_repair: bool
    due_at: datetime | date | None
    expires_at: datetime | None
    made_at: datetime
    urgency: float


@dataclass
class About:
    """What is known of the people on the cards beside their suggestion, read in a few queries."""

    keys: dict[int, list[Identifier]] = field(default_factory=dict)
    details: dict[int, list[Detail]] = field(default_factory=dict)

    @classmethod
    def of(cls, people: Sequence[int], *, on: date, to: object) -> About:
        """Their keys, and what may be shown to `to` and has not expired of what was remembered; no surprises."""
        about, together = cls(), clusters.together(people)
        of = {member: person for person, members in together.items() for member in members}
        for key in Identifier.objects.visible_to(to).filter(person_id__in=of).order_by("id"):
            about.keys.setdefault(of[key.person_id], []).append(key)
        seen = Detail.objects.visible_to(to).filter(person_id__in=of).exclude(audience=Audience.NEVER_SHOW)
        shown = [d for d in seen if d.secret_from_id is None or of.get(d.secret_from_id) != of[d.person_id]]
        for detail in shown:
            if detail.expires_on is None or detail.expires_on >= on:
                about.details.setdefault(of[detail.person_id], []).append(detail)
        return about

    def first_keys(self) -> dict[int, str]:
        """One key a person, as it was typed."""
        return {person_id: keys[0].as_typed for person_id, keys in self.keys.items()}


def show(
    suggestion: Suggestion,
    *,
    place: int,
    total: int,
    record: facts_of.Record,
    about: About,
    language: str,
    is_kept: bool = False,
) -> Card:
    """`suggestion` as a card, the `place`-th of `total`, for a reader of `language`.

    `is_kept` says that it is shown before more urgent ones because a place is kept for its kind of act.
    """
    playbook, person = playbooks()[suggestion.playbook], suggestion.person
    facts = facts_of.read(playbook, suggestion.facts, person=person, record=record)
    channel = _channel(suggestion, record)
    with override(language):
        words, spoken = _words(playbook, facts, record)
        keys = about.keys.get(person.id, [])
        return Card(
            suggestion_id=suggestion.id,
            person_id=person.id,
            person_name=person.name or say.nameless(facts.extra["known_as"]),
            person_language=facts.language,
            person_direction=direction(person.name),
            known_by=[k.as_typed for k in keys],
            kind=playbook.name,
            action=playbook.action,
            action_label=str(ACTIONS[playbook.action]),
            title=_(playbook.title),
            reason=playbook.why(facts),
            evidence=suggestion.evidence,
            quote=_quote(facts),
            words=words,
            words_language=spoken,
            words_direction=direction(words),
            gesture=playbook.gesture(facts) if playbook.gesture else "",
            channel=channel,
            channel_label=str(CHANNELS.get(channel, channel)),
            phones=[k.as_typed for k in keys if k.kind == "phone"],
            minutes=suggestion.minutes,
            value_minor=suggestion.value_minor,
            currency=suggestion.currency,
            why_here=_why_here(playbook, facts, suggestion, place=place, total=total, is_kept=is_kept),
            also=_also(suggestion, record),
            remember=[_remembered(d) for d in about.details.get(person.id, [])[:3]],
            practices=playbook.practices,
            keeps_promise=playbook.is_promise,
            can_repair=bool(playbook.fault),
            due_at=facts.standing.get(playbook.due) if playbook.due else facts.extra.get("clock_due_at"),
            expires_at=suggestion.expires_at,
            made_at=suggestion.made_at,
            urgency=suggestion.urgency,
        )


def _channel(suggestion: Suggestion, record: facts_of.Record) -> str:
    """The one suggested; what is confidential is no matter for mail, so it is a call (practice D6)."""
    is_mail = suggestion.channel in {"email", "any"}
    return "phone" if is_mail and not record.confidential.isdisjoint(suggestion.evidence) else suggestion.channel


def _words(playbook: Playbook, facts: Facts, record: facts_of.Record) -> tuple[str, str]:
    if playbook.words is None:
        return "", ""
    return say.in_language(facts, words=playbook.words, fallback=record.shop.language)


def _quote(facts: Facts) -> Quote | None:
    text = facts.extra.get("quote")
    if not text:
        return None
    return Quote(text, facts.extra["quote_id"], facts.extra["quote_at"], direction(text))


def _why_here(
    playbook: Playbook, facts: Facts, suggestion: Suggestion, *, place: int, total: int, is_kept: bool
) -> str:
    if place == 1:
        sentences = [_("First on the list.")]
    else:
        sentences = [_("Place {place} of {total}.").format(place=say.number(place), total=say.number(total))]
    if playbook.here is not None:
        sentences.append(playbook.here(facts))
    if is_kept:
        sentences.append(_("A place is kept for every kind of act, so that troubles do not crowd out the rest."))
    return " ".join([*sentences, *_lowered(suggestion.facts.get("lowered"))])


def _lowered(lowered: Mapping[str, int] | None) -> list[str]:
    if not lowered:
        return []
    count = lowered["count"]
    sentence = ngettext(
        "It stands lower than it would: cards of this kind were told “not this” {count} time in {days} days.",
        "It stands lower than it would: cards of this kind were told “not this” {count} times in {days} days.",
        count,
    )
    return [sentence.format(count=say.number(count), days=say.number(lowered["days"]))]


def _also(suggestion: Suggestion, record: facts_of.Record) -> list[str]:
    """The other reasons to turn to the same person today, which this card stands for; those the reader may know of."""
    return [
        _sentence(playbooks()[a["playbook"]], a["facts"], suggestion.person, record)
        for a in suggestion.facts.get("also", ())
        if a["playbook"] in playbooks() and record.has(a["evidence"])
    ]


def _sentence(playbook: Playbook, stored: Mapping[str, object], person: Person, record: facts_of.Record) -> str:
    return playbook.why(facts_of.read(playbook, stored, person=person, record=record))


def _remembered(detail: Detail) -> Remembered:
    return Remembered(detail.text, detail.subject, detail.audience == Audience.MAY_SAY, detail.learned_on)
