"""Who may see this page? Every view says so with `@policy`; a route whose view does not is a failing test."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from hafawa.team import permissions
from hafawa.team.models import User
from hafawa.team.permissions import Level

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
READS = ("GET", "HEAD")
_GREATEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Policy:
    """From which level on a page may be read (None: not at all) and posted to (None: not at all).

    `fresh` asks for the password or second step again unless that was within five minutes. `before_second_step` lets
    those in who still have to set up the second step that the owner asks of their role. `back_to` is for what is posted
    with a secret in it: after asking again one comes back to that page, and what was posted is kept nowhere.
    """

    read: Level | None
    write: Level | None = None
    fresh: bool = False
    before_second_step: bool = False
    back_to: str = ""

    def needed(self, method: str | None) -> Level | None:
        """The level that `method` asks for; None where the page does not take it."""
        return self.read if method in READS else self.write if method == "POST" else None

    @property
    def methods(self) -> list[str]:
        """What the page takes."""
        return [*(READS if self.read is not None else ()), *(("POST",) if self.write is not None else ())]


def policy(
    read: Level | None,
    *,
    write: Level | None = None,
    fresh: bool = False,
    before_second_step: bool = False,
    back_to: str = "",
) -> Callable[[View[P]], View[P]]:
    """A view that may be read (GET) from level `read` on and posted to from `write` on; without `write`: no POST."""
    declared = Policy(read, write, fresh=fresh, before_second_step=before_second_step, back_to=back_to)

    def wrap(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            needed = declared.needed(request.method)
            if needed is None:
                return HttpResponseNotAllowed(declared.methods)
            if (refusal := _refusal(request, needed, declared)) is not None:
                return refusal
            if any(isinstance(value, int) and value > _GREATEST_ID for value in kwargs.values()):
                raise Http404  # no database can be asked for it
            return view(request, *args, **kwargs)

        guarded.policy = declared  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return wrap


def posts(
    write: Level, *, fresh: bool = False, before_second_step: bool = False, back_to: str = ""
) -> Callable[[View[P]], View[P]]:
    """A view that only takes POST, from level `write` on."""
    return policy(None, write=write, fresh=fresh, before_second_step=before_second_step, back_to=back_to)


def member(request: HttpRequest) -> User:
    """The signed-in member of the team; only for views whose policy is VIEWER or above."""
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    return user


def level_of(request: HttpRequest) -> Level:
    """What the one who asks may do."""
    return permissions.level_of(request.user)


def _refusal(request: HttpRequest, needed: Level, declared: Policy) -> HttpResponseBase | None:
    if needed is Level.ANYONE:
        return None
    if not request.user.is_authenticated:
        return _to_the_door(request)
    if level_of(request) < needed:
        raise PermissionDenied
    if not declared.before_second_step and _owes_second_step(request):
        return _lead_to(request, reverse("web:security"))
    if declared.fresh and _is_stale(request):
        return _ask_again(request, back_to=declared.back_to)
    return None


def _owes_second_step(request: HttpRequest) -> bool:
    """The owner asks a second step of their role, and they have none. `TheirLanguage` read the shop's roles."""
    roles: list[str] = getattr(request, "second_step_roles", [])
    if member(request).role not in roles:
        return False
    from allauth.mfa.models import Authenticator

    return not Authenticator.objects.filter(user_id=request.user.pk).exclude(type="recovery_codes").exists()


def _is_stale(request: HttpRequest) -> bool:
    from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate

    return not did_recently_reauthenticate(request)


def _ask_again(request: HttpRequest, *, back_to: str) -> HttpResponseBase:
    """To the page that asks; what was posted waits in the session and is done afterwards, unless there is `back_to`."""
    from allauth.core.exceptions import ReauthenticationRequired

    if back_to:
        return _lead_to(request, reverse("account_reauthenticate") + "?" + urlencode({"next": reverse(back_to)}))
    if getattr(request, "htmx", False):
        came_from = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
        return _lead_to(request, reverse("account_reauthenticate") + "?" + urlencode({"next": came_from}))
    raise ReauthenticationRequired


def _to_the_door(request: HttpRequest) -> HttpResponseBase:
    if not get_user_model().objects.exists():
        return HttpResponseRedirect(reverse("web:welcome"))
    is_page = request.method == "GET" and not getattr(request, "htmx", False)
    query = "?" + urlencode({"next": request.get_full_path()}) if is_page and request.path != "/" else ""
    return _lead_to(request, reverse("web:sign_in") + query)


def _lead_to(request: HttpRequest, to: str) -> HttpResponseBase:
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": to})
    return HttpResponseRedirect(to)
