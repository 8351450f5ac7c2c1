"""Which happy regular could tell us why they stay?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Outcome, Playbook


def why(facts: Facts) -> str:
    """A regular with good words, as far as we know; on how much that rests."""
    s = facts.standing
    first = ngettext(
        "{name} has ordered {count} time since {since}, and what we know of their mood is warm.",
        "{name} has ordered {count} times since {since}, and what we know of their mood is warm.",
        s["orders"],
    ).format(name=say.name(facts), count=say.number(s["orders"]), since=say.day(s["first_order_at"], facts=facts))
    if not s["quadrant_n"]:
        return first
    basis = ngettext(
        "That rests on {count} observation.", "That rests on {count} observations.", s["quadrant_n"]
    ).format(count=say.number(s["quadrant_n"]))
    return f"{first} {basis}"


def here(facts: Facts) -> str:
    """Can wait, teaches much."""
    return _("It can wait a day, but nobody knows better what we should never change.")


def words(facts: Facts) -> str:
    """One question, asked by a person."""
    body = say.choose(
        facts,
        _(
            "You have been with us since {since}, and I would like to learn from you. May I ask one thing: why do you "
            "stay? One sentence is enough, and I read every answer myself."
        ),
        _(
            "I have a question only someone like you can answer. You have come back to us since {since}: what is it "
            "that we should never change? And what would you change tomorrow?"
        ),
    )
    return say.letter(facts, body.format(since=say.day(facts.standing["first_order_at"], facts=facts)))


PLAYBOOK = Playbook(
    name="ask_why_they_stay",
    action="ask",
    practices=("G1", "H5", "B6"),
    title=gettext_noop("Ask a happy regular why they stay"),
    who=(
        "quadrant = 'loyal' AND orders >= 4 AND tenure_days >= 180 AND coalesce(overdue_ratio, 1) <= 2"
        " AND coalesce(strikes_open, 0) = 0 AND coalesce(unanswered, 0) = 0 AND coalesce(promises_open, 0) = 0"
        " AND first_order_at IS NOT NULL"
    ),
    reason_key="'regular'",
    urgency="28 + least(orders, 20) / 4.0",
    uses=("orders", "first_order_at", "quadrant_n"),
    evidence=("first_order_event_id", "last_order_event_id", "mood_event_ids", "last_review_event_id"),
    why=why,
    words=words,
    here=here,
    minutes=4,
    channel="any",
    expires_after=timedelta(days=30),
    cool_down=timedelta(days=365),
    purpose="care",
    measurable=True,
    outcome=Outcome(
        kinds=("message.received", "survey.answered"),
        within=timedelta(days=21),
        sentence=gettext_noop("They answered within 21 days"),
    ),
)
