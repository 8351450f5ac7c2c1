"""Why are two people thought to be one, or one household? Each reason is a whole sentence in the active language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hafawa.kernel.text import isolate, isolate_ltr


@dataclass(frozen=True)
class Said:
    """One reason in words, and whether it speaks for their being one."""

    words: str
    speaks_for: bool


def sentences(reasons: Iterable[Mapping[str, Any]]) -> list[Said]:
    """The reasons (`likeness.Reason` as kept in `AlikePair`) that have words, the weightiest first."""
    found = [(_sentence(r["key"], dict(r.get("facts") or {})), r["points"]) for r in reasons]
    return [Said(words, points > 0) for words, points in found if words]


def _sentence(key: str, facts: dict[str, str]) -> str:
    names = {k: isolate(facts[k]) for k in ("one", "other", "reads", "name", "company", "n") if facts.get(k)}
    keys = {"value": isolate_ltr(facts.get("value", "")), "email": isolate_ltr(facts.get("email", ""))}
    text = _NAMES.get(key) or _OTHERS.get(key)
    if text is None:
        return ""
    if key == "name_reads" and not facts.get("reads"):
        return _("Both names read alike.")
    if key == "same_mailbox":
        names = {k: isolate_ltr(v) for k, v in facts.items()}
    return str(_(text)).format(**{**keys, **names})


_NAMES = {
    "name_same": gettext_noop("Both are called {one}."),
    "name_reads": gettext_noop("Both names read as {reads}."),
    "name_surname_first": gettext_noop("{one} and {other} are one name, with the family name first or last."),
    "name_swapped": gettext_noop("{one} and {other} are the same words the other way round."),
    "name_misspelt": gettext_noop("{one} and {other} differ by a slip of the pen."),
    "name_more_words": gettext_noop("{one} and {other} agree; one of them has a name more."),
    "name_initials": gettext_noop("The initials in {one} and {other} agree."),
    "name_first_only": gettext_noop("{one} and {other} have the same first name; only one gives a family name."),
    "name_one_word": gettext_noop("Both give only a first name, and it is the same: {one}."),
    "name_relatives": gettext_noop("{one} and {other} share a family name, but not the first name."),
    "name_differ": gettext_noop("{one} and {other} are different names."),
}
_OTHERS = {
    "same_phone": gettext_noop("They share the phone number {value}."),
    "same_email": gettext_noop("They share the email address {value}."),
    "same_customer_id": gettext_noop("They share the customer number {value}."),
    "same_handle": gettext_noop("They share the social handle {value}."),
    "same_address": gettext_noop("They live at the same address."),
    "same_mailbox": gettext_noop("Their email addresses are nearly the same: {one} and {other}."),
    "mailbox_says_name": gettext_noop("The address {email} spells the name {name}."),
    "same_birthday": gettext_noop("They have the same birthday."),
    "rare_name": gettext_noop("Nobody else here is called so."),
    "common_name": gettext_noop("Many people here are called so."),
    "nothing_speaks_against": gettext_noop("Nothing known of one contradicts what is known of the other."),
    "other_birthday": gettext_noop("Their birthdays differ."),
    "father_and_child": gettext_noop("One is called the elder or the younger, the other is not."),
    "colleagues": gettext_noop("Each has an address of their own at {company}."),
    "two_numbers": gettext_noop("Your system counts them as two customers."),
    "two_phones": gettext_noop("Their phone numbers differ."),
}
