"""What does a machine read that keeps this one running: is it alive, is it ready, how does it fare in numbers?"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from hafawa.kernel import clock
from hafawa.operations import metrics as counted
from hafawa.operations import readiness
from hafawa.team.permissions import Level
from hafawa.web.policy import policy


@policy(Level.ANYONE)
def healthz(request: HttpRequest) -> HttpResponse:
    """`ok` when the process answers; nothing else is asked, so that a slow database gets nobody restarted."""
    return _fresh(HttpResponse("ok", content_type="text/plain"))


@policy(Level.ANYONE)
def readyz(request: HttpRequest) -> HttpResponse:
    """Each check by name and yes or no; 503 unless all are well. Why stands on the page of health and in the doctor."""
    found = readiness.checks(now=clock.now())
    ready = all(check.ok for check in found)
    told = {"ready": ready, "checks": [check._asdict() for check in found]}
    return _fresh(JsonResponse(told, status=200 if ready else 503))


@policy(Level.ANYONE)
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus, with the secret in hand; to everybody else, and while there is none, there is no such page."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not counted.is_on() or not secrets.compare_digest(given.encode(), settings.HAFAWA_METRICS_TOKEN.encode()):
        raise Http404
    kind = "text/plain; version=0.0.4; charset=utf-8"
    return _fresh(HttpResponse(counted.exposition(), content_type=kind))


def _fresh(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
