"""How is a conversation answered: kept while it is typed, looked at, sent, taken back; noted for the team?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hafawa.conversations import actions, queries, replying, ways
from hafawa.conversations.composing import attaching, drafts, mentioning, presence, saved
from hafawa.conversations.composing.attaching import Attached, NotAttached, Upload
from hafawa.conversations.composing.drafts import Kept
from hafawa.conversations.composing.models import DraftKind
from hafawa.conversations.composing.typed import plain
from hafawa.conversations.going import Gone, NotThen, SomebodyWrote
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.kernel.text import isolate
from hafawa.team.models import User
from hafawa.team.permissions import Level
from hafawa.web import said
from hafawa.web.policy import member, policy, posts
from hafawa.web.reads import composer as read
from hafawa.web.templatetags.page import listed
from hafawa.web.typed import number

LONGEST = 100_000
_MANY = 50  # saved replies put into one answer


class NotSaid(Refused):
    """No word of ours that something was sent here."""


@policy(Level.AGENT)
def inbox_write(request: HttpRequest, conversation_id: int) -> HttpResponseBase:
    """Only the box, with the last words: for a small screen, or without the thread."""
    found, me = _found(request, conversation_id), member(request)
    event, _reading = read.answered(found, to=me)
    now = clock.now()
    who, news = queries.who_is_in(found), said.news(request, now=now)
    shown = read.of(found, who, to=me, now=now, news=news, back=request.get_full_path(), is_alone=True)
    return render(request, "inbox/write_page.html", {"composer": shown, "conversation": found, "answered": event})


@posts(Level.AGENT)
def inbox_write_remarks(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """What may be looked at again in an answer, what it promises, what would stop it; nothing is kept."""
    found, now = _found(request, conversation_id), clock.now()
    goes_at = _time(request.POST.get("at", "")) or now
    coached = read.coached(
        _text(request), found, to=member(request), goes_at=max(goes_at, now), passed_over=_passed_over(request)
    )
    return render(request, "inbox/remarks.html", {"coached": coached, "passed_over": _passed_over(request)})


@posts(Level.AGENT)
def inbox_write_draft(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Keep what is being typed; 409 with the newer words where another window has them."""
    found = _found(request, conversation_id)
    kept = drafts.keep(
        found.key,
        _text(request),
        user=member(request),
        kind=_kind(request),
        since=number(request.POST.get("since", "")) or 0,
        now=clock.now(),
        person_id=found.person_id,
        passed_over=_passed_over(request),
    )
    if isinstance(kept, Kept):
        return JsonResponse({"rev": kept.rev})
    return JsonResponse(asdict(kept) | {"at": kept.at.isoformat()}, status=409)


@posts(Level.AGENT)
def inbox_write_here(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Note that somebody has it open; who else has, and whether something was said meanwhile."""
    found, me, now = _found(request, conversation_id), member(request), clock.now()
    if request.POST.get("act") == "left":
        presence.left(found.key, user=me)
        return HttpResponse(status=204)
    presence.note(found.key, user=me, is_writing=request.POST.get("writing") == "1", now=now)
    mentioning.seen(me, now=now, key=found.key)
    seen = number(request.POST.get("seen", ""))
    came = replying.meanwhile(found, seen) if seen is not None else []
    others = presence.others(found.key, user=me, now=now)
    return render(request, "inbox/here.html", {"others": others, "came": came, "conversation": found})


@policy(Level.AGENT)
def inbox_write_replies(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """The saved replies that answer to what was typed after /, ready to be put in."""
    found = _found(request, conversation_id)
    sought = request.GET.get("q", "")[:60]
    return render(
        request, "inbox/replies.html", {"replies": read.replies(sought, found, to=member(request)), "sought": sought}
    )


@posts(Level.AGENT)
def inbox_write_reply(request: HttpRequest, conversation_id: int) -> HttpResponseBase:
    """Send it, at once or later, and close where asked; what is refused is kept, and said above the words."""
    found, me, now = _found(request, conversation_id), member(request), clock.now()
    text, files = _text(request), _named(request)
    if _was_just_sent(request, found, text, files, by=me, now=now):
        return _lead(request, f"{_back(request, found)}#write")  # the button was pressed twice
    _keep(request, found, text, by=me, now=now)
    try:
        gone = _send(request, found, text, [*files, *_just_attached(request, found, by=me, now=now)], by=me, now=now)
    except Refused as refused:
        return _refused(request, found, refused, by=me, now=now)
    if request.POST.get("then") == "close":
        actions.close([found], by=me, now=now)
    return _lead(request, said.leading_on(_back(request, found), gone, found, now=now) + "#write")


@posts(Level.AGENT)
def inbox_write_files(request: HttpRequest, conversation_id: int) -> HttpResponseBase:
    """Put files into the draft of an answer, or take one out; what is not taken is said, and not kept."""
    found, me, now = _found(request, conversation_id), member(request), clock.now()
    is_part = bool(request.htmx)  # type: ignore[attr-defined]
    if not is_part and "text" in request.POST:  # the whole form came, without script: nothing typed is lost
        _keep(request, found, _text(request), by=me, now=now)
    if public_id := request.POST.get("remove", ""):
        attaching.remove(found.key, public_id, user=me)
    came = _attached(request, found, by=me, now=now)
    if is_part:
        context = {"files": attaching.of(found.key, user=me), "refused": came.refused, "conversation": found}
        return render(request, "inbox/write_files.html", context, status=422 if came.refused else 200)
    for sentence in came.refused:
        messages.error(request, sentence)
    return redirect(f"{_back(request, found)}#write")


@posts(Level.AGENT)
def inbox_write_undo(request: HttpRequest, conversation_id: int) -> HttpResponseBase:
    """Take back what was sent, while it still can be: the words are in the box again."""
    found, me, now = _found(request, conversation_id), member(request), clock.now()
    given = said.read(request.POST.get(said.NAME, ""))
    if given is None or given.conversation_id != found.pk:
        raise NotSaid(_("What was to be taken back is not known here. Nothing was changed."))
    with transaction.atomic():
        text = replying.take_back(given.ref, channel=given.channel, by=me, now=now)
        if text is not None:
            saved.not_used(found.key, by=me, at=given.at)
            attaching.given_back(channel=given.channel, ref=given.ref)
            drafts.taken_back(found.key, text, user=me, kind=DraftKind.REPLY, now=now)
    if text is not None:
        messages.success(request, _("It was not sent. Your words are in the box again."))
    else:
        messages.error(request, _("It is on its way already and cannot be taken back."))
    return _lead(request, f"{_back(request, found)}#write")


@posts(Level.AGENT)
def inbox_write_note(request: HttpRequest, conversation_id: int) -> HttpResponseBase:
    """Keep a note among the team, and tell those it names. There is no way from here to the customer."""
    found, me, now = _found(request, conversation_id), member(request), clock.now()
    with transaction.atomic():
        note = actions.note(found, plain(request.POST.get("note", "")), by=me, now=now)
        told = mentioning.tell(note, by=me, now=now)
        drafts.forget(found.key, user=me, kind=DraftKind.NOTE)
    if told.told:
        words = _("The note is kept, and {names} will see that they were named.")
        messages.success(request, words.format(names=_names(told.told)))
    if told.not_told:
        words = _("{names} may not see this conversation and were told nothing.")
        messages.warning(request, words.format(names=_names(told.not_told)))
    return _lead(request, f"{_back(request, found)}#write")


@policy(Level.AGENT)
def inbox_mentions(request: HttpRequest) -> HttpResponseBase:
    """Where somebody named the one who asks."""
    found = mentioning.of(member(request))[: mentioning.MOST]
    return render(request, "inbox/mentions.html", {"mentions": list(found)})


@posts(Level.AGENT)
def inbox_mentions_seen(request: HttpRequest) -> HttpResponseBase:
    """They looked at all of them."""
    mentioning.seen(member(request), now=clock.now())
    return redirect("web:inbox_mentions")


def _found(request: HttpRequest, conversation_id: int) -> Conversation:
    seen = Conversation.objects.visible_to(member(request))
    return get_object_or_404(seen.select_related("person", "mailbox", "merged_into"), id=conversation_id)


def _send(request: HttpRequest, found: Conversation, text: str, files: list[str], *, by: User, now: datetime) -> Gone:
    with transaction.atomic():
        chosen = attaching.chosen(found.key, files, user=by, channel=found.channel)
        gone = replying.reply(
            found,
            text,
            by=by,
            seen_event_id=number(request.POST.get("seen", "")) or 0,
            now=now,
            not_before=_when(request),
            used=_used(request),
            files=attaching.as_files(chosen),
        )
        attaching.sent(chosen, channel=gone.channel, ref=gone.ref, now=now)
        drafts.sent(found.key, text, user=by, kind=DraftKind.REPLY, now=now)
    return gone


def _was_just_sent(
    request: HttpRequest, found: Conversation, text: str, files: list[str], *, by: User, now: datetime
) -> bool:
    """Whether this very answer, its files with it, went out a moment ago."""
    if files:
        return attaching.were_just_sent(found.key, files, user=by, now=now)
    is_new = bool(request.FILES)
    return not is_new and drafts.was_just_sent(found.key, text, user=by, kind=DraftKind.REPLY, now=now)


def _just_attached(request: HttpRequest, found: Conversation, *, by: User, now: datetime) -> list[str]:
    """Files that came with the answer itself, from a browser without script. Raises NotAttached: then none went."""
    came = _attached(request, found, by=by, now=now)
    if came.refused:
        raise NotAttached(" ".join([*came.refused, _("Nothing was sent and your words are kept.")]))
    return [one.public_id for one in came.kept]


def _attached(request: HttpRequest, found: Conversation, *, by: User, now: datetime) -> Attached:
    given = request.FILES.getlist("files")
    if given and not ways.sends(found):
        return Attached([], [_("No files go out from here on this channel.")])
    uploads = (Upload(one.name or "", one.chunks()) for one in given)
    return attaching.attach(found.key, uploads, user=by, channel=found.channel, now=now, person_id=found.person_id)


def _named(request: HttpRequest) -> list[str]:
    """The files the writer had before their eyes: another window's are not sent along."""
    return request.POST.getlist("file")[:_MANY]


def _keep(request: HttpRequest, found: Conversation, text: str, *, by: User, now: datetime) -> None:
    """Before anything can be refused: what was pressed to be sent is the newest there is."""
    standing = drafts.of(found.key, user=by, kind=DraftKind.REPLY)
    drafts.keep(
        found.key, text, user=by, kind=DraftKind.REPLY, since=standing.rev, now=now, person_id=found.person_id,
        passed_over=_passed_over(request),
    )  # fmt: skip


def _refused(
    request: HttpRequest, found: Conversation, refused: Refused, *, by: User, now: datetime
) -> HttpResponseBase:
    """The box again, with what stood in the way above it; the newest is before their eyes now."""
    if not request.htmx:  # type: ignore[attr-defined]
        raise refused
    came = tuple(refused.meanwhile) if isinstance(refused, SomebodyWrote) else ()
    more: dict[str, Any] = {} if came else {"seen_event_id": number(request.POST.get("seen", "")) or 0}
    shown = read.of(
        found,
        queries.who_is_in(found),
        to=by,
        now=now,
        back=_back(request, found),
        refusal=refused.message,
        meanwhile=came,
        **more,
    )
    return render(request, "inbox/composer.html", {"composer": shown, "conversation": found}, status=422)


def _lead(request: HttpRequest, to: str) -> HttpResponseBase:
    """Go on to `to`; a browser that is there already loads it again, which a mere # would not make it do."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(to)
    is_there = to.partition("#")[0] == request.htmx.current_url_abs_path  # type: ignore[attr-defined]
    return HttpResponse(headers={"HX-Refresh": "true"} if is_there else {"HX-Redirect": to})


def _back(request: HttpRequest, found: Conversation) -> str:
    """The page the box stands on, as it was asked for: one of this conversation's."""
    own = reverse("web:inbox_write", args=[found.pk])
    back = said.without(request.POST.get("back", "")[:2000])
    whole = reverse("web:inbox_conversation", args=[found.pk])
    return back if urlsplit(back).path in (own, whole) else whole


def _text(request: HttpRequest) -> str:
    return plain(request.POST.get("text", ""))[:LONGEST]


def _kind(request: HttpRequest) -> str:
    kind = request.POST.get("kind", "")
    if kind not in DraftKind.values:
        raise Http404
    return kind


def _passed_over(request: HttpRequest) -> list[str]:
    return request.POST.getlist("passed_over")[: drafts.PASSED_OVER_MOST]


def _used(request: HttpRequest) -> list[int]:
    given = (number(text) for text in request.POST.getlist("used")[:_MANY])
    return [pk for pk in given if pk is not None]


def _when(request: HttpRequest) -> datetime | None:
    """When it is to go out: the button pressed says so, or the field of the own time with its button."""
    asked = request.POST.get("send_at", "")
    given = request.POST.get("at", "") if asked == "own" else asked
    if not given:
        return None
    when = _time(given)
    if when is None:
        raise NotThen(_("Choose a time to come, within a year. Nothing was sent and your words are kept."))
    return when


def _time(typed: str) -> datetime | None:
    """A time as a form sends it, by the shop's clock; None where it is none."""
    try:
        found = datetime.fromisoformat(typed) if 10 < len(typed) <= 32 else None
        aware = timezone.make_aware(found) if found and timezone.is_naive(found) else found
        return timezone.localtime(aware) if aware else None
    except (ValueError, OverflowError):
        return None


def _names(users: tuple[User, ...]) -> str:
    return listed(isolate(user.name) for user in users)
