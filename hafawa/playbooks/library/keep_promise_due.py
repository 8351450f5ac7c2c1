"""Which promise of ours is due, or broken?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Outcome, Playbook


def why(facts: Facts) -> str:
    """What was promised, and when it is due."""
    s, due_at = facts.standing, facts.standing["promise_due_at"]
    promise = say.quoted(s["promise_text"] or "")
    if due_at is None:
        sentence = _("We promised {name} “{promise}” and said no day; it is still open.")
        return sentence.format(name=say.name(facts), promise=promise)
    late = say.days_between(due_at, facts.day)
    if late > 0:
        sentence = ngettext(
            "We promised {name} “{promise}” for {due}. That was {days} day ago, and nothing shows it was kept.",
            "We promised {name} “{promise}” for {due}. That was {days} days ago, and nothing shows it was kept.",
            late,
        )
    else:
        sentence = _("We promised {name} “{promise}” for {due}.")
    return sentence.format(
        name=say.name(facts), promise=promise, due=say.day(due_at, facts=facts), days=say.number(late)
    )


def here(facts: Facts) -> str:
    """The due day decides."""
    due_at = facts.standing["promise_due_at"]
    if due_at is None:
        return _("A promise stays on the list until it is kept, even one without a day.")
    late = say.days_between(due_at, facts.day)
    if late > 1:
        return _("A promise that was due on {due} and is not kept comes before everything else.").format(
            due=say.day(due_at, facts=facts)
        )
    if late == 1:
        return _("A promise that was due yesterday comes before everything else.")
    if late == 0:
        return _("The promise is due today.")
    return _("The promise is due on {due}: there is still time to keep it.").format(due=say.day(due_at, facts=facts))


def words(facts: Facts) -> str:
    """Keeping it; owning the delay where there is one."""
    due_at = facts.standing["promise_due_at"]
    if due_at is not None and say.days_between(due_at, facts.day) > 0:
        body = say.choose(
            facts,
            _(
                "We told you that you would hear from us by {due}, and you did not. I am sorry: we gave you our word "
                "and did not keep it. I am seeing to it now, and this is where it stands: "
            ),
            _(
                "I owe you an apology: what we promised you for {due} was not done in time. It has my full attention "
                "now, and this is what I have done: "
            ),
        ).format(due=say.day(due_at, facts=facts))
    else:
        body = say.choose(
            facts,
            _("As promised, I am getting back to you. Here is where it stands: "),
            _("We gave you our word, so here I am. This is what I have for you: "),
        )
    return say.letter(facts, body)


PLAYBOOK = Playbook(
    name="keep_promise_due",
    action="answer",
    practices=("E6",),
    title=gettext_noop("Keep a promise"),
    who=(
        "promises_open > 0 AND promise_what IS DISTINCT FROM 'call'"
        " AND (promise_due_at IS NULL OR promise_due_at <= judged_at + INTERVAL 2 DAY)"
    ),
    reason_key="'promise:' || promise_event_id",
    urgency=(
        "CASE WHEN promise_due_at IS NULL THEN 60"
        " WHEN promise_due_at < judged_at - INTERVAL 1 DAY THEN 100"
        " WHEN promise_due_at < judged_at THEN 98"
        " WHEN promise_due_at < judged_at + INTERVAL 1 DAY THEN 93 ELSE 80 END"
    ),
    uses=("promise_event_id", "promise_due_at", "promise_what", "promise_text"),
    evidence=("promise_event_id", "promise_about_event_id"),
    why=why,
    words=words,
    here=here,
    due="promise_due_at",
    minutes=8,
    channel="same",
    expires_after=None,
    cool_down=timedelta(days=1),
    purpose="service",
    is_reply=True,
    is_promise=True,
    outcome=Outcome(
        kinds=("message.received", "order.placed"),
        within=timedelta(days=14),
        sentence=gettext_noop("They wrote or ordered again within 14 days"),
    ),
    most=20000,
)
