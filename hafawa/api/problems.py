"""How is a failure told to a program? RFC 9457: application/problem+json, in the language it asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Schema
from pydantic import Field

from hafawa.channels.importers.runs import AlreadyImported, CannotGoOn
from hafawa.channels.importers.undoing import NothingToUndo as NoImportToUndo
from hafawa.conversations.going import SomebodyWrote
from hafawa.kernel.errors import Refused
from hafawa.people.keys import HeldByAnother
from hafawa.playbooks import actions

MEDIA = "application/problem+json"
TITLES: dict[int, str | Promise] = {
    400: gettext_lazy("The request cannot be read"),
    401: gettext_lazy("A valid key is needed"),
    403: gettext_lazy("The key does not allow this"),
    404: gettext_lazy("There is nothing here"),
    405: gettext_lazy("This is not done here"),
    409: gettext_lazy("Something stands against it"),
    412: gettext_lazy("It is not as you read it any more"),
    413: gettext_lazy("The request is too large"),
    422: gettext_lazy("What was sent is not accepted"),
    429: gettext_lazy("Too many requests"),
    500: gettext_lazy("Something broke on our side"),
    503: gettext_lazy("Not ready at the moment"),
}
_DETAILS: dict[int, str | Promise] = {
    400: gettext_lazy("Nothing was changed. Check the address and the headers."),
    404: gettext_lazy("Nothing was changed. Check the address and the id."),
    405: gettext_lazy("Nothing was changed. The Allow header says what can be done here."),
    500: gettext_lazy("What was kept before is safe. Try again; if it stays so, look at the server's log."),
    503: gettext_lazy("Nothing was changed. Try again in a moment."),
}
CONFLICTS = (
    actions.AlreadyClosed, actions.NothingToUndo, AlreadyImported, CannotGoOn, NoImportToUndo, HeldByAnother,
    SomebodyWrote,
)  # fmt: skip
# What pydantic finds wrong, in words: by the beginning of its type.
_FAULTS: dict[str, str | Promise] = {
    "missing": gettext_lazy("It is needed."),
    "extra_forbidden": gettext_lazy("There is no such field."),
    "string_too_long": gettext_lazy("It is longer than {max_length} characters."),
    "string_too_short": gettext_lazy("It is shorter than {min_length} characters."),
    "string": gettext_lazy("It should be text of the expected form."),
    "int": gettext_lazy("It should be a whole number."),
    "bool": gettext_lazy("It should be true or false."),
    "greater_than": gettext_lazy("It is less than {ge}."),
    "less_than": gettext_lazy("It is more than {le}."),
    "date": gettext_lazy("It should be a date or time as in 2026-11-22 or 2026-11-22T09:30:00+04:00."),
    "literal": gettext_lazy("It should be one of: {expected}."),
    "too_long": gettext_lazy("It holds more than {max_length}."),
    "too_short": gettext_lazy("It holds less than {min_length}."),
}


class Fault(Schema):
    """One field that was not accepted."""

    where: str = Field(description="path.id, query.limit, body.events.0 and so on")
    detail: str


class Problem(Schema):
    """What went wrong, what is safe and what to do. `code` stays the same in every language."""

    type: str = Field(description="always about:blank: `code` tells problems apart")
    title: str
    status: int
    detail: str
    code: str
    errors: list[Fault] = Field(default_factory=list)


class Stop(Exception):
    """End the request with this problem."""

    def __init__(self, status: int, detail: str | Promise, *, code: str, headers: Mapping[str, str] | None = None):
        super().__init__(code)
        self.status, self.detail, self.code, self.headers = status, detail, code, dict(headers or {})


def response(
    status: int,
    *,
    detail: str = "",
    code: str = "",
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer for a failure with `status`, in the language active now."""
    said: dict[str, Any] = {
        "type": "about:blank",
        "title": str(TITLES.get(status, TITLES[400 if status < 500 else 500])),
        "status": status,
        "detail": detail or str(_DETAILS.get(status, "")),
        "code": code or f"http-{status}",
        "errors": [dict(e) for e in errors],
    }
    return HttpResponse(json.dumps(said, ensure_ascii=False), status=status, content_type=MEDIA, headers=headers)


def of_stop(stop: Stop) -> HttpResponse:
    """The answer for a `Stop`."""
    return response(stop.status, detail=str(stop.detail), code=stop.code, headers=stop.headers)


def of_refused(refused: Refused) -> HttpResponse:
    """The answer for a refusal of the product: 409 where something was done before, 403 where they may not, or 422."""
    status = 409 if isinstance(refused, CONFLICTS) else 403 if isinstance(refused, actions.MayNotAct) else 422
    return response(status, detail=refused.message, code=_slug(type(refused).__name__))


def of_faults(found: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """The answer for what the schema does not accept."""
    errors = [{"where": _where(e["loc"]), "detail": _fault(e)} for e in found[:50]]
    words = _("Nothing was changed. What is wrong is listed under “errors”.")
    return response(422, detail=words, code="not-accepted", errors=errors)


def _fault(error: Mapping[str, Any]) -> str:
    kind = str(error["type"])
    context = {k: str(v) for k, v in (error.get("ctx") or {}).items()}
    for start, words in sorted(_FAULTS.items(), key=lambda item: -len(item[0])):
        if kind.startswith(start):
            try:
                return str(words).format(**context)
            except KeyError:
                break
    return _("This value is not accepted here.")


def _where(loc: Sequence[Any]) -> str:
    kept = [str(part)[:60] for part in loc]
    return ".".join(kept[:1] + kept[2:] if kept[:1] == ["body"] and len(kept) > 1 else kept)


def _slug(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()
