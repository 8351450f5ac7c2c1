"""Who has met with three bad experiences that nobody put right?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Outcome, Playbook


def why(facts: Facts) -> str:
    """How many, the last one when."""
    s = facts.standing
    count = s["strikes_open"]
    return ngettext(
        "{name} has had {count} bad experience with us that was not put right; it was on {day}.",
        "{name} has had {count} bad experiences with us that were not put right; the last was on {day}.",
        count,
    ).format(name=say.name(facts), count=say.number(count), day=say.day(s["last_strike_at"], facts=facts))


def here(facts: Facts) -> str:
    """The ledger, not the borrowed figure, decides."""
    return _("Several things went wrong for the same person: the next one may be the last they let us know of.")


def words(facts: Facts) -> str:
    """For a call: names that it was more than once, asks what would put it right."""
    body = say.choose(
        facts,
        _(
            "I went through everything that happened since you have been with us, and more than one thing went wrong, "
            "the last on {day}. None of it was put right, and I am sorry for each. I do not want to explain it away. "
            "What would put it right for you? I have the authority to do it."
        ),
        _(
            "This is not about one order. We have let you down several times, most recently on {day}, and you have "
            "been more patient than we deserved. I am sorry. I have set time aside to put all of it right with you: "
            "what matters most to you?"
        ),
    )
    return say.letter(facts, body.format(day=say.day(facts.standing["last_strike_at"], facts=facts)))


PLAYBOOK = Playbook(
    name="third_strike",
    action="call",
    practices=("E1", "E2", "D5", "D15"),
    title=gettext_noop("Call after a third bad experience"),
    who=("strikes_open >= 3 AND last_strike_at >= judged_at - INTERVAL 90 DAY AND last_strike_event_id IS NOT NULL"),
    reason_key="'strike:' || last_strike_event_id",
    urgency="89 + least(strikes_open - 3, 3)",
    uses=("strikes_open", "last_strike_at", "last_strike_kind", "last_strike_event_id"),
    evidence=("strike_event_ids",),
    why=why,
    words=words,
    here=here,
    fault="*",
    minutes=20,
    channel="phone",
    expires_after=timedelta(days=45),
    cool_down=timedelta(days=45),
    purpose="service",
    is_reply=True,
    outcome=Outcome(
        kinds=("order.placed",),
        within=timedelta(days=90),
        sentence=gettext_noop("They ordered again within 90 days"),
    ),
    most=1000,
)
