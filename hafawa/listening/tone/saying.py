"""Why may it hurt, and what to write instead, for each thing remarked? Pure; the sentences stand in the catalogues."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """Why it was remarked, and the move to make instead."""

    why: str
    instead: str


def gettext_noop(text: str) -> str:
    """`text` itself: the mark by which it is found for translation."""
    return text


SAYING: dict[str, Said] = {
    "capitals": Said(
        gettext_noop("Capitals read as shouting."),
        gettext_noop("Write it in small letters; let the order of words carry the weight."),
    ),
    "marks": Said(
        gettext_noop("Several marks in a row raise the voice."),
        gettext_noop("One mark is enough."),
    ),
    "letters": Said(
        gettext_noop("Drawn-out letters sound impatient here."),
        gettext_noop("Write the word as it is spelt."),
    ),
    "blame": Said(
        gettext_noop("It points at the customer's mistake."),
        gettext_noop("Say what happened without “you”, then what you have done about it."),
    ),
    "dismissal": Said(
        gettext_noop("It waves their concern away."),
        gettext_noop("Say back what they told you, then what you can do, even if it is little."),
    ),
    "officialese": Said(
        gettext_noop("It sounds like an office, not like a person."),
        gettext_noop("Say it as you would across the counter, with their name."),
    ),
    "no_warmth": Said(
        gettext_noop("They wrote warmly; nothing here answers that."),
        gettext_noop("Greet them or thank them before the matter itself."),
    ),
    "bare": Said(
        gettext_noop("They wrote at length about something that matters to them; a word or two may seem indifferent."),
        gettext_noop("Take up one thing they said."),
    ),
    "sameness": Said(
        gettext_noop("Nearly the same was sent to somebody else lately."),
        gettext_noop("Begin with something only this person wrote."),
    ),
    "no_next_step": Said(
        gettext_noop("They ask for something to be done, and it does not say what comes next."),
        gettext_noop("Say what you have done, what you do next and by when, or ask what would put it right."),
    ),
    "unanswered": Said(
        gettext_noop("They asked something, and nothing here answers it."),
        gettext_noop("Answer each question, or say that you don't know yet and when you will."),
    ),
    "undated_promise": Said(
        gettext_noop("A promise without a day keeps them waiting."),
        gettext_noop("Name the day, or the hour."),
    ),
    "empty_apology": Said(
        gettext_noop("It is sorry for how they feel, or for nothing in particular."),
        gettext_noop("Name what went wrong on our side, or leave the apology out."),
    ),
    "repeated_apology": Said(
        gettext_noop("One more apology, and nothing put right with it."),
        gettext_noop("Say what you have put right, or will and when; one apology is enough."),
    ),
    "empty_pledge": Said(
        gettext_noop("It promises to be better without saying what changes."),
        gettext_noop("Name the one thing that is different from now on, or leave it out."),
    ),
    "secret": Said(
        gettext_noop("This is kept from this person."),
        gettext_noop("Take it out."),
    ),
    "confidential": Said(
        gettext_noop("This is confidential, and mail can be read by others."),
        gettext_noop("Leave it out and offer a call."),
    ),
    "card_number": Said(
        gettext_noop("This looks like the whole number of a bank card."),
        gettext_noop("The last four digits are enough."),
    ),
    "wrong_language": Said(
        gettext_noop("They read another language."),
        gettext_noop("Write in theirs, or say in theirs why not."),
    ),
    "wrong_direction": Said(
        gettext_noop("The letters run the other way than the text will be shown."),
        gettext_noop("Turn the direction of the text."),
    ),
}
