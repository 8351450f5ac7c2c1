"""Who is overdue against their own rhythm?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Outcome, Playbook


def why(facts: Facts) -> str:
    """Their own rhythm, the silence since, what it rests on."""
    s = facts.standing
    rhythm, gaps = round(s["rhythm_days"]), s["rhythm_n"]
    sentences = [
        ngettext("{name} usually orders every {days} day.", "{name} usually orders every {days} days.", rhythm).format(
            name=say.name(facts), days=say.number(rhythm)
        ),
        ngettext(
            "The last order was {days} day ago, on {day}.",
            "The last order was {days} days ago, on {day}.",
            _silent(facts),
        ).format(days=say.number(_silent(facts)), day=say.day(s["last_order_at"], facts=facts)),
        ngettext(
            "Their rhythm is read from {count} gap between orders.",
            "Their rhythm is read from {count} gaps between orders.",
            gaps,
        ).format(count=say.number(gaps)),
    ]
    return " ".join([*sentences, *_value(facts)])


def _silent(facts: Facts) -> int:
    return say.days_between(facts.standing["last_order_at"], facts.day)


def _value(facts: Facts) -> list[str]:
    s = facts.standing
    if not s["value_is_reliable"] or s["expected_value_365d_minor"] is None or not s["currency"]:
        return []
    low, high = s["expected_value_low_minor"], s["expected_value_high_minor"]
    if low is None or high is None:
        return []
    sentence = _("Expected from them within a year: between {low} and {high}.")
    return [sentence.format(low=say.amount(low, currency=s["currency"]), high=say.amount(high, currency=s["currency"]))]


def here(facts: Facts) -> str:
    """Twice their own rhythm."""
    times = facts.standing["overdue_ratio"]
    return _("They are {times} times past their own rhythm; those with more at stake come first.").format(
        times=say.number(round(times, 1))
    )


def words(facts: Facts) -> str:
    """Asks whether something went wrong; sells nothing."""
    body = say.choose(
        facts,
        _(
            "We have not seen you since {day}, and I noticed. I hope you are well. If something about us was not "
            "right, I would honestly like to know; and if life was simply busy, then this is only to say "
            "that you are missed."
        ),
        _(
            "Your last visit was on {day}, and it is quieter here without you. Is everything all right? If we did "
            "something wrong, tell me, and I will see to it myself."
        ),
        _(
            "I was just thinking that we have not heard from you since {day}. No offer and no hurry: I only wanted to "
            "ask how you are, and whether there is anything we could have done better."
        ),
    )
    return say.letter(facts, body.format(day=say.day(facts.standing["last_order_at"], facts=facts)))


PLAYBOOK = Playbook(
    name="win_back_overdue",
    action="check_in",
    practices=("H1", "H6"),
    title=gettext_noop("Check in with someone overdue"),
    who=(
        "rhythm_n >= 2 AND rhythm_days >= 1 AND overdue_ratio BETWEEN 2 AND 8 AND days_since_order BETWEEN 21 AND 730"
        " AND coalesce(p_alive, 1) >= 0.05 AND coalesce(strikes_open, 0) = 0 AND coalesce(unanswered, 0) = 0"
        " AND coalesce(late_is_missing, FALSE) = FALSE AND last_order_event_id IS NOT NULL"
    ),
    reason_key="'order:' || last_order_event_id",
    urgency="38 + least(rhythm_n, 20) / 2.0 + CASE WHEN overdue_ratio <= 4 THEN 4 ELSE 0 END",
    uses=(
        "rhythm_days",
        "rhythm_n",
        "overdue_ratio",
        "last_order_at",
        "currency",
        "value_is_reliable",
        "expected_value_365d_minor",
        "expected_value_low_minor",
        "expected_value_high_minor",
    ),
    evidence=("last_order_event_id", "first_order_event_id"),
    why=why,
    words=words,
    here=here,
    minutes=6,
    channel="any",
    expires_after=timedelta(days=30),
    cool_down=timedelta(days=120),
    purpose="care",
    measurable=True,
    outcome=Outcome(
        kinds=("order.placed",),
        within=timedelta(days=60),
        sentence=gettext_noop("They ordered again within 60 days"),
    ),
)
