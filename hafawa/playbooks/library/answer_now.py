"""Who is waiting for an answer?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Outcome, Playbook


def why(facts: Facts) -> str:
    """Since when, how many, and what they wrote."""
    s = facts.standing
    since = say.moment(s["unanswered_since_at"], facts=facts)
    waits = ngettext(
        "{name} has been waiting for an answer since {since}.",
        "{name} has {count} messages without an answer; the oldest came on {since}.",
        s["unanswered"],
    ).format(name=say.name(facts), since=since, count=say.number(s["unanswered"]))
    return waits if not facts.extra.get("quote") else f"{waits} {_their_words(facts)}"


def _their_words(facts: Facts) -> str:
    if facts.standing["unanswered_is_angry"]:
        sentence = _("They are angry: “{quote}”")
    elif facts.standing["unanswered_is_complaint"]:
        sentence = _("They complain: “{quote}”")
    else:
        sentence = _("They wrote: “{quote}”")
    return sentence.format(quote=say.quoted(facts.extra["quote"]))


def here(facts: Facts) -> str:
    """Anger first, then the clock."""
    if facts.standing["unanswered_is_angry"]:
        return _("Someone angry is waiting, and anger grows with the wait.")
    due_at = facts.extra.get("clock_due_at")
    if due_at and due_at < facts.day:
        return _("The time to a first reply on this channel ran out on {moment}.").format(
            moment=say.moment(due_at, facts=facts)
        )
    if facts.standing["unanswered_is_complaint"]:
        return _("A complaint is answered before other messages.")
    return _("Someone who wrote to us is waiting.")


def words(facts: Facts) -> str:
    """A beginning for the one who answers: it owns the wait and leaves room for the answer itself."""
    s = facts.standing
    since = say.day(s["unanswered_since_at"], facts=facts)
    if s["unanswered_is_angry"] or s["unanswered_is_complaint"]:
        body = say.choose(
            facts,
            _(
                "You wrote to us on {day} and have had no answer. That is our fault, and I am sorry. I have read every "
                "word, I can see why you are upset, and your matter is now with me until it is put right. This is what "
                "I have done so far: "
            ),
            _(
                "I am sorry you had to wait since {day} on top of everything else. I have your message in front of me "
                "and I am dealing with it myself. This is what I am doing to put it right: "
            ),
        )
    else:
        body = say.choose(
            facts,
            _("Thank you for your message of {day}, and for your patience. Here is the answer to what you asked: "),
            _("Thank you for writing to us on {day}. I have looked into what you asked, and here is what I found: "),
            _("It was good to hear from you on {day}. About what you asked: "),
        )
    return say.letter(facts, body.format(day=since))


PLAYBOOK = Playbook(
    name="answer_now",
    action="answer",
    practices=("D1", "D2", "E3"),
    title=gettext_noop("Answer now"),
    who="unanswered > 0 AND last_seen_at >= judged_at - INTERVAL 90 DAY",
    reason_key="'thread:' || coalesce(unanswered_ref, '') || ':' || unanswered_last_event_id",
    urgency=(
        "CASE WHEN unanswered_is_angry THEN 94 WHEN unanswered_is_complaint THEN 88 ELSE 70 END"
        " + CASE WHEN unanswered_since_at <= clock_twice_at THEN 5"
        " WHEN unanswered_since_at <= clock_past_at THEN 3 ELSE 0 END"
        " + CASE WHEN unanswered_since_at <= clock_past_at AND NOT coalesce(unanswered_is_angry, FALSE)"
        " AND NOT coalesce(unanswered_is_complaint, FALSE) THEN 10 ELSE 0 END"
    ),
    uses=(
        "unanswered",
        "unanswered_since_at",
        "unanswered_channel",
        "unanswered_ref",
        "unanswered_last_event_id",
        "unanswered_is_angry",
        "unanswered_is_complaint",
    ),
    evidence=("unanswered_event_id", "unanswered_last_event_id"),
    why=why,
    words=words,
    here=here,
    quote="unanswered_last_event_id",
    minutes=6,
    channel="same",
    expires_after=timedelta(days=60),
    cool_down=timedelta(days=1),
    purpose="service",
    is_reply=True,
    outcome=Outcome(
        kinds=("message.received", "order.placed"),
        within=timedelta(days=14),
        sentence=gettext_noop("They wrote or ordered again within 14 days"),
    ),
    most=5000,
)
