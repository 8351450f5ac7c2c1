"""Whose parcel came late, with no word about it from either side?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Outcome, Playbook


def why(facts: Facts) -> str:
    """Promised for when, came when, how late; and how often before."""
    s = facts.standing
    due = s["late_due_date"]
    sentence = ngettext(
        "Order {order} was promised to {name} for {due} and came on {arrived}, {days} day late. "
        "They have not complained.",
        "Order {order} was promised to {name} for {due} and came on {arrived}, {days} days late. "
        "They have not complained.",
        s["late_days"],
    ).format(
        order=say.order(s["late_ref"]),
        name=say.name(facts),
        due=say.day(due, facts=facts),
        arrived=say.day(due + timedelta(days=s["late_days"]), facts=facts),
        days=say.number(s["late_days"]),
    )
    return sentence if (s["deliveries_late"] or 0) < 2 else f"{sentence} {_how_often(facts)}"


def _how_often(facts: Facts) -> str:
    late, all_ = facts.standing["deliveries_late"], facts.standing["deliveries"]
    return _("Of their {all} deliveries, {late} came after the promised day.").format(
        late=say.number(late), all=say.number(all_)
    )


def here(facts: Facts) -> str:
    """Before they complain."""
    return _("A fault of ours they have not complained about: a word before they do is worth more than one after.")


def words(facts: Facts) -> str:
    """Names the fault, carries a repair, promises no “better next time”."""
    s = facts.standing
    days = s["late_days"]
    body = say.choose(
        facts,
        ngettext(
            "Your order {order} reached you {days} day after the day we gave you. I am sorry: you planned around our "
            "word. If the delay cost you anything or the order came too late to be of use, tell me, and I will take it "
            "back or make up for it myself.",
            "Your order {order} reached you {days} days after the day we gave you. I am sorry: you planned around our "
            "word. If the delay cost you anything or the order came too late to be of use, tell me, and I will take it "
            "back or make up for it myself.",
            days,
        ),
        ngettext(
            "We promised you order {order} for {due} and it came {days} day late. You did not say anything, but I saw "
            "it, and I am sorry. I am asking the carrier what happened. If anything about it is not right, answer "
            "this message and I will put it right.",
            "We promised you order {order} for {due} and it came {days} days late. You did not say anything, but I saw "
            "it, and I am sorry. I am asking the carrier what happened. If anything about it is not right, answer "
            "this message and I will put it right.",
            days,
        ),
    )
    due = say.day(s["late_due_date"], facts=facts)
    return say.letter(facts, body.format(order=say.order(s["late_ref"]), days=say.number(days), due=due))


def gesture(facts: Facts) -> str:
    """What could go with it."""
    return _("If you want to give something: return what they paid for delivery on this order.")


PLAYBOOK = Playbook(
    name="apologise_for_late_delivery",
    action="make_right",
    practices=("E7", "E2", "H6"),
    title=gettext_noop("Apologise for a late delivery"),
    who=(
        "late_event_id IS NOT NULL AND late_is_missing = FALSE AND late_arrived_event_id IS NOT NULL"
        " AND late_ref IS NOT NULL AND late_days >= 1 AND late_due_date + late_days >= judged_date - 21"
    ),
    reason_key="'order:' || late_ref",
    urgency="74 + least(late_days, 8)",
    uses=("late_ref", "late_event_id", "late_due_date", "late_days", "deliveries", "deliveries_late"),
    evidence=("late_event_id", "late_arrived_event_id"),
    why=why,
    words=words,
    here=here,
    gesture=gesture,
    fault="late_event_id",
    minutes=5,
    channel="any",
    expires_after=timedelta(days=21),
    cool_down=timedelta(days=60),
    purpose="service",
    is_reply=True,
    outcome=Outcome(
        kinds=("order.placed",),
        within=timedelta(days=90),
        sentence=gettext_noop("They ordered again within 90 days"),
    ),
    most=2000,
)
