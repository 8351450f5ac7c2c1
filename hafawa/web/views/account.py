"""How does one sign in, where is one signed in, and what makes it safer? Each member for themselves."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY, update_session_auth_hash
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hafawa.kernel import clock
from hafawa.team import actions, audit, members
from hafawa.team.models import User
from hafawa.team.permissions import Level
from hafawa.web.forms_team import PasswordForm
from hafawa.web.policy import member, policy, posts
from hafawa.web.words import browsers


@policy(Level.VIEWER, before_second_step=True)
def security(request: HttpRequest) -> HttpResponse:
    """Password, second step, passkeys, and where they are signed in."""
    return render(request, "account/security.html", _page(request, PasswordForm()))


@posts(Level.VIEWER, before_second_step=True)
def account_password(request: HttpRequest) -> HttpResponseBase:
    """A new password; this browser stays signed in, others do not."""
    user, form = member(request), PasswordForm(request.POST)
    if form.is_valid():
        try:
            members.change_password(user, **form.cleaned_data, now=clock.now())
        except members.WrongPassword as refused:
            form.add_error("present", refused.message)
        except actions.PasswordTooWeak as refused:
            form.add_error("new", refused.message)
        else:
            _stay(request, user)
            messages.success(request, _("The new password holds from now on."))
            return redirect("web:security")
    return render(request, "account/security.html", _page(request, form), status=422)


@posts(Level.VIEWER, before_second_step=True)
def session_end(request: HttpRequest, session_id: int) -> HttpResponseBase:
    """One browser is signed out."""
    user = member(request)
    found = get_object_or_404(UserSession.objects.filter(user_id=user.pk), id=session_id)
    if found.session_key != request.session.session_key:
        found.end()
        audit.note(by=user, what="team.session_ended", about=f"user:{user.pk}", now=clock.now())
        messages.success(request, _("That browser is signed out."))
    return redirect("web:security")


@posts(Level.VIEWER, before_second_step=True)
def sessions_end(request: HttpRequest) -> HttpResponseBase:
    """Every other browser is signed out, and links and tokens made until now hold no more."""
    user = member(request)
    members.end_access(user, now=clock.now())
    audit.note(by=user, what="team.all_access_ended", about=f"user:{user.pk}", now=clock.now())
    _stay(request, user)
    messages.success(request, _("Every other browser is signed out."))
    return redirect("web:security")


def _stay(request: HttpRequest, user: User) -> None:
    """This browser goes on under a new session key; allauth's list of browsers follows."""
    mine = UserSession.objects.filter(session_key=request.session.session_key)
    ids = list(mine.values_list("pk", flat=True))
    update_session_auth_hash(request, user)
    UserSession.objects.filter(pk__in=ids).update(session_key=request.session.session_key)
    for other in UserSession.objects.filter(user_id=user.pk).exclude(pk__in=ids):
        other.end()


def _page(request: HttpRequest, form: PasswordForm) -> dict[str, Any]:
    user = member(request)
    keys = list(Authenticator.objects.filter(user_id=user.pk).order_by("created_at"))
    here = request.session.session_key
    shown = [
        {"row": s, "is_here": s.session_key == here, "words": browsers.words(s.user_agent)} for s in _sessions(user)
    ]
    return {
        "password_form": form,
        "code": next((k for k in keys if k.type == Authenticator.Type.TOTP), None),
        "recovery": next((k for k in keys if k.type == Authenticator.Type.RECOVERY_CODES), None),
        "passkeys": [{"key": k, "name": k.data["name"]} for k in keys if k.type == Authenticator.Type.WEBAUTHN],
        "sessions": sorted(shown, key=lambda s: not s["is_here"]),
        "owes": user.role in getattr(request, "second_step_roles", []) and not keys,
        "may_have_passkeys": request.is_secure() or settings.HAFAWA_HTTPS or request.get_host().startswith("localhost"),
        "localhost": f"http://localhost:{request.get_port()}{request.path}",
    }


def _sessions(user: User) -> list[UserSession]:
    """Those that still hold, newest first; others are passed over, and go at the next signing in."""
    found, hold = (
        UserSession.objects.filter(user_id=user.pk).order_by("-created_at")[:100],
        user.get_session_auth_hash(),
    )
    return [s for s in found if SessionStore(s.session_key).get(HASH_SESSION_KEY) == hold]
