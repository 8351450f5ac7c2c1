"""Which language does the one who asks read, by which clock, and how is a refusal told to them?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from hafawa.kernel.errors import Refused
from hafawa.team.models import Shop, User

Next = Callable[[HttpRequest], HttpResponse]


class TheirLanguage:
    """A member of the team reads every page in their own language, whatever the browser says, by the shop's clock."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User):
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
            with timezone.override(_zone()):
                return self.get_response(request)
        return self.get_response(request)


def _zone() -> ZoneInfo | None:
    name = Shop.objects.filter(id=1).values_list("time_zone", flat=True).first()
    return ZoneInfo(name) if name else None


class InWords:
    """`Refused` becomes words: a banner in place for a fragment, a page with a way back otherwise."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        return refused(request, error.message)


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
