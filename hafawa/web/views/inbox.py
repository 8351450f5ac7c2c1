"""Who writes to us, how long do they wait, and what is done with several at once?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, time, timedelta
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.channels.models import Mailbox
from hafawa.conversations import actions, queries
from hafawa.conversations.actions import Before
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock, csv_out
from hafawa.team.models import Role, Shop, User
from hafawa.team.permissions import Level
from hafawa.web.policy import level_of, member, policy, posts
from hafawa.web.reads import inbox as read
from hafawa.web.reads import talk
from hafawa.web.reads.chosen import channels
from hafawa.web.typed import number
from hafawa.web.views.listening import as_csv

MOST_AT_ONCE = 200
CSV_MOST = 10_000
_NOTICE = "inbox_notice"
_SALT, _UNDO_SECONDS = "hafawa.inbox-undo", 3600
_ANSWERS = (Role.OWNER, Role.MANAGER, Role.AGENT)


@policy(Level.VIEWER)
def inbox(request: HttpRequest) -> HttpResponse:
    """The queue, or another view of it."""
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "inbox/list.html", listed(request))
    return render(request, "inbox/inbox.html", listed(request) | {"notice": noticed(request)})


@policy(Level.VIEWER)
def inbox_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same as CSV, without anybody's words."""
    me, now, found = member(request), clock.now(), read.chosen(request.GET)
    rows: list[Conversation] = []
    after = "0"
    while after and len(rows) < CSV_MOST:
        page = read.page(found, to=me, now=now, after=after)
        rows, after = rows + page.conversations, page.after
    header = (
        "id",
        "channel",
        "person",
        "subject",
        "state",
        "waiting_since",
        "answer_by",
        "with",
        "in",
        "out",
    )
    return as_csv("inbox", csv_out.rows(header, map(_csv_row, rows)))


@posts(Level.AGENT)
def inbox_act(request: HttpRequest) -> HttpResponseBase:
    """Do one thing with all that are chosen."""
    me, now = member(request), clock.now()
    found = chosen_of(request)
    before, words = act(request, found, by=me, now=now)
    if not request.htmx:  # type: ignore[attr-defined]
        notice(request, words, before)
        return _back(request)
    return render(request, "inbox/after.html", listed(request) | {"notice": _notice(words, before)})


@posts(Level.AGENT)
def inbox_undo(request: HttpRequest) -> HttpResponseBase:
    """As they were before; those somebody touched since are left."""
    try:
        plain = signing.loads(request.POST.get("kept", ""), salt=_SALT, max_age=_UNDO_SECONDS)
    except signing.BadSignature as error:
        raise Http404 from error
    before = [_before(one) for one in plain]
    seen = Conversation.objects.visible_to(member(request)).filter(id__in=[b.id for b in before])
    mine = set(seen.values_list("id", flat=True))
    actions.take_back([b for b in before if b.id in mine], by=member(request), now=clock.now())
    if not request.htmx:  # type: ignore[attr-defined]
        return _back(request)
    return render(request, "inbox/list.html", listed(request))


def notice(request: HttpRequest, words: str, before: list[Before]) -> None:
    """What was done, for the next page to say, with the way to take it back."""
    request.session[_NOTICE] = _notice(words, before)


def noticed(request: HttpRequest) -> dict[str, str] | None:
    """What was done a moment ago: its words, and `kept`, which takes it back; once."""
    found: dict[str, str] | None = request.session.pop(_NOTICE, None)
    return found


def _notice(words: str, before: list[Before]) -> dict[str, str]:
    kept = signing.dumps([_plain(b) for b in before], salt=_SALT, compress=True) if before else ""
    return {"words": words, "kept": kept}


def listed(request: HttpRequest) -> dict[str, Any]:
    """What the list needs."""
    me, now = member(request), clock.now()
    found = read.chosen(request.GET)
    page = read.page(found, to=me, now=now, after=request.GET.get("after", ""))
    counts = queries.counts(to=me, now=now)
    told, may_act = talk.lines(page.conversations, to=me, now=now), level_of(request) >= Level.AGENT
    view = found.asked.view
    return {
        "lines": [talk.in_list(line, query=found.query, may_act=may_act) for line in told],
        "after": page.after,
        "skipped": request.GET.get("after", ""),
        "chosen": found,
        "query": found.query,
        "views": [(key, title, found.at(key), counts.get(key)) for key, title in read.views().items()],
        "channels": channels(),
        "tags": read.tags(),
        "empty": read.empties(view),
        "is_narrowed": bool(found.words or found.asked.channel or found.asked.tag),
        "has_mailbox": bool(page.conversations) or Mailbox.objects.exists(),
        **menus(now=now),
    }


def menus(*, now: datetime) -> dict[str, Any]:
    """Until when something may be put off, and to whom it may be given."""
    return {"until": _untils(now), "team": _team()}


def act(request: HttpRequest, found: list[Conversation], *, by: User, now: datetime) -> tuple[list[Before], str]:
    """Do what was asked with `found`: how they stood before, and what was done, in words."""
    asked, n = request.POST.get("act", ""), len(found)
    if asked == "close":
        before = actions.close(found, by=by, now=now)
        return before, ngettext("{n} conversation was closed.", "{n} conversations were closed.", n).format(n=n)
    if asked == "reopen":
        before = actions.reopen(found, by=by, now=now)
        return before, ngettext("{n} conversation is open again.", "{n} conversations are open again.", n).format(n=n)
    if asked.startswith("until-"):
        before = actions.snooze(found, until=_until(asked.removeprefix("until-"), now=now), by=by, now=now)
        return before, ngettext("{n} conversation was put off.", "{n} conversations were put off.", n).format(n=n)
    if asked.startswith("to-"):
        before = actions.assign(found, _colleague(asked.removeprefix("to-")), by=by, now=now)
        return before, ngettext("{n} conversation was given.", "{n} conversations were given.", n).format(n=n)
    if asked == "later":
        actions.keep_for_later(found, by=by, now=now)
        return [], ngettext("{n} lies on your pile.", "{n} lie on your pile.", n).format(n=n)
    if asked == "not_later":
        actions.not_for_later(found, by=by)
        return [], ngettext("{n} was taken off your pile.", "{n} were taken off your pile.", n).format(n=n)
    if asked == "tag":
        made = actions.tag(found, request.POST.get("name", ""), now=now)
        return [], _("Tagged “{name}”.").format(name=made.name)
    if asked.startswith("untag-") and (tag_id := number(asked.removeprefix("untag-"))) is not None:
        actions.untag(found, tag_id)
        return [], _("The tag was taken off.")
    raise Http404


def chosen_of(request: HttpRequest) -> list[Conversation]:
    """The conversations that were ticked, of those the one who asks may see."""
    ids = [i for text in request.POST.getlist("conversation")[:MOST_AT_ONCE] if (i := number(text)) is not None]
    found = list(Conversation.objects.visible_to(member(request)).filter(id__in=ids))
    if not found:
        raise actions.NotNow(_("Tick at least one conversation first. Nothing was changed."))
    return found


def _untils(now: datetime) -> list[tuple[str, str, datetime]]:
    """The times offered: key, words, instant; in the shop's zone, at the hour it opens."""
    shop = Shop.get()
    local = now.astimezone(shop.zone)
    opens = shop.opens_at if isinstance(shop.opens_at, time) else time.fromisoformat(str(shop.opens_at))

    def at(days: int) -> datetime:
        return datetime.combine(local.date() + timedelta(days=days), opens, tzinfo=shop.zone)

    return [
        ("3h", _("In three hours"), now + timedelta(hours=3)),
        ("1d", _("Tomorrow"), at(1)),
        ("3d", _("In three days"), at(3)),
        ("mon", _("Next Monday"), at(7 - local.weekday())),
        ("30d", _("In a month"), at(30)),
    ]


def _until(key: str, *, now: datetime) -> datetime:
    found = next((at for name, _words, at in _untils(now) if name == key), None)
    if found is None:
        raise Http404
    return found


def _team() -> list[User]:
    return list(User.objects.filter(is_active=True, role__in=_ANSWERS).order_by("name", "id")[:100])


def _colleague(text: str) -> User | None:
    if text == "nobody":
        return None
    found = next((u for u in _team() if str(u.pk) == text), None)
    if found is None:
        raise Http404
    return found


def _back(request: HttpRequest) -> HttpResponseBase:
    query = read.chosen(request.GET).query
    return redirect(reverse("web:inbox") + (f"?{query}" if query else ""))


def _plain(before: Before) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in asdict(before).items()}


def _before(plain: dict[str, Any]) -> Before:
    times = ("snoozed_until", "closed_at", "waiting_since", "reply_by")
    instants: dict[str, Any] = {k: datetime.fromisoformat(plain[k]) if plain[k] else None for k in times}
    return Before(**(plain | instants))


def _csv_row(found: Conversation) -> list[Any]:
    person = found.person.name if found.person else ""
    waits, due = (t.isoformat() if t else "" for t in (found.waiting_since, found.reply_by))
    with_ = found.assignee.name if found.assignee else ""
    return [found.pk, found.channel, person, found.subject, found.state, waits, due, with_, found.n_in, found.n_out]
