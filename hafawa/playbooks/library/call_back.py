"""Whom did we promise a call, and when?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Outcome, Playbook


def why(facts: Facts) -> str:
    """When the call was promised for, and about what."""
    s, due_at = facts.standing, facts.standing["promise_due_at"]
    about = say.quoted(s["promise_text"] or "")
    if due_at is None:
        sentence = _("We promised {name} a call and said no time: “{about}”.")
        bare = _("We promised {name} a call and said no time.")
    elif due_at < facts.day:
        sentence = _("We promised {name} a call for {due}, and that time is past: “{about}”.")
        bare = _("We promised {name} a call for {due}, and that time is past.")
    else:
        sentence = _("We promised {name} a call for {due}: “{about}”.")
        bare = _("We promised {name} a call for {due}.")
    due = say.moment(due_at, facts=facts) if due_at else ""
    return (sentence if s["promise_text"] else bare).format(name=say.name(facts), due=due, about=about)


def here(facts: Facts) -> str:
    """The time promised decides."""
    due_at = facts.standing["promise_due_at"]
    if due_at is None:
        return _("A call that was promised stays on the list until it is made, even one without a time.")
    if due_at < facts.day:
        return _("Somebody waits by the telephone: a call that is late comes before everything else.")
    if say.days_between(facts.day, due_at) == 0:
        return _("The call is promised for today.")
    return _("The call is promised for {due}: there is still time.").format(due=say.day(due_at, facts=facts))


def words(facts: Facts) -> str:
    """How to begin; owning the delay where there is one."""
    due_at = facts.standing["promise_due_at"]
    if due_at is not None and due_at < facts.day:
        body = say.choose(
            facts,
            _("I am calling later than we told you, and I am sorry that you waited. Is this a good moment to talk?"),
            _("We said we would call earlier, and we did not. I am sorry. Do you have a few minutes now?"),
        )
    else:
        body = say.choose(
            facts,
            _("As promised, I am calling you back. Is this a good moment to talk?"),
            _("We told you we would call, so here I am. Do you have a few minutes now?"),
        )
    return say.letter(facts, body)


PLAYBOOK = Playbook(
    name="call_back",
    action="call",
    practices=("D5", "E6"),
    title=gettext_noop("Call them back"),
    who=(
        "promises_open > 0 AND promise_what = 'call'"
        " AND (promise_due_at IS NULL OR promise_due_at <= judged_at + INTERVAL 1 DAY)"
    ),
    reason_key="'call:' || promise_event_id",
    urgency=(
        "CASE WHEN promise_due_at IS NULL THEN 61"
        " WHEN promise_due_at < judged_at - INTERVAL 1 DAY THEN 100"
        " WHEN promise_due_at < judged_at THEN 99"
        " WHEN promise_due_at < judged_at + INTERVAL 4 HOUR THEN 95 ELSE 82 END"
    ),
    uses=("promise_event_id", "promise_due_at", "promise_what", "promise_text"),
    evidence=("promise_event_id", "promise_about_event_id"),
    why=why,
    words=words,
    here=here,
    due="promise_due_at",
    minutes=10,
    channel="phone",
    expires_after=None,
    cool_down=timedelta(days=1),
    purpose="service",
    is_reply=True,
    is_promise=True,
    outcome=Outcome(
        kinds=("message.received", "order.placed", "call.received"),
        within=timedelta(days=14),
        sentence=gettext_noop("They wrote, called or ordered again within 14 days"),
    ),
    most=20000,
)
