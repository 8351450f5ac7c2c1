"""One conversation: read, answered, noted, handed over, put with others or taken apart."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hafawa.conversations import actions, counting, public, queries
from hafawa.conversations.models import Conversation, ReplyLater
from hafawa.kernel import clock
from hafawa.team.permissions import Level
from hafawa.timeline.models import Event
from hafawa.web import said
from hafawa.web.policy import level_of, member, policy, posts
from hafawa.web.reads import calls, composer, outgoing, private, surveys, talk
from hafawa.web.reads import conversation as read
from hafawa.web.reads import inbox as lists
from hafawa.web.reads.chat import chat_of
from hafawa.web.typed import number
from hafawa.web.views import inbox as inbox_views


@policy(Level.VIEWER)
def inbox_conversation(request: HttpRequest, conversation_id: int) -> HttpResponseBase:
    """The thread, and beside it what to know of the person."""
    found = _found(request, conversation_id)
    if found.merged_into_id:
        return redirect("web:inbox_conversation", conversation_id=found.merged_into_id)
    before = number(request.GET.get("before", ""))
    if request.htmx:  # type: ignore[attr-defined]
        context = {"conversation": found, "thread": read.thread(found, to=member(request), before=before)}
        return render(request, "inbox/thread.html", context | {"list_query": lists.chosen(request.GET).query})
    prefetch_related_objects([found], "absorbed", "placed")  # whatever is read of it asks what is said in it
    return render(request, "inbox/conversation.html", _page(request, found, before=before))


@policy(Level.VIEWER)
def inbox_next(request: HttpRequest) -> HttpResponseBase:
    """Whoever waits longest of a view; back to the list when nobody is left."""
    chosen, after = lists.chosen(request.GET), number(request.GET.get("after", ""))
    here = Conversation(pk=after) if after else Conversation()
    found = queries.next_after(here, chosen.asked, to=member(request), now=clock.now())
    if found is None:
        return redirect(_to_list(request))
    return redirect(_address(found.pk, chosen.query))


@posts(Level.AGENT)
def inbox_conversation_act(request: HttpRequest, conversation_id: int) -> HttpResponseBase:
    """Close, open, put off, give, pile, tag; then stay, or go on to the next where it left the queue."""
    found, me, now = _found(request, conversation_id), member(request), clock.now()
    before, words = inbox_views.act(request, [found], by=me, now=now)
    inbox_views.notice(request, words, before)
    asked, chosen = request.POST.get("act", ""), lists.chosen(request.GET)
    left = asked == "close" or asked.startswith("until-")
    next_one = queries.next_after(found, chosen.asked, to=me, now=now) if left else None
    if left and next_one is None:
        return redirect(_to_list(request))
    return redirect(_address((next_one or found).pk, chosen.query))


@posts(Level.AGENT)
def inbox_arrange(request: HttpRequest, conversation_id: int) -> HttpResponseBase:
    """Put with another conversation, link, part, split off a message."""
    found, me, now = _found(request, conversation_id), member(request), clock.now()
    asked, other_id = request.POST.get("arrange", ""), number(request.POST.get("other", ""))
    to = found
    if asked in ("merge", "link", "unlink") and other_id is not None:
        other = _found(request, other_id)
        if asked == "merge":
            to = actions.merge(found, other, by=me, now=now)
            messages.success(request, _("They are read as one now. “Take apart” parts them again."))
        elif asked == "link":
            actions.link(found, other)
            messages.success(request, _("Each is named beside the other."))
        else:
            actions.unlink(found, other)
            messages.success(request, _("They are named beside each other no more."))
    elif asked == "part":
        to = actions.take_apart(found, request.POST.get("key", "")[:330], by=me, now=now)
        messages.success(request, _("It stands by itself again."))
    elif asked == "split" and other_id is not None:
        event = get_object_or_404(Event.objects.visible_to(me), id=other_id)
        to = actions.split_off(found, event, by=me, now=now)
        messages.success(request, _("This message and what came after it stand by themselves now."))
    else:
        raise Http404
    return redirect(_address(to.pk, lists.chosen(request.GET).query))


def _page(request: HttpRequest, found: Conversation, *, before: int | None) -> dict[str, Any]:
    me, now = member(request), clock.now()
    chosen = lists.chosen(request.GET)
    today = timezone.localdate(now)
    who = queries.who_is_in(found)
    kept = private.read(found, to=me)
    return {
        "conversation": found,
        "line": talk.line(found, to=me, now=now),
        "is_public": public.is_public(found.key),
        "thread": read.thread(found, to=me, before=before),
        "brief": read.brief(found, who, to=me, today=today),
        "composer": _composer(request, found, who, now=now),
        "call": calls.in_thread(found.key, who, to=me, now=now, is_confidential=kept.is_on) if who else None,
        "private": kept,
        "survey": surveys.read(found, to=me, now=now),
        "on_its_way": outgoing.in_conversation(counting.keys_of(found), to=me, now=now),
        "list_query": chosen.query,
        "list_title": lists.views()[chosen.asked.view],
        "is_on_pile": ReplyLater.objects.filter(conversation=found, user=me).exists(),
        "linked": list(Conversation.objects.visible_to(me).filter(linked=found)[:20]),
        "absorbed": list(Conversation.objects.visible_to(me).filter(merged_into=found)[:20]),
        "tags": lists.tags(),
        "chat": chat_of(found.key) if found.channel == "chat" else None,
        "live_refs": " ".join(counting.keys_of(found)),
        "today": today,
        "notice": inbox_views.noticed(request),
        **inbox_views.menus(now=now),
    }


def _composer(request: HttpRequest, found: Conversation, who: list[int], *, now: datetime) -> composer.Composer | None:
    """The box to answer in, for those who may."""
    if level_of(request) < Level.AGENT:
        return None
    news = said.news(request, now=now)
    return composer.of(found, who, to=member(request), now=now, news=news, back=request.get_full_path())


def _found(request: HttpRequest, conversation_id: int) -> Conversation:
    seen = Conversation.objects.visible_to(member(request))
    return get_object_or_404(seen.select_related("person", "assignee").prefetch_related("tags"), id=conversation_id)


def _address(conversation_id: int, query: str) -> str:
    return reverse("web:inbox_conversation", args=[conversation_id]) + (f"?{query}" if query else "")


def _to_list(request: HttpRequest) -> str:
    query = lists.chosen(request.GET).query
    return reverse("web:inbox") + (f"?{query}" if query else "")
