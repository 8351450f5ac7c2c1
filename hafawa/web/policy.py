"""Who may see this page? Every view says so with `@policy`; a route whose view does not is a failing test."""

from __future__ import annotations

import functools
from collections.abc import Callable
from enum import IntEnum
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from hafawa.team.models import Role, User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class Level(IntEnum):
    """From everyone up to the owner; a level includes those above it."""

    ANYONE = 0
    VIEWER = 1
    AGENT = 2
    MANAGER = 3
    OWNER = 4


_LEVEL_OF = {
    Role.VIEWER: Level.VIEWER,
    Role.AGENT: Level.AGENT,
    Role.MANAGER: Level.MANAGER,
    Role.OWNER: Level.OWNER,
}


def policy(read: Level, *, write: Level | None = None) -> Callable[[View[P]], View[P]]:
    """A view that may be read (GET) from level `read` on and posted to from `write` on; without `write`: no POST."""

    def wrap(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            is_read = request.method in {"GET", "HEAD"}
            needed = read if is_read else write
            if needed is None or request.method not in {"GET", "HEAD", "POST"}:
                return HttpResponseNotAllowed(["GET", "HEAD"])
            return _refusal(request, needed) or view(request, *args, **kwargs)

        guarded.policy = (read, write)  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return wrap


def posts(write: Level) -> Callable[[View[P]], View[P]]:
    """A view that only takes POST, from level `write` on."""

    def wrap(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method != "POST":
                return HttpResponseNotAllowed(["POST"])
            return _refusal(request, write) or view(request, *args, **kwargs)

        guarded.policy = (None, write)  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return wrap


def member(request: HttpRequest) -> User:
    """The signed-in member of the team; only for views whose policy is VIEWER or above."""
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    return user


def level_of(request: HttpRequest) -> Level:
    """What the one who asks may do."""
    user = request.user
    return _LEVEL_OF[Role(user.role)] if isinstance(user, User) else Level.ANYONE


def _refusal(request: HttpRequest, needed: Level) -> HttpResponseBase | None:
    if needed is Level.ANYONE:
        return None
    if not request.user.is_authenticated:
        return _to_the_door(request)
    if level_of(request) < needed:
        raise PermissionDenied
    return None


def _to_the_door(request: HttpRequest) -> HttpResponseBase:
    if not get_user_model().objects.exists():
        return HttpResponseRedirect(reverse("web:welcome"))
    is_page = request.method == "GET" and not getattr(request, "htmx", False)
    query = "?" + urlencode({"next": request.get_full_path()}) if is_page and request.path != "/" else ""
    to = reverse("web:sign_in") + query
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": to})
    return HttpResponseRedirect(to)
