"""Whose day is coming up?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Outcome, Playbook


def _days_left(facts: Facts) -> int:
    return say.days_between(facts.day, facts.standing["occasion_date"])


def _title(facts: Facts) -> str:
    return say.quoted(facts.extra.get("occasion_title") or _("A day that matters to them"))


def why(facts: Facts) -> str:
    """Which day, whose, in how many days."""
    values = {
        "name": say.name(facts),
        "title": _title(facts),
        "day": say.day(facts.standing["occasion_date"], facts=facts),
        "days": say.number(_days_left(facts)),
        "subject": say.quoted(facts.extra.get("occasion_subject") or ""),
    }
    if _days_left(facts) <= 0:
        sentence = _("Today, {day}, is a day that matters to {name}: {title}.")
    else:
        sentence = ngettext(
            "In {days} day, on {day}, comes a day that matters to {name}: {title}.",
            "In {days} days, on {day}, comes a day that matters to {name}: {title}.",
            _days_left(facts),
        )
    if facts.extra.get("occasion_subject"):
        return f"{sentence} {_('It is the day of {subject}.')}".format(**values)
    return sentence.format(**values)


def here(facts: Facts) -> str:
    """The calendar decides."""
    if _days_left(facts) <= 0:
        return _("It is today; tomorrow is too late.")
    return _("The day will not wait, and there is still time to do it well.")


def words(facts: Facts) -> str:
    """A greeting; it names the occasion only where it may be said."""
    if not facts.extra.get("occasion_may_say"):
        body = say.choose(
            facts,
            _("I was thinking of you these days and wanted to send you my warmest wishes."),
            _("No reason other than this: all of us here wish you and yours happy days."),
        )
    elif facts.extra.get("occasion_subject"):
        body = say.choose(
            facts,
            _("{title} is coming up on {day}, isn't it? I remembered, and I wish you all a beautiful day."),
            _("I have not forgotten: {title}, on {day}. From all of us, warm wishes to both of you."),
        )
    else:
        body = say.choose(
            facts,
            _("{title}, on {day}: I did not want to let it go by without a word. All of us wish you a beautiful day."),
            _("Warm wishes for {day} from all of us here: {title}. May it be a happy one."),
        )
    day = say.day(facts.standing["occasion_date"], facts=facts)
    return say.letter(facts, body.format(title=_title(facts), day=day))


PLAYBOOK = Playbook(
    name="celebrate_occasion",
    action="celebrate",
    practices=("A1", "A6"),
    title=gettext_noop("Celebrate a day that matters"),
    who=(
        "occasion_id IS NOT NULL AND occasion_days >= 0 AND occasion_days <= coalesce(occasion_lead_days, 7)"
        " AND coalesce(unanswered_is_complaint, FALSE) = FALSE"
    ),
    reason_key="'occasion:' || occasion_id || ':' || occasion_date",
    urgency="CASE WHEN occasion_days = 0 THEN 76 WHEN occasion_days <= 2 THEN 66 ELSE 52 END",
    uses=("occasion_id", "occasion_date", "occasion_lead_days"),
    evidence=("first_seen_event_id",),
    why=why,
    words=words,
    here=here,
    due="occasion_date",
    minutes=4,
    channel="any",
    expires_after=timedelta(days=30),
    cool_down=timedelta(days=60),
    purpose="care",
    measurable=True,
    outcome=Outcome(
        kinds=("order.placed", "message.received"),
        within=timedelta(days=30),
        sentence=gettext_noop("They wrote or ordered within 30 days"),
    ),
    most=1000,
)
