"""What is noted of what allauth does by itself: second steps that come, go, are renewed or fail?"""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from hafawa.kernel import clock
from hafawa.team import audit
from hafawa.team.models import User
from hafawa.web.where import address_of


def connect() -> None:
    """Listen; allauth offers no other place than its signals."""
    signals.authenticator_added.connect(_added, dispatch_uid="hafawa.added")
    signals.authenticator_removed.connect(_removed, dispatch_uid="hafawa.removed")
    signals.authenticator_reset.connect(_renewed, dispatch_uid="hafawa.renewed")
    signals.authentication_failed.connect(_failed, dispatch_uid="hafawa.failed")


def _added(*, user: User, authenticator: Authenticator, **_more: Any) -> None:
    _note("team.second_step_added", user, authenticator)


def _removed(*, user: User, authenticator: Authenticator, **_more: Any) -> None:
    _note("team.second_step_removed", user, authenticator)


def _renewed(*, user: User, authenticator: Authenticator, **_more: Any) -> None:
    _note("team.recovery_codes_renewed", user, authenticator)


def _failed(*, request: HttpRequest, user: User, authenticator: Authenticator, **_more: Any) -> None:
    """Nobody did it: whoever typed the wrong code need not be the one whose account it is."""
    facts = {"step": str(authenticator.type), "from": address_of(request)}
    audit.note(by=None, what="team.sign_in_failed", about=f"user:{user.pk}", facts=facts, now=clock.now())


def _note(what: str, user: User, authenticator: Authenticator) -> None:
    facts = {"step": str(authenticator.type)}
    audit.note(by=user, what=what, about=f"user:{user.pk}", facts=facts, now=clock.now())
