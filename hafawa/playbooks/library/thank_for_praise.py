"""Who praised us and was not thanked?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Outcome, Playbook


def why(facts: Facts) -> str:
    """When, and in their words."""
    day = say.day(facts.standing["praise_at"], facts=facts)
    if facts.extra.get("quote"):
        return _("{name} praised us on {day} and nobody has thanked them yet: “{quote}”").format(
            name=say.name(facts), day=day, quote=say.quoted(facts.extra["quote"])
        )
    return _("{name} praised us on {day} and nobody has thanked them yet.").format(name=say.name(facts), day=day)


def here(facts: Facts) -> str:
    """Praise left unanswered is not given twice."""
    return _("They took the time to say something kind; an answer while it is fresh is half the thanks.")


def words(facts: Facts) -> str:
    """A thank-you from a person, with no request in it."""
    body = say.choose(
        facts,
        _(
            "What you wrote on {day} made our day, and I am reading it out to everyone here. Thank you for taking the "
            "time; it is what keeps us going when it gets busy."
        ),
        _(
            "I have just read your kind words of {day}, and I wanted to thank you myself and not leave it at a smile. "
            "It means a great deal to all of us."
        ),
        _(
            "Thank you for what you said about us on {day}. People mostly write when something is wrong, so a message "
            "like yours is passed around here with joy."
        ),
    )
    return say.letter(facts, body.format(day=say.day(facts.standing["praise_at"], facts=facts)))


PLAYBOOK = Playbook(
    name="thank_for_praise",
    action="thank",
    practices=("B6", "F6"),
    title=gettext_noop("Thank someone for their praise"),
    who=(
        "praise_event_id IS NOT NULL AND praise_at >= judged_at - INTERVAL 30 DAY"
        " AND NOT coalesce(unanswered_is_complaint, FALSE)"
    ),
    reason_key="'praise:' || praise_event_id",
    urgency="56 + CASE WHEN praise_at >= judged_at - INTERVAL 3 DAY THEN 6 ELSE 0 END",
    uses=("praise_at", "praise_event_id"),
    evidence=("praise_event_id",),
    why=why,
    words=words,
    here=here,
    quote="praise_event_id",
    minutes=3,
    channel="same",
    expires_after=timedelta(days=30),
    cool_down=timedelta(days=30),
    purpose="care",
    outcome=Outcome(
        kinds=("order.placed",),
        within=timedelta(days=60),
        sentence=gettext_noop("They ordered again within 60 days"),
    ),
)
