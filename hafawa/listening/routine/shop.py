"""How does this shop hear what is routine, now? Its examples fitted, kept while they are the same; and its switches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max

from hafawa.listening.models import Example, Intent, RoutineLanguage
from hafawa.listening.reading import Reading
from hafawa.listening.routine.deciding import HUMAN, LIVE, OFF, SHADOW, Facts, Route, Why, decide
from hafawa.listening.routine.local import Local, build
from hafawa.listening.routine.shipped import shipped

LANGUAGES = ("en", "ar", "ka")
VARIETIES = ("en", "ar", "ar-Latn", "ka", "ka-Latn")
#: Where wrong automatic choices were counted on messages by other hands than ours: the others stay with people.
SHOWN = frozenset({"en", "ar"})
GENERIC = (
    "order_status", "opening_hours", "address", "stock", "price", "delivery_terms", "returns_terms", "payment_methods",
    "booking", "invoice", "change_address", "cancel_order", "loyalty_balance", "parking_access", "account_help",
)  # fmt: skip
_ALL_LIVE = dict.fromkeys(VARIETIES, LIVE)


@dataclass(frozen=True, eq=False)
class Hearing:
    """What is heard in each language, and each variety's switch."""

    locals: Mapping[str, Local]
    states: Mapping[str, str]

    @property
    def is_on(self) -> bool:
        """Whether anything is tried or live anywhere."""
        return any(state != OFF for state in self.states.values())

    def decide(self, text: str, *, read: Reading | None) -> Route:
        """Who handles `text` by its words and the shop's switches; what is open with its writer is not looked at."""
        if not self.is_on:
            return Route(HUMAN, (Why(OFF),))
        return decide(text, locals_=self.locals, shipped=shipped(), facts=Facts(states=self.states), read=read)

    def would(self, text: str, *, read: Reading | None = None) -> Route:
        """What the words alone would come to if every language were live: for looking before switching on."""
        return decide(text, locals_=self.locals, shipped=shipped(), facts=Facts(states=_ALL_LIVE), read=read)


def is_up_to_the_switch(names: list[str]) -> bool:
    """Whether these reasons are none but the shop's own switch: a machine's, as soon as that is turned."""
    return set(names) <= {OFF, SHADOW}


def hearing() -> Hearing:
    """As it is now. Fitting takes half a second a language, and is done anew only when examples or matters changed."""
    states = dict.fromkeys(VARIETIES, OFF) | dict(RoutineLanguage.objects.values_list("variety", "state"))
    return Hearing(_locals(mark()), states)


def mark() -> tuple[object, ...]:
    """Differs when examples or matters came, went or changed."""
    examples = Example.objects.aggregate(n=Count("id"), last=Max("id"), at=Max("made_at"))
    matters = tuple(Intent.objects.order_by("id").values_list("id", "name", "is_answered"))
    return (*examples.values(), matters)


@lru_cache(maxsize=2)
def _locals(now: tuple[object, ...]) -> Mapping[str, Local]:
    answered = set(Intent.objects.filter(is_answered=True).values_list("name", flat=True))
    if not answered:
        return {}
    return {language: of(language, answered=answered) for language in LANGUAGES}


def of(language: str, *, answered: set[str] | None = None) -> Local:
    """What is heard in `language` from what the shop keeps; `answered` are the matters a machine may handle."""
    if answered is None:
        answered = set(Intent.objects.filter(is_answered=True).values_list("name", flat=True))
    pairs = Example.objects.filter(language=language).values_list("intent__name", "text")
    names = set(Intent.objects.values_list("name", flat=True))
    return build(
        language,
        [(name or "", text) for name, text in pairs],
        shipped=shipped(),
        answered=answered,
        shipped_matters=[name for name in GENERIC if name in names],
    )
