"""Who bought for the first time and has heard nothing from a human?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Outcome, Playbook


def why(facts: Facts) -> str:
    """When, and that nobody has greeted them."""
    return _("{name} ordered from us for the first time on {day}, and none of us has said hello.").format(
        name=say.name(facts), day=say.day(facts.standing["first_order_at"], facts=facts)
    )


def here(facts: Facts) -> str:
    """A beginning happens once."""
    return _("A first purchase happens once; after two weeks a welcome is no longer one.")


def words(facts: Facts) -> str:
    """A welcome and an open door."""
    body = say.choose(
        facts,
        _(
            "Thank you for your first order with us on {day}. I wanted to say hello as a person and not as a receipt. "
            "If anything is not as you hoped, write to me directly and I will see to it."
        ),
        _(
            "Welcome! You ordered from us for the first time on {day}, and we are glad you did. How did you find us? "
            "And if there is anything you need, just answer this message: a person reads it."
        ),
        _(
            "On {day} you trusted us for the first time. Thank you. I hope everything is just as you wanted it; if it "
            "is not, I am the one to tell."
        ),
    )
    return say.letter(facts, body.format(day=say.day(facts.standing["first_order_at"], facts=facts)))


PLAYBOOK = Playbook(
    name="welcome_first_purchase",
    action="check_in",
    practices=("A2", "G1", "H6"),
    title=gettext_noop("Welcome a first purchase"),
    who=(
        "orders = 1 AND days_since_order BETWEEN 1 AND 14 AND first_order_event_id IS NOT NULL"
        " AND (last_human_contact_at IS NULL OR last_human_contact_at < first_order_at)"
        " AND coalesce(strikes_open, 0) = 0 AND coalesce(unanswered, 0) = 0"
        " AND coalesce(late_is_missing, FALSE) = FALSE"
    ),
    reason_key="'order:' || first_order_event_id",
    urgency="44 + CASE WHEN days_since_order <= 5 THEN 4 ELSE 0 END",
    uses=("first_order_at", "first_order_event_id"),
    evidence=("first_order_event_id",),
    why=why,
    words=words,
    here=here,
    minutes=4,
    channel="any",
    expires_after=timedelta(days=14),
    cool_down=timedelta(days=365),
    purpose="care",
    measurable=True,
    outcome=Outcome(
        kinds=("order.placed",),
        within=timedelta(days=90),
        sentence=gettext_noop("They ordered again within 90 days"),
    ),
)
