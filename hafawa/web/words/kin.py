"""What is somebody near a customer called, and a day that matters, where a reader found them?"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hafawa.people.models import Proposal

#: As `extraction.remembering` names whom something is about.
WHOM: dict[str, Any] = {
    "wife": _("Wife"),
    "husband": _("Husband"),
    "mother": _("Mother"),
    "father": _("Father"),
    "mother-in-law": _("Mother-in-law"),
    "father-in-law": _("Father-in-law"),
    "parents": _("Parents"),
    "son": _("Son"),
    "daughter": _("Daughter"),
    "child": _("Child"),
    "children": _("Children"),
    "grandmother": _("Grandmother"),
    "grandfather": _("Grandfather"),
    "grandson": _("Grandson"),
    "granddaughter": _("Granddaughter"),
    "grandchild": _("Grandchild"),
    "brother": _("Brother"),
    "sister": _("Sister"),
    "uncle": _("Uncle"),
    "aunt": _("Aunt"),
    "nephew": _("Nephew"),
    "nephews": _("Nephews and nieces"),
    "niece": _("Niece"),
    "cousin": _("Cousin"),
    "partner": _("Partner"),
    "fiance": _("Partner"),
    "friend": _("Friend"),
    "guest": _("Guests"),
    "colleague": _("Colleague"),
    "company": _("Their company"),
    "pet": _("Pet"),
}
_DAYS: dict[str, Any] = {
    "birthday": pgettext_lazy("a day that matters", "Birthday"),
    "anniversary": _("Anniversary"),
    "wedding": _("Wedding"),
    "feast": _("Feast"),
}
_KINDS: dict[str, Any] = {
    "occasion": _("A day"),
    "health": pgettext_lazy("of a person", "Health"),
    "family": _("Family"),
    "taste": _("Taste"),
    "work": _("Work"),
    "place": _("Place"),
    "plan": _("Plan"),
    "secret": _("A secret"),
}


def whom(about: str) -> str:
    """Whom `about` names, for a person to read; empty where it is the customer."""
    return str(WHOM.get(about, ""))


def day(proposal: Proposal) -> str:
    """What the day of `proposal` is called; empty where its words say it better."""
    return str(_DAYS.get(proposal.occasion, ""))


def kind(proposal: Proposal) -> str:
    """What `proposal` is about, in a word."""
    return str(_KINDS.get(proposal.kind, ""))
