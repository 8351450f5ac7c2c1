"""Who may meet which row? One rule a kind of row, in words and as a condition; `visible_to` keeps it everywhere.

Reading for a screen, a file or an answer begins with `Model.objects.visible_to(user)`. What works in the background
reads everything and shows it to nobody. docs/reference/rights.md is written from this table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from hafawa.team import narrow
from hafawa.team.permissions import Level, level_of

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Rule:
    """From which level on rows of a kind are met, which of them are kept back below a manager, and why, in words.

    `narrow` says which rows hold nothing of a confidential conversation that is kept from somebody.
    """

    least: Level
    words: str
    only: Callable[[Any, Level], Q] | None = None
    narrow: Callable[[Any], Q] | None = None


def _never_shown(user: Any, level: Level, *, who: Q) -> Q:
    open_to_all = ~Q(audience="never_show")
    return open_to_all | who if level >= Level.AGENT else open_to_all


def _details(user: Any, level: Level) -> Q:
    return _never_shown(user, level, who=Q(noted_by=user.pk) | Q(person__owner=user.pk))


def _occasions(user: Any, level: Level) -> Q:
    return _never_shown(user, level, who=Q(person__owner=user.pk))


_EVERYBODY = "Everybody in the team."
_WITH_PERSON = "Whoever may see the person."
_WITH_EVENT = "Whoever may see the event."
RULES: dict[str, Rule] = {
    "people.Person": Rule(Level.VIEWER, "Everybody in the team sees the people, their story and their cards."),
    "people.Identifier": Rule(
        Level.AGENT, "Addresses, numbers and handles are for those who write and call: not for a viewer, in no list."
    ),
    "people.Detail": Rule(
        Level.VIEWER,
        "Whoever may see the person; “never show” only whoever noted it, whose relation it is, and managers.",
        _details,
        narrow.of_event("evidence_event_id"),
    ),
    "people.Occasion": Rule(
        Level.VIEWER,
        "As details: “never show” only whose relation it is, and managers.",
        _occasions,
        narrow.occasions,
    ),
    "people.Proposal": Rule(
        Level.AGENT,
        "Those who may act on them; what is proposed as “never show” only whose relation it is, and managers.",
        _occasions,
        narrow.of_event("evidence_event_id"),
    ),
    "people.Consent": Rule(Level.VIEWER, _WITH_PERSON),
    "timeline.Event": Rule(
        Level.VIEWER,
        "Whoever may see the person; of a confidential conversation, and what was said about it, only its readers and"
        " managers. What is made from an event is kept back with it.",
        narrow=narrow.of_event("pk"),
    ),
    "listening.Annotation": Rule(Level.VIEWER, _WITH_EVENT, narrow=narrow.of_event("pk")),
    "listening.Correction": Rule(Level.VIEWER, _WITH_EVENT, narrow=narrow.of_event("event_id")),
    "listening.Demand": Rule(Level.VIEWER, _EVERYBODY),
    "listening.Voice": Rule(Level.VIEWER, _WITH_EVENT, narrow=narrow.of_event("event_id")),
    "listening.WorldEvent": Rule(Level.VIEWER, _EVERYBODY),
    "listening.OwnText": Rule(Level.VIEWER, _EVERYBODY),
    "listening.TakenUp": Rule(Level.VIEWER, _WITH_EVENT, narrow=narrow.of_event("event_id")),
    "listening.Compared": Rule(Level.VIEWER, _EVERYBODY),
    "listening.Example": Rule(Level.MANAGER, "Customers' words kept as examples: managers and owners."),
    "listening.ShadowCheck": Rule(Level.MANAGER, "As the examples."),
    "themes.Theme": Rule(Level.VIEWER, _EVERYBODY),
    "themes.OwnTopic": Rule(Level.VIEWER, _EVERYBODY),
    "themes.Mention": Rule(
        Level.VIEWER,
        "Whoever may see the event; in quotes a viewer sees no numbers and addresses, and whom of the team a complaint"
        " names only managers do.",
        narrow=narrow.of_event("event_id"),
    ),
    "themes.Deed": Rule(Level.VIEWER, _EVERYBODY),
    "themes.Act": Rule(Level.AGENT, "What was done to themes: those who may do it."),
    "conversations.Conversation": Rule(
        Level.VIEWER, "Whoever may see what was said in it.", narrow=narrow.of_conversation("key")
    ),
    "conversations.Note": Rule(
        Level.AGENT,
        "What the team says among itself: those who answer, and who may see the conversation.",
        narrow=narrow.of_conversation("conversation__key"),
    ),
    "surveys.Asked": Rule(
        Level.VIEWER, "Whoever may see the conversation it is about.", narrow=narrow.of_conversation("ref")
    ),
    "boundaries.Boundary": Rule(Level.AGENT, "What the team keeps to with somebody: those who answer customers."),
    "automatic.Decision": Rule(Level.MANAGER, "Why a message was answered by a rule or not: managers and owners."),
    "composing.SavedReply": Rule(Level.AGENT, "What the team answers with: those who answer."),
    "calls.Callback": Rule(
        Level.VIEWER,
        "Whoever may see the person, and the conversation it was asked for in; acting on one asks for an agent.",
        narrow=lambda user: narrow.of_conversation("ref")(user) & narrow.of_event("asked_event_id")(user),
    ),
    "calls.CallNote": Rule(Level.VIEWER, "Whoever may see the call.", narrow=narrow.of_event("event_id")),
    "analytics.Standing": Rule(Level.VIEWER, _WITH_PERSON),
    "analytics.Figures": Rule(Level.VIEWER, _EVERYBODY),
    "playbooks.Suggestion": Rule(
        Level.VIEWER,
        "Everybody sees the cards; acting on one asks for an agent. A card that rests on a confidential conversation:"
        " its readers and managers.",
        narrow=narrow.suggestions,
    ),
    "playbooks.Outcome": Rule(Level.VIEWER, _EVERYBODY),
    "channels.ImportRun": Rule(Level.MANAGER, "Files hold whole lists of people: managers and owners."),
    "channels.RejectedRow": Rule(Level.MANAGER, "As the import it belongs to."),
    "channels.Outgoing": Rule(
        Level.AGENT,
        "What is being sent, with its addresses: those who may write, and who may see its conversation.",
        narrow=narrow.of_conversation("ref"),
    ),
    "tasks.Task": Rule(Level.MANAGER, "What runs in the background: managers and owners."),
    "team.OneTimeLink": Rule(Level.MANAGER, "Invitations: managers and owners."),
    "team.AuditEntry": Rule(Level.OWNER, "Who did what: the owner."),
}


class Guarded(models.QuerySet[M]):
    """Rows of a kind that has a rule."""

    def visible_to(self, user: object) -> Self:
        """Those of the rows that `user` may meet; none for one who is no active member of the team."""
        rule = RULES[self.model._meta.label]  # noqa: SLF001
        level = level_of(user)
        if level < rule.least or level is Level.ANYONE:
            return self.none()
        seen = self.all() if rule.only is None or level >= Level.MANAGER else self.filter(rule.only(user, level))
        return seen if rule.narrow is None or narrow.reads_all(user) else seen.filter(rule.narrow(user))
