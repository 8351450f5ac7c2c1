"""Which programs hold a key, and what may each do?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.team import tokens
from hafawa.team.models import ApiToken, User
from hafawa.team.permissions import Level
from hafawa.web import once
from hafawa.web.outside_forms import TokenForm
from hafawa.web.policy import member, policy, posts


@policy(Level.MANAGER, write=Level.MANAGER)
def settings_tokens(request: HttpRequest) -> HttpResponseBase:
    """Every key one may see, and the place to make one; a new one is shown this once."""
    by = member(request)
    form = TokenForm(request.POST or None, by=by)
    made: tuple[ApiToken, str] | None = None
    if request.method == "POST" and form.is_valid():
        if not once.is_first(request):
            messages.info(request, _("This key was made already. It was shown once; make another if it was lost."))
            return redirect("web:settings_tokens")
        made = _make(form, by)
        form = form if made is None else TokenForm(by=by)
    context = {"form": form, "made": made, "rows": _rows(by), "ticket": once.ticket()}
    answer = render(request, "settings/tokens.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@posts(Level.MANAGER)
def settings_token_revoke(request: HttpRequest, token_id: int) -> HttpResponseBase:
    """End a key at once."""
    by = member(request)
    token = get_object_or_404(tokens.seen_by(by), id=token_id)
    tokens.revoke(token, by=by, now=clock.now())
    messages.success(request, _("The key is ended. What uses it gets no answer any more."))
    return redirect("web:settings_tokens")


def _make(form: TokenForm, by: User) -> tuple[ApiToken, str] | None:
    said = form.cleaned_data
    try:
        return tokens.make(
            user=said["user"],
            name=said["name"],
            scopes=form.scopes(),
            days=int(said["days"]),
            by=by,
            now=clock.now(),
        )
    except Refused as refused:
        form.add_error(None, refused.message)
        return None


def _rows(by: User) -> list[dict[str, Any]]:
    now = clock.now()
    words = {
        "revoked": _("Ended"),
        "expired": _("Has run out"),
        "inactive": _("Its holder has left"),
        "password": _("Ended: the password was changed"),
    }
    return [
        {"token": t, "ended": words.get(tokens.ends(t, now=now), ""), "scopes": _scopes(t)}
        for t in tokens.seen_by(by)[:200]
    ]


def _scopes(token: ApiToken) -> list[dict[str, Any]]:
    reach = tokens.reach(token.scopes)
    return [{"area": tokens.AREAS.get(area, area), "writes": writes} for area, writes in reach.items()]
