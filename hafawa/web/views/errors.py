"""What does a person read when a page is not there, not theirs, or broken?"""

from __future__ import annotations

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hafawa.kernel import trouble


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "errors/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403; `reason` is given where a form was no longer valid (CSRF)."""
    return render(request, "errors/403.html", {"is_stale_form": bool(reason)}, status=403)


def broken(request: HttpRequest, *args: Any) -> HttpResponse:
    """500: a page that needs neither database nor session; 503, in words, where the machine is in the way."""
    if words := trouble.words(sys.exc_info()[1]):
        return hindered(request, words)
    return render(request, "errors/500.html", status=500)


def hindered(request: HttpRequest, words: str) -> HttpResponse:
    """503 with `words`, where the person is looking."""
    is_fragment = bool(getattr(request, "htmx", False))
    template = "errors/refused_toast.html" if is_fragment else "errors/503.html"
    response = render(request, template, {"message": words}, status=503)
    response["Retry-After"] = "30"
    if is_fragment:
        response["HX-Retarget"] = "#toasts"
        response["HX-Reswap"] = "beforeend"
    return response
