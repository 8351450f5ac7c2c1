"""Which faithful customer has heard nothing human from us for long?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Outcome, Playbook


def why(facts: Facts) -> str:
    """How many orders since when; how long without a human word."""
    s = facts.standing
    orders = ngettext(
        "{name} has placed {count} order since {since}.",
        "{name} has placed {count} orders since {since}.",
        s["orders"],
    ).format(name=say.name(facts), count=say.number(s["orders"]), since=say.day(s["first_order_at"], facts=facts))
    return f"{orders} {_silence(facts)}"


def _silence(facts: Facts) -> str:
    days = facts.standing["days_since_human"]
    if days is None:
        return _("We have no record of any of us ever speaking with them about anything but a sale.")
    return ngettext(
        "The last time one of us spoke with them, not to sell, was {days} day ago.",
        "The last time one of us spoke with them, not to sell, was {days} days ago.",
        days,
    ).format(days=say.number(days))


def here(facts: Facts) -> str:
    """No hurry, and easily forgotten for ever."""
    return _("Nothing presses here, which is why such people are the ones forgotten.")


def words(facts: Facts) -> str:
    """Thanks, and nothing to buy."""
    s = facts.standing
    body = say.choose(
        facts,
        ngettext(
            "I was looking through our orders and stopped at your name: {count} order since {since}. I do not think "
            "anyone here has ever properly thanked you for that. So: thank you. I am not selling anything; I only "
            "wanted you to know that we noticed.",
            "I was looking through our orders and stopped at your name: {count} orders since {since}. I do not think "
            "anyone here has ever properly thanked you for that. So: thank you. I am not selling anything; I only "
            "wanted you to know that we noticed.",
            s["orders"],
        ),
        _(
            "You have been coming back to us since {since}, and we have said far too little about how much that means "
            "to us. Thank you, sincerely. If there is anything we could do better for you, I would love to hear it "
            "from you directly."
        ),
        _(
            "A shop like ours lives from people like you, who have come back again and again since {since}. It is easy "
            "to get used to that and forget to say it: thank you. This is not an offer, just a thank-you."
        ),
    )
    since = say.day(s["first_order_at"], facts=facts)
    return say.letter(facts, body.format(count=say.number(s["orders"]), since=since))


def gesture(facts: Facts) -> str:
    """F2, for the one who acts to decide."""
    return _("If you want to give something: add a small gift with a handwritten card to their next order.")


PLAYBOOK = Playbook(
    name="thank_taken_for_granted",
    action="thank",
    practices=("F1", "F2", "F6"),
    title=gettext_noop("Thank someone we took for granted"),
    who=(
        "orders >= 5 AND tenure_days >= 180 AND (days_since_human IS NULL OR days_since_human >= 180)"
        " AND coalesce(overdue_ratio, 1) <= 2 AND days_since_order <= 365 AND coalesce(strikes_open, 0) = 0"
        " AND coalesce(unanswered, 0) = 0 AND coalesce(promises_open, 0) = 0 AND coalesce(mood, 0) >= -0.2"
        " AND first_order_at IS NOT NULL"
    ),
    reason_key="'regular'",
    urgency="40 + least(orders, 40) / 4.0",
    uses=("orders", "first_order_at", "days_since_human", "expected_value_365d_minor"),
    evidence=("first_order_event_id", "last_order_event_id", "last_human_contact_event_id"),
    why=why,
    words=words,
    here=here,
    gesture=gesture,
    minutes=5,
    channel="any",
    expires_after=timedelta(days=21),
    cool_down=timedelta(days=180),
    purpose="care",
    measurable=True,
    outcome=Outcome(
        kinds=("order.placed",),
        within=timedelta(days=60),
        sentence=gettext_noop("They ordered again within 60 days"),
    ),
)
