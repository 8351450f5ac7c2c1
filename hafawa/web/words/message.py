"""What is said beside a letter: how it came, what was odd about it, how it is signed?"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hafawa.web.templatetags.page import number


class Mark(NamedTuple):
    """A chip: its words, its colour (empty: none), its picture."""

    words: str
    tone: str
    icon: str


_MARKS = {  # keys of `channels.mail.parse.NOTES`; what is not here is nothing a reader has to know
    "auto": (_("Sent by a program, not by hand"), "note", "info"),
    "bounce": (_("A report that a message could not be delivered"), "wrong", "warning"),
    "list": (_("Came over a mailing list"), "", "people"),
    "newsletter": (_("Sent to many at once"), "", "people"),
    "no_reply": (_("Nobody reads answers to this address"), "note", "info"),
    "encrypted": (_("Encrypted: only its reader's own mail program can open it"), "note", "lock"),
    "two_senders": (_("Names more than one sender; the first was taken"), "wrong", "warning"),
    "date_from_server": (_("Its date was missing or impossible; a mail server's was taken"), "note", "clock"),
    "charset_guessed": (_("Its letters were declared wrongly, and guessed"), "note", "question"),
    "cut": (_("Longer than what is shown; the rest is in the original"), "note", "file"),
    "outlook_package": (_("Part of it lies in a package that only Outlook opens"), "", "file"),
}
_SEALS = {
    "pgp": (_("Signed (PGP). Hafawa does not check signatures."), "", "lock"),
    "smime": (_("Signed (S/MIME). Hafawa does not check signatures."), "", "lock"),
    "pgp_sealed": (_("Encrypted (PGP): download the original to open it in a mail program."), "note", "lock"),
    "smime_sealed": (_("Encrypted or signed as a whole (S/MIME): a mail program opens the original."), "note", "lock"),
}
_METHODS = {
    "request": _("An invitation"),
    "cancel": _("Called off"),
    "reply": _("An answer to an invitation"),
    "counter": _("Another time is proposed"),
}
_ANSWERS = {"accepted": _("will come"), "declined": _("will not come"), "tentative": _("may come")}
_REPEATS = {
    "daily": _("Every day or every few days"),
    "weekly": _("Every week or every few weeks"),
    "monthly": _("Every month or every few months"),
    "yearly": _("Every year"),
}


def marks(notes: Collection[str]) -> list[Mark]:
    """What of `notes` a reader should know, in a fixed order."""
    return [_mark(known) for key, known in _MARKS.items() if key in notes]


def seals(keys: Collection[str]) -> list[Mark]:
    """How a letter is signed or sealed."""
    return [_mark(_SEALS[key]) for key in keys if key in _SEALS]


def kept_back(n: int) -> str:
    """How many pictures lie on others' machines."""
    words = ngettext(
        "{n} picture of this letter lies on a machine of the sender's and was not fetched.",
        "{n} pictures of this letter lie on machines of the sender's and were not fetched.",
        n,
    )
    return words.format(n=number(n))


def counting(n: int) -> str:
    """How many of them nobody would see."""
    words = ngettext(
        "{n} of them is too small to be seen: it tells the sender when you open the letter.",
        "{n} of them are too small to be seen: they tell the sender when you open the letter.",
        n,
    )
    return words.format(n=number(n))


def method(key: str) -> str:
    """What kind of message about a meeting it is."""
    return str(_METHODS.get(key, _("A date for the calendar")))


def answer(key: str) -> str:
    """What a guest said."""
    return str(_ANSWERS.get(key, ""))


def repeats(key: str) -> str:
    """How often it is."""
    return str(_REPEATS.get(key, ""))


def _mark(known: tuple[object, str, str]) -> Mark:
    words, tone, icon = known
    return Mark(str(words), tone, icon)
