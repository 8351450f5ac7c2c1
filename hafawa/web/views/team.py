"""Who works here, who is invited, and what may each of them do?"""

from __future__ import annotations

import logging
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hafawa.kernel import clock
from hafawa.team import links, members
from hafawa.team.models import LinkKind, OneTimeLink, Role, Shop, User
from hafawa.team.permissions import Level
from hafawa.web import mail
from hafawa.web.forms_team import InviteForm, SecondStepForm, roles_of
from hafawa.web.policy import level_of, member, policy, posts
from hafawa.web.where import link_to

INVITED, RESET = "invited", "reset"
_log = logging.getLogger(__name__)


@policy(Level.VIEWER)
def team(request: HttpRequest) -> HttpResponse:
    """The team; who may handle whom sees how."""
    return render(request, "team/team.html", _page(request))


@posts(Level.MANAGER, fresh=True)
def team_invite(request: HttpRequest) -> HttpResponseBase:
    """A link for a new colleague, shown once; mailed where mail is set up."""
    form = InviteForm(request.POST, by=member(request))
    if not form.is_valid():
        return render(request, "team/team.html", _page(request) | {"invite_form": form}, status=422)
    try:
        link, token = members.invite(**form.cleaned_data, by=member(request), now=clock.now())
    except members.AlreadyHere as refused:
        form.add_error("email", refused.message)
        return render(request, "team/team.html", _page(request) | {"invite_form": form}, status=422)
    return _show_link(request, kind=INVITED, email=link.email, path=reverse("web:join", args=[token]))


@posts(Level.MANAGER)
def team_take_back(request: HttpRequest, link_id: int) -> HttpResponseBase:
    """An invitation opens nothing any more."""
    seen = OneTimeLink.objects.visible_to(member(request)).filter(kind=LinkKind.INVITE)
    link = get_object_or_404(seen, id=link_id)
    members.take_back(link, by=member(request), now=clock.now())
    return _back(request, _("The invitation is taken back."))


@posts(Level.MANAGER, fresh=True)
def team_role(request: HttpRequest, user_id: int) -> HttpResponseBase:
    """A colleague may do more, or less."""
    user, role = _colleague(user_id), request.POST.get("role", "")
    if role in Role.values:
        members.change_role(user, role, by=member(request), now=clock.now())
    return _back(request, _("Kept."))


@posts(Level.MANAGER, fresh=True)
def team_deactivate(request: HttpRequest, user_id: int) -> HttpResponseBase:
    """A colleague is out, at once."""
    members.deactivate(_colleague(user_id), by=member(request), now=clock.now())
    return _back(request, _("They are signed out everywhere and cannot sign in. What they noted stays."))


@posts(Level.MANAGER, fresh=True)
def team_reactivate(request: HttpRequest, user_id: int) -> HttpResponseBase:
    """A colleague is back."""
    members.reactivate(_colleague(user_id), by=member(request), now=clock.now())
    return _back(request, _("They can sign in again."))


@posts(Level.MANAGER, fresh=True)
def team_link(request: HttpRequest, user_id: int) -> HttpResponseBase:
    """A link with which a colleague sets a new password, shown once."""
    user = _colleague(user_id)
    token = members.password_link(user, by=member(request), now=clock.now())
    return _show_link(request, kind=RESET, email=user.email, path=reverse("web:new_password", args=[token]))


@posts(Level.OWNER, fresh=True)
def team_drop_second_step(request: HttpRequest, user_id: int) -> HttpResponseBase:
    """For a colleague who lost their telephone."""
    members.drop_second_step(_colleague(user_id), by=member(request), now=clock.now())
    return _back(request, _("Their second step is gone. They sign in with the password alone until they set up anew."))


@posts(Level.OWNER, fresh=True)
def team_hand_over(request: HttpRequest, user_id: int) -> HttpResponseBase:
    """Somebody else owns the shop."""
    members.hand_over(_colleague(user_id), by=member(request), now=clock.now())
    return _back(request, _("The shop is handed over. You are a manager now."))


@posts(Level.OWNER, fresh=True)
def team_second_step(request: HttpRequest) -> HttpResponseBase:
    """From whom a second step is asked."""
    form = SecondStepForm(request.POST)
    if form.is_valid():
        members.ask_second_step(form.cleaned_data["roles"], by=member(request), now=clock.now())
    return _back(request, _("Kept."))


def _colleague(user_id: int) -> User:
    return get_object_or_404(User, id=user_id)


def _back(request: HttpRequest, words: str) -> HttpResponseBase:
    messages.success(request, words)
    return redirect("web:team")


def _show_link(request: HttpRequest, *, kind: str, email: str, path: str) -> HttpResponse:
    address = link_to(request, path)
    shown = {"kind": kind, "email": email, "address": address, "mailed": _mail(kind, email=email, address=address)}
    return render(request, "team/team.html", _page(request) | {"link": shown})


def _mail(kind: str, *, email: str, address: str) -> str:
    """`sent`, `failed` or `none`. At once and not by a worker: what waits for a worker is kept, and a token is not."""
    if not settings.HAFAWA_MAIL_URL:
        return "none"
    try:
        mail.send_link(kind, email=email, address=address)
    except OSError as error:  # the server is away, refuses, or drops the line; the link is on the page all the same
        _log.warning("A link could not be mailed: %s", type(error).__name__)
        return "failed"
    return "sent"


def _page(request: HttpRequest) -> dict[str, Any]:
    me, is_manager = member(request), level_of(request) >= Level.MANAGER
    users = list(User.objects.order_by("-is_active", "name", "id"))
    secured = set(Authenticator.objects.exclude(type="recovery_codes").values_list("user_id", flat=True))
    rows = [
        {
            "user": u,
            "is_me": u.pk == me.pk,
            "may_handle": members.may_handle(me, u.role) and u.pk != me.pk,
            "has_second_step": u.pk in secured,
        }
        for u in users
    ]
    return {
        "rows": rows,
        "roles": roles_of(me),
        "waiting": list(links.waiting(clock.now())) if is_manager else [],
        "invite_form": InviteForm(by=me) if is_manager else None,
        "second_step_form": SecondStepForm(initial={"roles": Shop.get().second_step_roles}),
        "is_owner": level_of(request) >= Level.OWNER,
        "hours": links.HOURS,
    }
