"""Which questions are there, with which answers, and what does each answer count for? Pure."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

FELT_PERSONAL = "felt_personal"


@dataclass(frozen=True)
class Question:
    """A question with its answers: key to words and score (0 to 10, as `survey.answered` has it)."""

    key: str
    words: str
    answers: dict[str, tuple[str, int]]


QUESTIONS = {
    FELT_PERSONAL: Question(
        FELT_PERSONAL,
        gettext_noop("Did it feel as if a person cared?"),
        {
            "yes": (gettext_noop("Yes, it did"), 10),
            "partly": (gettext_noop("Partly"), 5),
            "no": (gettext_noop("No, it did not"), 0),
        },
    )
}


def is_low(question: str, answer: str) -> bool:
    """Whether somebody should look at the conversation again."""
    return QUESTIONS[question].answers[answer][1] <= 3
