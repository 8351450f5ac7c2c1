"""What holds for every request to the API, before and after anything else?

No cookie counts, too much is refused unread, what no database keeps is refused, and every failure is a problem in the
language asked for, whoever found it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from hafawa.api import problems
from hafawa.api.rates import Rate
from hafawa.channels.mail_doors import receiving
from hafawa.kernel import faults, trouble

logger = logging.getLogger(__name__)
ROOT = "/api/"
PAGE = "/api/v1/docs/"  # for people: in their language and theme, as any page of the product
MAIL = "/api/v1/mail-in/"
BODY_BYTES = 5 * 2**20
_LONGEST_QUERY = 8000


class OfTheApi:
    """Stands around everything that could know a session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ROOT) or request.path_info == PAGE:
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        language = translation.get_language_from_request(request)
        with translation.override(language):
            answer = _refusal(request) or self.get_response(request)
            answer = _as_problem(answer)
        return _marked(answer, request, language)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Where the machine is in the way a program is told so, and when to come again; what else breaks is a bug."""
        if not request.path_info.startswith(ROOT) or not (words := trouble.words(error)):
            return None
        logger.warning("hindered by the machine: %s", faults.kind(error))
        return problems.response(503, detail=words, code="machine-in-the-way", headers={"Retry-After": "30"})


def _refusal(request: HttpRequest) -> HttpResponse | None:
    size = request.META.get("CONTENT_LENGTH") or "0"
    if not size.isascii() or not size.isdigit() or len(size) > 18:
        return problems.response(400)
    most = settings.HAFAWA_UPLOAD_MAX_MIB * 2**20 if _is_upload(request) else BODY_BYTES
    if request.path_info.startswith(MAIL):
        most = receiving.MOST_BYTES
    if int(size) > most:
        words = _("Nothing was read or changed. At most %(mib)d MiB are taken at once: send it in parts.")
        return problems.response(413, detail=words % {"mib": most // 2**20}, code="too-large")
    query = request.META.get("QUERY_STRING", "")
    if len(query) > _LONGEST_QUERY or "\0" in unquote(query) or "\0" in request.path_info:
        return problems.response(400)
    return None


def _is_upload(request: HttpRequest) -> bool:
    return request.method == "POST" and request.path_info.rstrip("/").endswith("/imports")


def _as_problem(answer: HttpResponse) -> HttpResponse:
    """What Django itself answers to a wrong address, a wrong method or a fault, as a problem."""
    if answer.status_code < 400 or answer.get("Content-Type", "").startswith(problems.MEDIA):
        return answer
    kept = {name: answer[name] for name in ("Allow", "WWW-Authenticate", "Retry-After") if name in answer}
    return problems.response(answer.status_code, headers=kept)


def _marked(answer: HttpResponse, request: HttpRequest, language: str) -> HttpResponse:
    rate = getattr(request, "rate", None)
    for name, value in rate.headers().items() if isinstance(rate, Rate) else ():
        answer[name] = value
    answer["Content-Language"] = language
    answer.setdefault("Cache-Control", "no-store")
    patch_vary_headers(answer, ["Accept-Language"])
    return answer
