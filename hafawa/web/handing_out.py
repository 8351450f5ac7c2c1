"""How is something a stranger sent handed out, so that no browser runs, guesses or believes it?

Always to be kept (never shown in its place), never guessed at, in a sandbox should a browser open it all the same, and
under a name without folders, control characters or turned directions. Pictures alone are shown: those of four kinds
whose first bytes say what they are (`channels.mail.pictures`).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from hafawa.channels.mail.mime import safe_name
from hafawa.channels.mail.pictures import Picture

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


def to_keep(data: bytes | Iterable[bytes], *, name: str) -> HttpResponseBase:
    """`data` as a file to download, called `name`."""
    kind = "application/octet-stream"
    is_whole = isinstance(data, bytes)
    response = HttpResponse(data, content_type=kind) if is_whole else StreamingHttpResponse(data, content_type=kind)
    return _locked(response, name=name, is_attachment=True)


def to_see(found: Picture, data: bytes, *, name: str) -> HttpResponseBase:
    """A picture, for a page of ours to show."""
    return _locked(HttpResponse(data, content_type=found.kind), name=name, is_attachment=False)


def _locked(response: HttpResponseBase, *, name: str, is_attachment: bool) -> HttpResponseBase:
    said = content_disposition_header(is_attachment, safe_name(name) or "file")
    response["Content-Disposition"] = said or "attachment"
    response["Content-Security-Policy"] = NOTHING
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
