"""What does Today say about whom it leaves out, and what it cannot know?"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.people.models import Person
from hafawa.playbooks import say
from hafawa.playbooks.models import LastRun, LeftOut, State, Suggestion
from hafawa.playbooks.registry import playbooks
from hafawa.timeline.models import Event


@dataclass(frozen=True)
class Example:
    """Somebody left out, and the title of the card they have instead, if any."""

    person_id: int
    name: str
    instead: str


@dataclass(frozen=True)
class Left:
    """How many a playbook left out, and why, in one sentence."""

    playbook: str
    title: str
    reason: str
    people: int
    sentence: str
    examples: list[Example]


@dataclass(frozen=True)
class Unknown:
    """Something that cannot be known yet, and what would make it known."""

    key: str
    sentence: str


def left_out() -> list[Left]:
    """All rows of the last run, the largest first."""
    rows = [r for r in LeftOut.objects.order_by("-people", "playbook", "reason") if r.playbook in playbooks()]
    ids = {i for row in rows for i in row.examples}
    people = Person.objects.in_bulk(ids)
    open_ = Suggestion.objects.filter(person_id__in=ids, state=State.OPEN).values_list("person_id", "playbook")
    instead = {i: _(playbooks()[name].title) for i, name in open_ if name in playbooks()}
    return [
        Left(
            playbook=row.playbook,
            title=_(playbooks()[row.playbook].title),
            reason=row.reason,
            people=row.people,
            sentence=_sentence(row.reason, row.people),
            examples=[Example(i, str(people[i]), instead.get(i, "")) for i in row.examples if i in people],
        )
        for row in rows
    ]


def _sentence(reason: str, people: int) -> str:
    n = people
    sentences = {
        "capped": ngettext(
            "{people} person has heard from us often enough for now.",
            "{people} people have heard from us often enough for now.",
            n,
        ),
        "no_consent": ngettext(
            "{people} person does not want this, or was never asked where asking is needed.",
            "{people} people do not want this, or were never asked where asking is needed.",
            n,
        ),
        "one_a_day": ngettext(
            "{people} person has another card today; nobody gets two.",
            "{people} people have another card today; nobody gets two.",
            n,
        ),
        "cooling_down": ngettext(
            "{people} person had this card not long ago.", "{people} people had this card not long ago.", n
        ),
        "held_out": ngettext(
            "{people} person is left alone on purpose, so that we learn whether it helps.",
            "{people} people are left alone on purpose, so that we learn whether it helps.",
            n,
        ),
        "not_this": ngettext(
            "For {people} person somebody said “not this”.", "For {people} people somebody said “not this”.", n
        ),
        "later": ngettext("{people} card waits for its day.", "{people} cards wait for their day.", n),
        "lower_down": ngettext(
            "{people} person comes further down; the most urgent come first.",
            "{people} people come further down; the most urgent come first.",
            n,
        ),
    }
    return sentences[reason].format(people=say.number(people))


def unknown(run: LastRun | None) -> list[Unknown]:
    """What cannot be known yet, each with why; one sentence while no list was ever made."""
    if run is None:
        return [Unknown("everything", _("No list has been made yet: bring in orders, mail or reviews first."))]
    known = run.unknown
    missing = [key for key in _CHECKED if not known.get(key)]
    if not Event.objects.filter(kind="message.received").exists():
        missing.append("messages")
    sentences = _sentences()
    return [Unknown(key, sentences[key]) for key in missing if key in sentences]


_CHECKED = ("orders", "margin", "deliveries", "consent", "value", "reviews", "occasions", "human")


def _sentences() -> dict[str, str]:
    return {
        "orders": _("No orders are here: who is overdue, who is new and who is faithful cannot be known."),
        "margin": _("No order says what was earned on it: value is shown as spend, not as profit."),
        "deliveries": _("No promised delivery days are here: whose parcel is late cannot be known."),
        "consent": _("Nobody's wishes about being contacted are recorded; care is offered unless someone refused."),
        "value": _("What people will be worth is not reliable yet: the model did not foretell this shop's own past."),
        "reviews": _("No reviews are here: who praised or blamed us in public cannot be known."),
        "occasions": _("No birthdays or other days are recorded: there is nobody to celebrate with."),
        "human": _("No call, visit or personal message of ours is recorded: who was forgotten is only a guess."),
        "messages": _("No mail or messages are connected: who waits for an answer cannot be known."),
    }
