"""How is an operation declared: its address, what it asks of a key, what it may answer?

Nothing gets an address here without saying which scope and level it asks for, or that it is for anyone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.errors import ValidationError as NotValid

from hafawa.api import problems
from hafawa.api.auth import Key
from hafawa.api.parsing import Strict
from hafawa.api.problems import Problem, Stop
from hafawa.kernel.errors import Refused
from hafawa.team.permissions import Level

VERSION = "1.0.0"
_ALWAYS = (400, 413, 422)
_KEYED = (401, 403, 429)
_ABOUT = (
    "Everything Hafawa knows and does, for programs. Send a key as `Authorization: Bearer hafawa_…`; it acts as a "
    "member of the team, within its scopes. Lists come in pages: send `next` back as `cursor`. Money is in minor "
    "units, times carry their zone. Failures are problems (RFC 9457) in the language of `Accept-Language`."
)


class Api(NinjaAPI):
    """Ninja, with problems for failures and their media type in the description."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> Any:
        """The description of all operations (OpenAPI 3.1)."""
        found = super().get_openapi_schema(*args, **kwargs)
        for operations in found["paths"].values():
            for operation in operations.values():
                _name_media(operation)
                if operation.get("description", "").rstrip(".") == operation["summary"]:
                    del operation["description"]  # a docstring of one line says it once
        return found


def _name_media(operation: dict[str, Any]) -> None:
    for status, said in operation["responses"].items():
        if int(status) >= 400 and "content" in said:
            said["content"] = {problems.MEDIA: next(iter(said["content"].values()))}
        said["description"] = str(problems.TITLES.get(int(status), said["description"]))


api = Api(title="Hafawa", version=VERSION, description=_ABOUT, docs_url=None, urls_namespace="api", parser=Strict())
Operation = Callable[..., Any]


def operation(
    method: str,
    path: str,
    *,
    area: str,
    level: Level,
    answer: Any,
    status: int = 200,
    also: dict[int, Any] | None = None,
    may_miss: bool = True,
    extra: dict[str, Any] | None = None,
) -> Callable[[Operation], Operation]:
    """Declare `method` on `path`: reading or writing `area`, from `level` on, answering with `answer`.

    `also` are further good answers; `may_miss` adds 404 and, for writing, 409. `area` empty is for anyone.
    """
    is_read = method == "GET"
    failures = [*_ALWAYS, *(_KEYED if area else (401,)), *((404,) if may_miss else ()), *(() if is_read else (409,))]
    answers = {status: answer, **(also or {}), **dict.fromkeys(sorted(failures), Problem)}

    def declare(view: Operation) -> Operation:
        api.api_operation(
            [method],
            path,
            auth=Key(area, "read" if is_read else "write", level) if area else None,
            response=answers,
            operation_id=view.__name__,
            summary=(view.__doc__ or "").splitlines()[0].rstrip("."),
            description="\n".join(line.strip() for line in (view.__doc__ or "").splitlines()[1:]).strip() or None,
            tags=[area or "hooks"],
            openapi_extra=extra,
        )(view)
        return view

    return declare


def policies(path_view: Any) -> dict[str, tuple[str, Level]]:
    """By method, the scope and level asked for; the scope is empty where it is for anyone."""
    found = {}
    for one in path_view.operations:
        key = next((k for k in one.auth_callbacks if isinstance(k, Key)), None)
        for method in one.methods:
            found[method] = (f"{key.area}:{key.access}", key.level) if key else ("", Level.ANYONE)
    return found


@api.exception_handler(Stop)
def _stopped(request: HttpRequest, error: Stop) -> HttpResponse:
    return problems.of_stop(error)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return problems.of_refused(error)


@api.exception_handler(NotValid)
def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problems.of_faults(error.errors)


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problems.response(error.status_code)
