"""What does each operation take and give, in few words? For the page of the product and docs/reference/api.md."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hafawa.api import door, told
from hafawa.api.operations import api
from hafawa.team.tokens import AREAS

ROOT = "api/v1"
_HOOKS: str | Promise = _("Signed events from other systems")
_KINDS = {"integer": "whole number", "string": "text", "boolean": "true or false", "number": "number", "null": "null"}


@dataclass(frozen=True)
class Parameter:
    """One thing an operation takes."""

    name: str
    place: str  # path, query, header, body
    kind: str
    is_needed: bool
    about: str


@dataclass(frozen=True)
class Described:
    """One operation."""

    anchor: str
    method: str
    path: str
    summary: str
    about: str
    scope: str
    level: str
    parameters: list[Parameter]
    answers: list[str]


@cache
def _schema() -> str:
    with translation.override("en"):
        return json.dumps(api.get_openapi_schema(path_prefix=f"/{ROOT}/") | {"webhooks": told.webhooks()})


def schema() -> dict[str, Any]:
    """The OpenAPI description, always in English: generated clients must not depend on who asked."""
    found: dict[str, Any] = json.loads(_schema())
    return found


def by_area() -> list[tuple[str, str | Promise, list[Described]]]:
    """Areas in order: key, title, operations."""
    found, needs = schema(), _needs()
    listed: dict[str, list[Described]] = {area: [] for area in [*AREAS, "hooks"]}
    for path, operations in found["paths"].items():
        for method, operation in operations.items():
            listed[operation["tags"][0]].append(_described(found, needs, path, method, operation))
    return [(area, AREAS.get(area, _HOOKS), ops) for area, ops in listed.items()]


def markdown() -> str:
    """docs/reference/api.md."""
    head = (
        "# The API\n\nWritten by `bin/reference` from the operations in `hafawa/api`. Programs find the description at "
        "`/api/v1/openapi.json`, this page in the product at `/api/v1/docs/`. Keys are made under Settings, Keys, or "
        "with `hafawa token make`.\n"
    )
    with translation.override("en"):
        parts = [head, f"\n{api.description}\n"]
        for _area, title, operations in by_area():
            parts.append(f"\n## {title}\n")
            parts += [_section(one) for one in operations]
    return "".join([*parts, told.markdown()])


def _section(one: Described) -> str:
    rows = "".join(
        f"| `{p.name}` | {p.place} | {p.kind} | {'yes' if p.is_needed else ''} | {p.about} |\n" for p in one.parameters
    )
    table = f"\n| takes | in | type | needed | |\n|---|---|---|---|---|\n{rows}" if rows else ""
    about = f"\n{one.about}\n" if one.about else ""
    answers = ", ".join(one.answers)
    return (
        f"\n### `{one.method} {one.path}`\n\n{one.summary}. Needs {_asked(one)}.\n{about}{table}\nAnswers: {answers}.\n"
    )


def _asked(one: Described) -> str:
    return f"`{one.scope}` and a key of at least {one.level}" if one.scope else "a signature"


def _needs() -> dict[tuple[str, str], tuple[str, str]]:
    """By method and path: the scope and the level asked for."""
    (bound,) = api._get_bound_routers()  # noqa: SLF001
    return {
        (method.lower(), f"/{ROOT}{path}"): (scope, level.name.lower())
        for path, operations in bound.path_operations.items()
        for method, (scope, level) in door.policies(operations).items()
    }


def _described(
    found: dict[str, Any],
    needs: dict[tuple[str, str], tuple[str, str]],
    path: str,
    method: str,
    operation: dict[str, Any],
) -> Described:
    taken = [
        Parameter(p["name"], p["in"], _kind(p["schema"]), p["required"], p.get("description", ""))
        for p in operation.get("parameters", [])
    ]
    return Described(
        anchor=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        about=operation.get("description", ""),
        scope=needs[method, path][0],
        level=needs[method, path][1],
        parameters=taken + _body(found, operation),
        answers=sorted(operation["responses"]),
    )


def _body(found: dict[str, Any], operation: dict[str, Any]) -> list[Parameter]:
    content: dict[str, Any] = operation.get("requestBody", {}).get("content", {})
    body: dict[str, Any] = next((c["schema"] for c in content.values()), {})
    if "$ref" in body:
        body = found["components"]["schemas"][body["$ref"].rpartition("/")[2]]
    needed = set(body.get("required", []))
    return [
        Parameter(name, "body", _kind(field), name in needed, field.get("description", ""))
        for name, field in body.get("properties", {}).items()
    ]


def _kind(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return str(field["$ref"].rpartition("/")[2])
    if "enum" in field or "const" in field:
        return " or ".join(f"“{v}”" for v in field.get("enum", [field.get("const")])).replace("“”", "empty")
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(_kind(part) for part in field["anyOf"]))
    if field.get("type") == "array":
        return f"list of {_kind(field.get('items', {}))}"
    return _KINDS.get(str(field.get("type", "")), str(field.get("type", "object"))) + _bounds(field)


def _bounds(field: dict[str, Any]) -> str:
    if "minimum" in field and "maximum" in field and field["maximum"] < 10**16:
        return f", {field['minimum']} to {field['maximum']}"
    return f", at most {field['maxLength']}" if "maxLength" in field else ""
