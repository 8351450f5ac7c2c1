"""Whose parcel should have come by now, and has not?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Outcome, Playbook


def _days_so_far(facts: Facts) -> int:
    return say.days_between(facts.standing["late_due_date"], facts.day)


def why(facts: Facts) -> str:
    """Which order, promised for when, how long ago."""
    days = _days_so_far(facts)
    return ngettext(
        "Order {order} was promised to {name} for {due} and has not arrived: {days} day past its day. "
        "Nobody has spoken with them about it.",
        "Order {order} was promised to {name} for {due} and has not arrived: {days} days past its day. "
        "Nobody has spoken with them about it.",
        days,
    ).format(
        order=say.order(facts.standing["late_ref"]),
        name=say.name(facts),
        due=say.day(facts.standing["late_due_date"], facts=facts),
        days=say.number(days),
    )


def here(facts: Facts) -> str:
    """Still going wrong."""
    return _("It is still going wrong, and they have not complained yet: now is when a word from us helps most.")


def words(facts: Facts) -> str:
    """Names the fault, carries the repair."""
    body = say.choose(
        facts,
        _(
            "Your order {order} should have been with you by {due}, and it is not. I am sorry; we said a day and did "
            "not keep to it. I am tracing the parcel today and will write to you with what I find. If it is lost, we "
            "send it again or give your money back, whichever you prefer."
        ),
        _(
            "I noticed before you had to tell us: order {order} was due on {due} and has not reached you. That is our "
            "fault and I am sorry. I am following it up with the carrier now. Tell me whether you would rather have "
            "it sent again or your money returned, and I will do that."
        ),
    )
    due = say.day(facts.standing["late_due_date"], facts=facts)
    return say.letter(facts, body.format(order=say.order(facts.standing["late_ref"]), due=due))


PLAYBOOK = Playbook(
    name="missing_delivery",
    action="make_right",
    practices=("E7", "E2", "H6"),
    title=gettext_noop("Find a parcel that has not come"),
    who="late_is_missing AND late_event_id IS NOT NULL AND late_ref IS NOT NULL AND late_days BETWEEN 1 AND 60",
    reason_key="'order:' || late_ref",
    urgency="86 + least(late_days, 5)",
    uses=("late_ref", "late_event_id", "late_due_date", "late_days"),
    evidence=("late_event_id",),
    why=why,
    words=words,
    here=here,
    fault="late_event_id",
    minutes=10,
    channel="any",
    expires_after=timedelta(days=60),
    cool_down=timedelta(days=7),
    purpose="service",
    is_reply=True,
    outcome=Outcome(
        kinds=("delivery.arrived", "order.placed"),
        within=timedelta(days=60),
        sentence=gettext_noop("It arrived, or they ordered again, within 60 days"),
    ),
    most=2000,
)
