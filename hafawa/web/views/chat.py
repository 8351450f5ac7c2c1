"""What does the bubble on the shop's site ask us: how it stands, what was written, a file, how it felt?"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hafawa.channels.chat import door, files, opening, speaking
from hafawa.channels.chat.door import Said
from hafawa.channels.chat.site import is_on
from hafawa.channels.models import ChatFile, ChatSite
from hafawa.kernel import clock
from hafawa.team.models import Shop
from hafawa.team.permissions import Level
from hafawa.timeline.models import Event
from hafawa.web.chat_door import bearer, from_outside, language_of, said, text
from hafawa.web.policy import level_of, policy, posts
from hafawa.web.where import address_of
from hafawa.web.words import chat as words

_SCRIPT = Path(__file__).parents[1] / "static" / "js" / "chat" / "widget.js"


@policy(Level.ANYONE)
def chat_widget(request: HttpRequest) -> HttpResponseBase:
    """The one script of the bubble."""
    script, mark = _script() if not settings.HAFAWA_DEVELOPMENT else _script.__wrapped__()
    headers = {
        "ETag": mark,
        "Cache-Control": "public, max-age=300",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
    }
    if request.headers.get("If-None-Match", "").removeprefix("W/") == mark:
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers=headers)


@from_outside
@posts(Level.ANYONE)
def chat_hello(request: HttpRequest) -> HttpResponseBase:
    """How the bubble looks in their language, and their conversation, where they have one. Nobody is made by it."""
    site, shop = ChatSite.get(), Shop.get()
    found = said(request)
    is_preview = found.get("preview") is True and request.user.is_authenticated
    if not site.is_on and not is_preview:
        return JsonResponse({"on": False})
    language = language_of(request)
    return JsonResponse({"on": True, **_look(site, shop, language), **_conversation(request, text(found, "identity"))})


@from_outside
@posts(Level.ANYONE)
def chat_message(request: HttpRequest) -> HttpResponseBase:
    """Keep what they wrote; answered when it is kept, and the same again where it came before."""
    found = said(request)
    listed = found.get("files", [])
    message = Said(
        key=text(found, "key"),
        text=text(found, "text"),
        files=[f for f in listed if isinstance(f, str)] if isinstance(listed, list) else [],
        name=text(found, "name"),
        email=text(found, "email").strip(),
        language=language_of(request),
        page=text(found, "page").partition("?")[0].partition("#")[0],
        is_told_away=found.get("away") is True,
    )
    visitor, event = door.write(
        bearer(request), text(found, "identity"), message, address=address_of(request), now=clock.now()
    )
    [(_event, kept)] = speaking.spoken([event])
    return JsonResponse({"message": kept, "said_email": visitor.said_email})


@from_outside
@posts(Level.ANYONE)
def chat_signal(request: HttpRequest) -> HttpResponseBase:
    """They type, or have read."""
    visitor, found, now = door.known(bearer(request)), said(request), clock.now()
    read = found.get("read")
    if isinstance(read, int) and not isinstance(read, bool) and 0 < read < 2**63:
        door.has_read(visitor, read, now=now)
    if found.get("typing") is True:
        door.types(visitor, now=now)
    return HttpResponse(status=204)


@from_outside
@posts(Level.ANYONE)
def chat_rating(request: HttpRequest) -> HttpResponseBase:
    """How it felt, in one tap."""
    visitor = door.known(bearer(request))
    door.rate(visitor, text(said(request), "felt"), now=clock.now())
    return HttpResponse(status=204)


@from_outside
@posts(Level.ANYONE)
def chat_upload(request: HttpRequest) -> HttpResponseBase:
    """Keep a file for a message to name: the body is the file, `?name=` what it is called."""
    if not is_on() or not ChatSite.get().takes_files:
        raise files.NotThisKind(_("No files are taken here. Nothing was sent."))
    visitor = door.for_file(
        bearer(request), address=address_of(request), language=language_of(request), now=clock.now()
    )
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > files.SIZE_MOST:
        raise door.TooMuch(
            _("The file is larger than %(most)d MB. Send a smaller one.") % {"most": files.SIZE_MOST >> 20}
        )
    kept = files.keep(visitor, request.GET.get("name", ""), iter(lambda: request.read(65536), b""), now=clock.now())
    return JsonResponse({"id": kept.public_id, "name": kept.name, "size": kept.size_bytes})


@policy(Level.ANYONE)
def chat_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """A file, to be saved and never shown: for who holds a key of today, and for those of us who answer."""
    found = ChatFile.objects.select_related("visitor").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    if not speaking.opens(public_id, request.GET.get("key", "")) and not _is_met_by(request, found):
        raise Http404
    path = files.path_of(found.sha256)
    if not path.is_file():
        raise Http404
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=files.served_as(found))
    answer["Content-Type"] = "application/octet-stream"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _is_met_by(request: HttpRequest, file: ChatFile) -> bool:
    """Whether a member of the team who writes with customers asks, who may meet what was said there."""
    if level_of(request) < Level.AGENT:
        return False
    return Event.objects.visible_to(request.user).filter(ref=file.visitor.ref).exists()


@cache
def _script() -> tuple[bytes, str]:
    found = _SCRIPT.read_bytes()
    return found, f'"{hashlib.sha256(found).hexdigest()[:20]}"'


def _look(site: ChatSite, shop: Shop, language: str) -> dict[str, Any]:
    here = timezone.localtime(clock.now(), shop.zone)
    is_open = opening.is_open(here, opens_at=shop.opens_at, closes_at=shop.closes_at, weekdays=shop.open_weekdays)
    return {
        "lang": language,
        "dir": "rtl" if translation.get_language_bidi() else "ltr",
        "shop": shop.name,
        "open": is_open,
        "files": site.takes_files,
        "endings": [f".{ending}" for ending in files.KINDS],
        "file_most": files.SIZE_MOST,
        "text_most": door.TEXT_MOST,
        "words": words.of_the_bubble()
        | {
            "greeting": site.greetings.get(language) or words.greeting(),
            "away": site.away_words.get(language) or words.away(),
        },
    }


def _conversation(request: HttpRequest, vouched: str) -> dict[str, Any]:
    token = bearer(request)
    visitor = door.meet(token, vouched, now=clock.now()) if token else None
    if visitor is None:
        return {"visitor": None}
    messages = speaking.latest(visitor.ref)
    return {
        "visitor": {"email": visitor.said_email, "name": visitor.said_name},
        "messages": messages,
        "last": messages[-1]["id"] if messages else 0,
        "state": speaking.state(visitor),
    }
