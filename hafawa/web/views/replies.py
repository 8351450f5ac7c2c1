"""Which replies are saved, how are they written, put away, taken out as a table and brought in?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.conversations.composing import placeholders, replies_csv, saved
from hafawa.conversations.composing.models import LANGUAGES, SavedReply
from hafawa.conversations.composing.replies_csv import BroughtIn
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.kernel.text import direction, isolate
from hafawa.team.models import LANGUAGES as LANGUAGE_NAMES
from hafawa.team.permissions import Level
from hafawa.web.policy import member, policy, posts
from hafawa.web.reply_forms import ReplyForm
from hafawa.web.templatetags.page import listed

#: Somebody who is nobody, to see how a reply reads.
SOMEBODY = {"en": ("Margaret", "Margaret Hill"), "ar": ("ليلى", "ليلى حدّاد"), "ka": ("გიორგი", "გიორგი ბერიძე")}
OWN_NAMES = dict(LANGUAGE_NAMES)
TOLD = 5  # rows left out that are told one by one


@policy(Level.AGENT, write=Level.AGENT)
def settings_replies(request: HttpRequest) -> HttpResponseBase:
    """All of them, and the place to write one."""
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = saved.write(form.said(), by=member(request), now=clock.now())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The reply is saved. Type / in an answer to find it."))
            return redirect("web:settings_reply", reply_id=made.pk)
    rows = saved.counted(SavedReply.objects.visible_to(member(request))).order_by("-archived_at", "title", "id")
    context = {
        "replies": [r for r in rows if r.archived_at is None],
        "archived": [r for r in rows if r.archived_at is not None],
        "form": form,
        "fillings": _fillings(),
    }
    return render(request, "settings/replies.html", context, status=422 if form.errors else 200)


@policy(Level.AGENT, write=Level.AGENT)
def settings_reply(request: HttpRequest, reply_id: int) -> HttpResponseBase:
    """One: its words, how they read, how often it went out."""
    reply = _found(request, reply_id)
    initial = {"title": reply.title, "shortcut": reply.shortcut, **{f"text_{c}": t for c, t in reply.texts.items()}}
    form = ReplyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            saved.change(reply, form.said(), by=member(request), now=clock.now())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Kept."))
            return redirect("web:settings_reply", reply_id=reply.pk)
    context = {"reply": reply, "form": form, "previews": _previews(reply.texts, request), "fillings": _fillings()}
    return render(request, "settings/reply.html", context, status=422 if form.errors else 200)


@posts(Level.AGENT)
def settings_reply_act(request: HttpRequest, reply_id: int) -> HttpResponseBase:
    """Put it away, or offer it again."""
    reply, by, now = _found(request, reply_id), member(request), clock.now()
    act = request.POST.get("act", "")
    if act == "archive":
        saved.archive(reply, by=by, now=now)
        messages.success(request, _("It is not offered any more. Where it went out is still known."))
    elif act == "restore":
        saved.restore(reply, by=by, now=now)
        messages.success(request, _("It is offered again."))
    else:
        raise Http404
    return redirect("web:settings_replies")


@posts(Level.AGENT)
def settings_replies_preview(request: HttpRequest) -> HttpResponse:
    """How what is being written would read, in each language it is in; nothing is kept."""
    texts = {code: request.POST.get(f"text_{code}", "")[: saved.LONGEST] for code in LANGUAGES}
    return render(request, "settings/reply_previews.html", {"previews": _previews(texts, request)})


@policy(Level.AGENT)
def settings_replies_csv(request: HttpRequest) -> HttpResponseBase:
    """All in use, as a table."""
    answer = HttpResponse("".join(replies_csv.rows()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="saved-replies.csv"'
    return answer


@posts(Level.AGENT)
def settings_replies_import(request: HttpRequest) -> HttpResponseBase:
    """Save what a table holds."""
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose a file. Nothing was brought in."))
        return redirect("web:settings_replies")
    content = file.read(replies_csv.LARGEST + 1)
    came = replies_csv.bring_in(content, by=member(request), now=clock.now())
    (messages.warning if came.left_out else messages.success)(request, _told(came))
    for row, why in came.left_out[:TOLD]:
        messages.warning(request, _("Row {row}: {why}").format(row=row, why=why))
    return redirect("web:settings_replies")


def _found(request: HttpRequest, reply_id: int) -> SavedReply:
    return get_object_or_404(saved.counted(SavedReply.objects.visible_to(member(request))), id=reply_id)


def _fillings() -> list[tuple[str, str]]:
    words = {
        "first_name": _("their first name"),
        "name": _("their whole name"),
        "order": _("the number of their newest order"),
        "shop": _("the shop's name"),
        "me": _("your name"),
    }
    return [(f"{{{name}}}", words[name]) for name in placeholders.NAMES]


def _previews(texts: dict[str, str], request: HttpRequest) -> list[dict[str, Any]]:
    found = []
    for code in LANGUAGES:
        if text := texts.get(code, "").strip():
            values = saved.values_for(None, order="10482", by=member(request))
            values |= dict(zip(("first_name", "name"), SOMEBODY[code], strict=True))
            filled = placeholders.fill(text, values)
            unknown = listed(isolate(f"{{{name}}}") for name in placeholders.unknown(text))
            found.append(
                {
                    "language": code,
                    "own_name": OWN_NAMES[code],
                    "text": filled,
                    "direction": direction(filled),
                    "unknown": unknown,
                }
            )
    return found


def _told(came: BroughtIn) -> str:
    parts = [
        (came.new, ngettext("{n} reply is new.", "{n} replies are new.", came.new)),
        (came.changed, ngettext("{n} reply was changed.", "{n} replies were changed.", came.changed)),
        (came.same, ngettext("{n} reply was the same.", "{n} replies were the same.", came.same)),
        (len(came.left_out), ngettext("{n} row was left out.", "{n} rows were left out.", len(came.left_out))),
    ]
    return " ".join(words.format(n=n) for n, words in parts if n) or _("The table is empty. Nothing was brought in.")
