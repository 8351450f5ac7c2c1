"""Who is about to be erased, so that nobody joins them to others or takes them apart meanwhile?

What was confirmed is what goes. The package above `people` that erases says so once, from its `AppConfig.ready`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.utils.translation import gettext_lazy as _

from hafawa.kernel import locks
from hafawa.kernel.errors import Refused

Find = Callable[[Collection[int]], bool]
_finders: dict[str, Find] = {}


class IsToBeErased(Refused):
    """One of them waits for their erasure."""


def register(name: str, find: Find) -> None:
    """Have `find` asked whether one of some person ids is to be erased; `name` says by whom, and is registered once."""
    _finders[name] = find


def in_turn() -> None:
    """Until the transaction open now ends, nobody else joins people, takes them apart or asks for an erasure.

    Said before looking: what `refuse` and `clusters` say then still holds when the transaction ends.
    """
    locks.in_turn("people.leaving")


def refuse(person_ids: Collection[int]) -> None:
    """Raise `IsToBeErased` where one of `person_ids` is about to be."""
    if any(find(person_ids) for find in _finders.values()):
        raise IsToBeErased(
            _("One of them is about to be erased. Nothing was changed: call that off first, or wait until it is done.")
        )
