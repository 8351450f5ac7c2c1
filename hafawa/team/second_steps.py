"""How are the secrets of codes and recovery codes kept? Sealed, with a mark; for what, and for which rows that holds.

What bears no mark was kept before there was a seal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from hafawa.kernel import sealed
from hafawa.kernel.errors import Refused

MARK = "sealed1:"
_PURPOSE = "second-step"
_SECRETS = ("secret", "seed")  # of codes, of recovery codes
_LISTS = ("migrated_codes",)


class OtherKey(Refused):
    """It was sealed under another secret key than the one in use, or changed since."""


def seal(text: str) -> str:
    """`text` as it is to be kept; what is sealed stays as it is."""
    return text if text.startswith(MARK) else MARK + sealed.seal(text, purpose=_PURPOSE)


def opened(kept: str) -> str:
    """The text; what was never sealed comes back as it is. Raises `OtherKey`."""
    if not kept.startswith(MARK):
        return kept
    try:
        return sealed.opened(kept.removeprefix(MARK), purpose=_PURPOSE)
    except sealed.CannotOpen as error:
        raise OtherKey(
            _(
                "This was kept under another secret key than the one Hafawa uses now. Nothing was changed. Put the "
                "secret_key file of that time back into the data folder, or have the owner remove the second step."
            )
        ) from error


def changed(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """The `data` of an authenticator of allauth's with each of its secrets changed (`seal`, `opened`)."""
    single = {k: change(v) if k in _SECRETS and isinstance(v, str) else v for k, v in data.items()}
    return {k: [change(str(c)) for c in v] if k in _LISTS and isinstance(v, list) else v for k, v in single.items()}


def not_ours() -> int:
    """How many people have a second step that the secret key in use does not open."""
    from allauth.mfa.models import Authenticator

    rows = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).values_list("user_id", "data")
    return len({user for user, data in rows if not _opens(data)})


def _opens(data: dict[str, Any]) -> bool:
    try:
        changed(data, opened)
    except OtherKey:
        return False
    return True
