"""How does a page of another site, the shop's own, speak with us: from where, with what, in which form are we answered?

No cookie is read or set: who it is says a token in `Authorization`. An origin that was not allowed gets nothing, and
what is refused is answered in words, as JSON.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from hafawa.channels.chat.door import NotAVisitor, NotOn, TooOften
from hafawa.channels.models import ChatSite
from hafawa.kernel.errors import Refused
from hafawa.team.models import LANGUAGES, Shop
from hafawa.web.where import link_to

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
BODY_MOST = 64_000
_STATUS: tuple[tuple[type[Refused], int], ...] = ((NotAVisitor, 401), (NotOn, 403), (TooOften, 429))


class NotReadable(Refused):
    """No JSON object, or one of other things than are asked for."""


def from_outside(view: View[P]) -> View[P]:
    """A view that pages of the allowed origins may ask, and our own; stands above `@policy`."""

    @csrf_exempt
    @functools.wraps(view)
    def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        origin = request.headers.get("Origin", "")
        if origin and not _may_ask(request, origin):
            return _headed(JsonResponse({"words": _("The chat may not stand on this site.")}, status=403), "")
        if request.method == "OPTIONS" and origin:
            return _headed(_preflight(), origin)
        with translation.override(language_of(request)):
            return _headed(_answered(view, request, *args, **kwargs), origin)

    return opened  # type: ignore[return-value]


def bearer(request: HttpRequest) -> str:
    """The token; empty where there is none."""
    scheme, _blank, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip()[:200] if scheme.lower() == "bearer" else ""


def said(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent. Raises NotReadable."""
    try:
        found = json.loads(request.body[: BODY_MOST + 1] if _is_small(request) else b"")
    except (ValueError, RecursionError, RequestDataTooBig, RawPostDataException, UnreadablePostError):
        found = None
    if not isinstance(found, dict):
        raise NotReadable(_("What was sent could not be read. Nothing was kept."))
    return found


def text(found: dict[str, Any], name: str) -> str:
    """What it says of `name`; empty where that is no text."""
    value = found.get(name, "")
    return value if isinstance(value, str) else ""


def language_of(request: HttpRequest) -> str:
    """The language of the page they are on (`?lang=`), where it is one of ours; else the shop's."""
    asked = request.GET.get("lang", "").partition("-")[0].lower()
    return asked if asked in dict(LANGUAGES) else Shop.get().language


def _answered(view: View[P], request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except Refused as refused:
        status = next((code for kind, code in _STATUS if isinstance(refused, kind)), 422)
        answer = JsonResponse({"words": refused.message}, status=status)
        if isinstance(refused, TooOften):
            answer["Retry-After"] = "20"
        return answer


def _may_ask(request: HttpRequest, origin: str) -> bool:
    return origin == link_to(request, "") or origin in ChatSite.get().origins


def _preflight() -> HttpResponse:
    return HttpResponse(
        status=204,
        headers={
            "Access-Control-Allow-Methods": "GET, POST",
            "Access-Control-Allow-Headers": "Authorization, Content-Type, Last-Event-ID",
            "Access-Control-Max-Age": "7200",
        },
    )


def _headed(answer: HttpResponseBase, origin: str) -> HttpResponseBase:
    if origin:
        answer["Access-Control-Allow-Origin"] = origin
        answer["Access-Control-Expose-Headers"] = "Retry-After"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    if "Cache-Control" not in answer:
        answer["Cache-Control"] = "no-store"
    patch_vary_headers(answer, ["Origin"])
    return answer


def _is_small(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdigit() and int(length) <= BODY_MOST
