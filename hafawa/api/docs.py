"""Where is the API described, for programs and for people? Both pages come from this server alone."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from hafawa.api import describing, told
from hafawa.team.permissions import Level


def openapi(request: HttpRequest) -> HttpResponse:
    """The description for programs, OpenAPI 3.1."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    answer = HttpResponse(json.dumps(describing.schema(), ensure_ascii=False), content_type="application/json")
    answer["Cache-Control"] = "max-age=300"
    return answer


def page(request: HttpRequest) -> HttpResponse:
    """The description for people."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    context: dict[str, Any] = {
        "areas": describing.by_area(),
        "address": request.build_absolute_uri("/api/v1"),
        "told": [(kind, about.replace("`", "")) for kind, about in told.kinds()],
        "sentences": [one.replace("`", "") for one in told.paragraphs()],
    }
    return render(request, "api/docs.html", context)


openapi.policy = page.policy = {"GET": ("", Level.ANYONE)}  # type: ignore[attr-defined]
