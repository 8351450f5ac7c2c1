"""How is the bubble on the shop's site set up?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hafawa.channels.chat import site
from hafawa.channels.models import ChatSite
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.team.models import LANGUAGES
from hafawa.team.permissions import Level
from hafawa.web import once
from hafawa.web.chat_forms import ChatForm
from hafawa.web.policy import member, policy, posts
from hafawa.web.where import link_to


@policy(Level.MANAGER, write=Level.MANAGER)
def settings_chat(request: HttpRequest) -> HttpResponseBase:
    """On or off, where it stands, what it says, the line to copy, and how it looks."""
    kept = ChatSite.get()
    form = ChatForm(request.POST or None, initial=ChatForm.initial_of(kept))
    if request.method == "POST" and form.is_valid():
        try:
            site.change(**form.said(), by=member(request), now=clock.now())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Kept."))
            return redirect("web:settings_chat")
    return _page(request, kept, form=form)


@posts(Level.MANAGER)
def settings_chat_secret(request: HttpRequest) -> HttpResponseBase:
    """A new secret with which the shop's site says who is signed in there; shown this once."""
    if not once.is_first(request):
        return redirect("web:settings_chat")
    secret = site.new_secret(by=member(request), now=clock.now())
    kept = ChatSite.get()
    return _page(request, kept, form=ChatForm(initial=ChatForm.initial_of(kept)), secret=secret)


def _page(request: HttpRequest, kept: ChatSite, *, form: ChatForm, secret: str = "") -> HttpResponseBase:
    origin = link_to(request, "")
    context: dict[str, Any] = {
        "form": form,
        "kept": kept,
        "secret": secret,
        "ticket": once.ticket(),
        "snippet": f'<script src="{origin}{reverse("web:chat_widget")}" defer></script>',
        "policy": f"script-src {origin}; connect-src {origin}",
        "previews": [code for code, _name in LANGUAGES],
        "is_overlapping": bool(kept.before_until and kept.before_until > clock.now()),
        "example_until": int((clock.now() + timedelta(hours=1)).timestamp()),
    }
    answer = render(request, "settings/chat.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer
