"""How is a JSON body read? Strictly: what JSON leaves open is refused, and nothing is nested without end."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.parser import Parser

from hafawa.api.problems import Stop
from hafawa.channels.importers import rejections
from hafawa.channels.importers.json_line import NotAccepted, parsed

DEEPEST = 32


class Strict(Parser):
    """One object, UTF-8, no NaN, no name twice, no half characters, no NUL, no endless digits."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body as an object; Stop with 400 or 415."""
        kind = request.content_type or ""
        if kind not in {"application/json", ""}:
            raise Stop(400, _("Send JSON: Content-Type: application/json. Nothing was changed."), code="not-json")
        return strict(request.body)


def strict(raw: bytes) -> dict[str, Any]:
    """The object in `raw`; Stop with 400 that says what is wrong."""
    try:
        found = parsed(raw)
    except NotAccepted as refused:
        raise Stop(
            400, rejections.words(refused.reason, refused.facts), code=refused.reason.replace("_", "-")
        ) from None
    if _depth(found) > DEEPEST:
        raise Stop(400, rejections.words("json_deep", {}), code="json-deep")
    return found


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level:
        depth += 1
        level = [
            part
            for v in level
            if isinstance(v, (dict, list))
            for part in (v.values() if isinstance(v, dict) else v)
            if isinstance(part, (dict, list))
        ]
    return depth
