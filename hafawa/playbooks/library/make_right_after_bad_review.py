"""Who wrote a bad review that nobody has answered?"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from hafawa.playbooks import say
from hafawa.playbooks.playbook import Facts, Outcome, Playbook


def why(facts: Facts) -> str:
    """The score, the day, the words, the order."""
    s = facts.standing
    score = s["last_review_score"]
    sentences = [
        ngettext(
            "{name} gave us {score} star out of 5 on {day}, and nobody has answered.",
            "{name} gave us {score} stars out of 5 on {day}, and nobody has answered.",
            score,
        ).format(name=say.name(facts), score=say.number(score), day=say.day(s["last_review_at"], facts=facts))
    ]
    if s["last_review_ref"]:
        sentences.append(_("It is about order {order}.").format(order=say.order(s["last_review_ref"])))
    if facts.extra.get("quote"):
        sentences.append(_("They wrote: “{quote}”").format(quote=say.quoted(facts.extra["quote"])))
    return " ".join(sentences)


def here(facts: Facts) -> str:
    """Public and unanswered."""
    return _("A bad review stands there for others to read; find out what happened, then put it right.")


def words(facts: Facts) -> str:
    """Thanks for honesty, no quarrel, a repair offered; what went wrong is named by the one who looked."""
    if facts.standing["last_review_has_words"]:
        body = say.choose(
            facts,
            _(
                "I read your review of {day} twice. Thank you for telling us plainly. What you describe should not "
                "have happened, and I am sorry it did. I have gone through your order to see where we failed you, and "
                "this is how I would like to put it right: "
            ),
            _(
                "Thank you for your honest review of {day}. I am sorry for what went wrong; you trusted us and we let "
                "you down. I looked into it myself, and here is what happened and what I am doing about it: "
            ),
        )
    else:
        body = say.choose(
            facts,
            _(
                "Your rating of {day} tells me that something went wrong, and I would like to know what. I have "
                "looked through your order, but you know best. Tell me in a line what happened, and I will put it "
                "right myself."
            ),
            _(
                "You were not happy with us on {day}, and I would rather know why than guess. What should have been "
                "different? I will see to it that it is put right for you."
            ),
        )
    return say.letter(facts, body.format(day=say.day(facts.standing["last_review_at"], facts=facts)))


PLAYBOOK = Playbook(
    name="make_right_after_bad_review",
    action="make_right",
    practices=("D8", "E2", "A9"),
    title=gettext_noop("Make right after a bad review"),
    who=(
        "last_review_score <= 2 AND last_review_is_answered = FALSE AND last_review_at >= judged_at - INTERVAL 60 DAY"
    ),
    reason_key="'review:' || last_review_event_id",
    urgency=(
        "CASE WHEN last_review_score = 1 THEN 84 ELSE 81 END"
        " + CASE WHEN last_review_has_words THEN 2 ELSE 0 END"
        " + CASE WHEN last_review_at >= judged_at - INTERVAL 7 DAY THEN 3 ELSE 0 END"
    ),
    uses=(
        "last_review_score",
        "last_review_at",
        "last_review_event_id",
        "last_review_ref",
        "last_review_has_words",
    ),
    evidence=("last_review_event_id",),
    why=why,
    words=words,
    here=here,
    quote="last_review_event_id",
    fault="last_review_event_id",
    minutes=15,
    channel="review",
    expires_after=timedelta(days=60),
    cool_down=timedelta(days=90),
    purpose="service",
    is_reply=True,
    outcome=Outcome(
        kinds=("order.placed",),
        within=timedelta(days=90),
        sentence=gettext_noop("They ordered again within 90 days"),
    ),
    most=2000,
)
