"""What does a person read when a page is not there, not theirs, or broken; and does the machine answer at all?"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hafawa.web.policy import Level, policy


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "errors/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403; `reason` is given where a form was no longer valid (CSRF)."""
    return render(request, "errors/403.html", {"is_stale_form": bool(reason)}, status=403)


def broken(request: HttpRequest, *args: Any) -> HttpResponse:
    """500: a page that needs neither database nor session."""
    return render(request, "errors/500.html", status=500)


@policy(Level.ANYONE)
def healthz(request: HttpRequest) -> HttpResponse:
    """`ok` when the process answers and the database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
