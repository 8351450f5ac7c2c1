"""Every route there is, found from the resolver itself, with what its view declares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from hafawa.web.policy import Policy


@dataclass(frozen=True)
class Route:
    """An address pattern: `name` without its namespace."""

    name: str
    pattern: str
    converters: tuple[str, ...]
    policy: Policy | None

    def address(self, **known: Any) -> str:
        """A real address; what is not `known` is 1, a token `none-such`."""
        found = "/" + self.pattern
        for kind, key in parts(self.pattern):
            found = found.replace(f"<{kind}:{key}>", str(known.get(key, "none-such" if kind != "int" else 1)))
        return found


def parts(pattern: str) -> list[tuple[str, str]]:
    return [(kind, key) for kind, _, key in (part.split(">")[0].partition(":") for part in pattern.split("<")[1:])]


def routes(patterns: Sequence[URLPattern | URLResolver] | None = None, prefix: str = "") -> Iterator[Route]:
    """All of them, of included apps too, but for the API's, which has policies of its own (tests/api/test_policy.py)."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if getattr(entry, "app_name", "") == "api":
            continue
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, where)
        else:
            declared = getattr(entry.callback, "policy", None)
            yield Route(str(entry.name), where, tuple(entry.pattern.converters), declared)


def route(name: str) -> Route:
    return next(r for r in routes() if r.name == name)
