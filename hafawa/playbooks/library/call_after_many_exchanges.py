"""Where has writing gone back and forth so long that a call would settle it?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from hafawa.conversations.calls.rather import EXCHANGES
from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Outcome, Playbook


def why(facts: Facts) -> str:
    """How many messages, and that it is not settled."""
    count = facts.standing["exchanges"]
    return ngettext(
        "{count} message has gone back and forth with {name} in one conversation in three weeks, "
        "and it is not settled.",
        "{count} messages have gone back and forth with {name} in one conversation in three weeks, "
        "and it is not settled.",
        count,
    ).format(count=say.number(count), name=say.name(facts))


def here(facts: Facts) -> str:
    """Writing has been tried."""
    return _("Writing has been tried and has not settled it; a call may, in minutes.")


def words(facts: Facts) -> str:
    """For the call; offers a time when nobody picks up."""
    body = say.choose(
        facts,
        _(
            "We have written back and forth often enough, and you are still without a solution. I am sorry for the "
            "time it took you. I would like to settle it with you by phone: I have read everything, so you will not "
            "have to repeat anything. When does a call suit you?"
        ),
        _(
            "You have had to write to us too often about this, and I am sorry. May I call you? I have the whole "
            "conversation in front of me and I stay with it until it is done. Tell me a time that is good for you."
        ),
    )
    return say.letter(facts, body)


PLAYBOOK = Playbook(
    name="call_after_many_exchanges",
    action="call",
    practices=("D5", "D7"),
    title=gettext_noop("Call instead of writing again"),
    who=f"exchanges >= {EXCHANGES} AND exchanges_unresolved",
    reason_key="'thread:' || coalesce(exchanges_ref, '')",
    urgency=f"84 + least(exchanges - {EXCHANGES}, 8)",
    uses=("exchanges", "exchanges_ref"),
    evidence=("exchanges_event_ids",),
    why=why,
    words=words,
    here=here,
    minutes=15,
    channel="phone",
    expires_after=timedelta(days=21),
    cool_down=timedelta(days=21),
    purpose="service",
    is_reply=True,
    outcome=Outcome(
        kinds=("order.placed",),
        within=timedelta(days=90),
        sentence=gettext_noop("They ordered again within 90 days"),
    ),
    most=1000,
)
