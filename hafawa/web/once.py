"""Has this form been sent before? For acts that show something once, which a reload must not do again."""

from __future__ import annotations

import secrets

from django.http import HttpRequest

_KEPT = 20


def ticket() -> str:
    """What a form carries to be known by."""
    return secrets.token_hex(8)


def is_first(request: HttpRequest) -> bool:
    """Whether the ticket of this form comes for the first time; from now on it has come."""
    given = request.POST.get("ticket", "")[:32]
    used = list(request.session.get("tickets", []))
    if not given or given in used:
        return False
    request.session["tickets"] = [*used, given][-_KEPT:]
    return True
