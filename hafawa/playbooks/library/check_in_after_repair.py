"""With whom did we put something right and not ask whether it held?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Outcome, Playbook


def why(facts: Facts) -> str:
    """When it was put right, and the silence since."""
    days = say.days_between(facts.standing["last_repair_at"], facts.day)
    return ngettext(
        "We put something right for {name} on {day}, {days} day ago, and have heard nothing from them since.",
        "We put something right for {name} on {day}, {days} days ago, and have heard nothing from them since.",
        days,
    ).format(name=say.name(facts), day=say.day(facts.standing["last_repair_at"], facts=facts), days=say.number(days))


def here(facts: Facts) -> str:
    """Theirs is the last word."""
    return _("A repair is finished when they say so, not when we do.")


def words(facts: Facts) -> str:
    """One question."""
    body = say.choose(
        facts,
        _("I wanted to ask after what we put right on {day}: is it really good now? If anything is left, tell me."),
        _(
            "It has been a few days since {day}, when we set things straight. Is everything as it should be? You need "
            "only answer in a word; and if it is not, I will take it up again at once."
        ),
    )
    return say.letter(facts, body.format(day=say.day(facts.standing["last_repair_at"], facts=facts)))


PLAYBOOK = Playbook(
    name="check_in_after_repair",
    action="check_in",
    practices=("D16", "E8"),
    title=gettext_noop("Check in after a repair"),
    who=(
        "last_repair_event_id IS NOT NULL AND customer_spoke_since_repair = FALSE"
        " AND last_repair_at <= judged_at - INTERVAL 5 DAY AND last_repair_at >= judged_at - INTERVAL 30 DAY"
    ),
    reason_key="'repair:' || last_repair_event_id",
    urgency="63",
    uses=("last_repair_at", "last_repair_event_id"),
    evidence=("last_repair_event_id",),
    why=why,
    words=words,
    here=here,
    quote="last_repair_event_id",
    minutes=3,
    channel="any",
    expires_after=timedelta(days=25),
    cool_down=timedelta(days=60),
    purpose="care",
    is_reply=True,
    outcome=Outcome(
        kinds=("order.placed", "message.received"),
        within=timedelta(days=60),
        sentence=gettext_noop("They wrote or ordered within 60 days"),
    ),
    most=1000,
)
