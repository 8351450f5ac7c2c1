"""Who has been with us for a whole number of years this week?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Outcome, Playbook


def _years(facts: Facts) -> int:
    return max(1, round(say.days_between(facts.standing["first_order_at"], facts.day) / 365.25))


def why(facts: Facts) -> str:
    """The first order, the years, the orders since."""
    s = facts.standing
    first = ngettext(
        "{name} first ordered from us on {day}, {years} year ago this week.",
        "{name} first ordered from us on {day}, {years} years ago this week.",
        _years(facts),
    ).format(name=say.name(facts), day=say.day(s["first_order_at"], facts=facts), years=say.number(_years(facts)))
    since = ngettext("{count} order since then.", "{count} orders since then.", s["orders"])
    return f"{first} {since.format(count=say.number(s['orders']))}"


def here(facts: Facts) -> str:
    """A week a year."""
    return _("An anniversary lasts a week, and a thank-you needs an occasion less than it needs someone to write it.")


def words(facts: Facts) -> str:
    """Thanks for the years."""
    body = say.choose(
        facts,
        ngettext(
            "{years} year ago this week you ordered from us for the first time. Thank you for every time since. "
            "We would not be here without people like you, and I wanted you to hear that from one of us.",
            "{years} years ago this week you ordered from us for the first time. Thank you for every time since. "
            "We would not be here without people like you, and I wanted you to hear that from one of us.",
            _years(facts),
        ),
        ngettext(
            "Do you remember your first order with us? It was on {day}, {years} year ago. We do, and we are grateful "
            "that you stayed. Thank you.",
            "Do you remember your first order with us? It was on {day}, {years} years ago. We do, and we are grateful "
            "that you stayed. Thank you.",
            _years(facts),
        ),
    )
    day = say.day(facts.standing["first_order_at"], facts=facts)
    return say.letter(facts, body.format(years=say.number(_years(facts)), day=day))


PLAYBOOK = Playbook(
    name="thank_on_anniversary",
    action="thank",
    practices=("F1", "F6"),
    title=gettext_noop("Thank someone for their years with us"),
    who=(
        "orders >= 3 AND tenure_days >= 365 AND first_order_at IS NOT NULL"
        " AND tenure_days - floor(floor(tenure_days / 365.25) * 365.25) < 7"
        " AND days_since_order <= 365 AND coalesce(strikes_open, 0) = 0 AND coalesce(unanswered, 0) = 0"
    ),
    reason_key="'years:' || floor(tenure_days / 365.25)::INTEGER",
    urgency="46 + least(floor(tenure_days / 365.25), 10)",
    uses=("orders", "first_order_at"),
    evidence=("first_order_event_id", "last_order_event_id"),
    why=why,
    words=words,
    here=here,
    minutes=4,
    channel="any",
    expires_after=timedelta(days=10),
    cool_down=timedelta(days=300),
    purpose="care",
    measurable=True,
    outcome=Outcome(
        kinds=("order.placed",),
        within=timedelta(days=60),
        sentence=gettext_noop("They ordered again within 60 days"),
    ),
)
