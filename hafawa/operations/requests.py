"""What is noted of a request? Its route, method, status, time and whose it was: no address, no words, no query."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from hafawa.kernel import clock
from hafawa.operations import metrics, request_ids

logger = logging.getLogger("hafawa.requests")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Noted:
    """The outermost middleware: gives each request its id, and notes how it went in the log and the metrics."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = request_ids.of(request.headers.get(request_ids.HEADER, ""))
        token = request_ids.current.set(request_id)
        began = clock.ticks()
        try:
            response = self.get_response(request)
            response[request_ids.HEADER] = request_id
            _note(request, response, seconds=clock.ticks() - began)
            return response
        finally:
            request_ids.current.reset(token)


def route(request: HttpRequest) -> str:
    """`web:person`, never the address: `static` for files, `none` where no route was found."""
    if request.resolver_match is not None:
        return request.resolver_match.view_name or "unnamed"
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "none"


def _note(request: HttpRequest, response: HttpResponseBase, *, seconds: float) -> None:
    name, status = route(request), response.status_code
    method = request.method if request.method in METHODS else "OTHER"
    metrics.count_request(route=name, method=method or "OTHER", status=status, seconds=seconds)
    if logger.isEnabledFor(logging.INFO):
        user = getattr(request, "_cached_user", None)  # asking request.user would look it up in the database
        facts = {"route": name, "method": method, "status": status, "user": getattr(user, "pk", None)}
        logger.info("answered", extra=facts | {"duration_ms": round(1000 * seconds, 1)})
