"""Which long-standing customer deserves a little something with their next order?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Outcome, Playbook


def why(facts: Facts) -> str:
    """The years and the orders."""
    s = facts.standing
    return ngettext(
        "{name} has been with us since {since} and has ordered {count} time; nothing went wrong that is still open.",
        "{name} has been with us since {since} and has ordered {count} times; nothing went wrong that is still open.",
        s["orders"],
    ).format(name=say.name(facts), since=say.day(s["first_order_at"], facts=facts), count=say.number(s["orders"]))


def here(facts: Facts) -> str:
    """A gift is not urgent."""
    return _("A gift nobody waits for: it comes after everything that is due.")


def words(facts: Facts) -> str:
    """A present, not a price."""
    body = say.choose(
        facts,
        _(
            "You have been with us since {since}. I have put a little present aside to go into your next parcel, "
            "whenever that may be. You need not do anything for it; it is our way of saying thank you."
        ),
        _(
            "Some customers become part of the house, and you have been one since {since}. There is a small thank-you "
            "with your name on it here, and it travels with whatever you order next."
        ),
    )
    return say.letter(facts, body.format(since=say.day(facts.standing["first_order_at"], facts=facts)))


def gesture(facts: Facts) -> str:
    """F2: attach to the next order."""
    return _("Choose a small gift that suits them, note what it costs, and attach it to their next order.")


PLAYBOOK = Playbook(
    name="reward_long_standing",
    action="reward",
    practices=("F2", "F6"),
    title=gettext_noop("A little something for a long-standing customer"),
    who=(
        "tenure_days >= 730 AND orders >= 10 AND coalesce(overdue_ratio, 1) <= 1.5 AND first_order_at IS NOT NULL"
        " AND days_since_order <= 180 AND coalesce(strikes_open, 0) = 0 AND coalesce(unanswered, 0) = 0"
        " AND coalesce(promises_open, 0) = 0"
    ),
    reason_key="'regular'",
    urgency="32 + least(orders, 40) / 8.0",
    uses=("orders", "first_order_at"),
    evidence=("first_order_event_id", "last_order_event_id"),
    why=why,
    words=words,
    here=here,
    gesture=gesture,
    minutes=8,
    channel="any",
    expires_after=timedelta(days=30),
    cool_down=timedelta(days=365),
    purpose="care",
    measurable=True,
    outcome=Outcome(
        kinds=("order.placed",),
        within=timedelta(days=90),
        sentence=gettext_noop("They ordered again within 90 days"),
    ),
)
