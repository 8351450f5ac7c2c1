"""Which language does the one who asks read, by which clock, and how is a refusal told to them?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from hafawa.kernel.errors import Refused
from hafawa.team.models import Shop, User

PROBES = ("/healthz", "/readyz", "/metrics")
Next = Callable[[HttpRequest], HttpResponse]


class TheirLanguage:
    """A member of the team reads every page in their own language, whatever the browser says, by the shop's clock."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in PROBES:  # answered even when the database that knows the user does not
            return self.get_response(request)
        user = request.user
        if isinstance(user, User):
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
            zone, request.second_step_roles = _of_the_shop()  # type: ignore[attr-defined]
            with timezone.override(zone):
                return self.get_response(request)
        return self.get_response(request)


def _of_the_shop() -> tuple[ZoneInfo | None, list[str]]:
    """Its clock, and which roles owe a second step of signing in (`policy` asks)."""
    found = Shop.objects.filter(id=1).values_list("time_zone", "second_step_roles").first()
    return (ZoneInfo(found[0]), found[1]) if found else (None, [])


class NothingReversed:
    """No page holds the signs that make a browser write what follows backwards: they are shown by their number.

    "Mari<U+202E>gpj.exe" would be read as "Mariexe.jpg", in a name, a file's name or a message. What is kept, and what
    programs and tables get, stays as it came.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            for sign, shown in _REVERSING:
                if sign in response.content:
                    response.content = response.content.replace(sign, shown)
        return response


_REVERSING = tuple(
    (chr(n).encode(), f"\N{MATHEMATICAL LEFT ANGLE BRACKET}U+{n:X}\N{MATHEMATICAL RIGHT ANGLE BRACKET}".encode())
    for n in (0x202D, 0x202E)
)


class PiecesApart:
    """A piece of a page is not the page: a browser that goes back to its address must not show a piece it kept."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["HX-Request"])
            if getattr(request, "htmx", False) and not response.has_header("Cache-Control"):
                response["Cache-Control"] = "no-store"
        return response


class InWords:
    """`Refused` becomes words: a banner in place for a fragment, a page with a way back otherwise."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """No text has the sign NUL, PostgreSQL keeps none, no page has a use for it: refused where something would be
        kept, passed over in an address."""
        if request.path.startswith("/api/"):
            return None
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.GET = _without_nul(request.GET)  # type: ignore[assignment]
        if request.method == "POST" and _has_nul(request):
            return refused(request, _("What was sent holds a sign no text has. Nothing was kept: send it without."))
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        return refused(request, error.message)


def _has_nul(request: HttpRequest) -> bool:
    return any("\0" in text for _name, texts in request.POST.lists() for text in texts)


def _without_nul(asked: QueryDict) -> QueryDict:
    cleaned = QueryDict(mutable=True)
    for name, texts in asked.lists():
        cleaned.setlist(name.replace("\0", ""), [text.replace("\0", "") for text in texts])
    return cleaned


def refused(request: HttpRequest, message: str) -> HttpResponse:
    """`message` where the person is looking; 422, and nothing else on the page changes."""
    context: dict[str, Any] = {"message": message, "back": _own_page(request)}
    if getattr(request, "htmx", False):
        response = render(request, "errors/refused_toast.html", context, status=422)
        response["HX-Retarget"] = "#toasts"
        response["HX-Reswap"] = "beforeend"
        return response
    return render(request, "errors/refused.html", context, status=422)


def _own_page(request: HttpRequest) -> str:
    """The page they came from, if it is one of ours."""
    came_from = request.META.get("HTTP_REFERER", "")
    root = f"{request.scheme}://{request.get_host()}/"
    return "/" + came_from.removeprefix(root) if came_from.startswith(root) else "/"
