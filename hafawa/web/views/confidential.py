"""Who reads this conversation: all who may, or only a few? And how does it become so, or open again?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hafawa.conversations import confidential as acts
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock
from hafawa.team.models import User
from hafawa.team.permissions import Level
from hafawa.web.policy import member, policy, posts
from hafawa.web.reads import private


@policy(Level.AGENT)
def confidential(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Who reads it, on a page of its own."""
    return render(request, "inbox/confidential.html", _told(request, _conversation(request, conversation_id)))


@posts(Level.AGENT)
def confidential_on(request: HttpRequest, conversation_id: int) -> HttpResponseBase:
    """From here on only its readers meet it."""
    found = _conversation(request, conversation_id)
    acts.turn_on(found, why=request.POST.get("why", ""), by=member(request), now=clock.now())
    return _after(request, found, _("It is confidential now. Only its readers and managers meet it, on every page."))


@posts(Level.AGENT)
def confidential_off(request: HttpRequest, conversation_id: int) -> HttpResponseBase:
    """It is open to the team again."""
    found = _conversation(request, conversation_id)
    acts.turn_off(found, by=member(request), now=clock.now())
    return _after(request, found, _("It is open to the team again."))


@posts(Level.AGENT)
def confidential_decline(request: HttpRequest, conversation_id: int) -> HttpResponseBase:
    """What was found in it needs no narrowing."""
    found = _conversation(request, conversation_id)
    acts.decline(found, by=member(request), now=clock.now())
    return _after(request, found, _("It stays open to the team."))


@posts(Level.AGENT)
def confidential_reader(request: HttpRequest, conversation_id: int) -> HttpResponseBase:
    """A colleague reads it, or reads it no more."""
    found, me = _conversation(request, conversation_id), member(request)
    user = get_object_or_404(User, id=_number(request.POST.get("user", "")))
    if request.POST.get("act") == "remove":
        acts.remove_reader(found, user, by=me, now=clock.now())
        if not Conversation.objects.visible_to(me).filter(pk=found.pk).exists():
            messages.success(request, _("You do not read this conversation any more."))
            return _go(request, "/")
        return _after(request, found, _("They do not read it any more."))
    acts.add_reader(found, user, by=me, now=clock.now())
    return _after(request, found, _("They read it now."))


def _conversation(request: HttpRequest, conversation_id: int) -> Conversation:
    seen = Conversation.objects.visible_to(member(request)).select_related("assignee", "person")
    return get_object_or_404(seen, id=conversation_id)


def _told(request: HttpRequest, found: Conversation) -> dict[str, object]:
    return {"private": private.read(found, to=member(request)), "conversation": found}


def _after(request: HttpRequest, found: Conversation, words: str) -> HttpResponseBase:
    """The panel again; the conversation's page where there is no script."""
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "inbox/private.html", _told(request, found) | {"done": words})
    messages.success(request, words)
    return redirect(reverse("web:inbox_conversation", args=[found.pk]) + "#private")


def _go(request: HttpRequest, where: str) -> HttpResponseBase:
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Redirect": where})
    return redirect(where)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
