"""What does each operation of the API ask of the one who calls? Every one says so."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from hafawa.team import tokens
from hafawa.team.permissions import Level


def operations() -> Iterator[URLPattern]:
    def walk(resolver: URLResolver) -> Iterator[URLPattern]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                yield from walk(entry)
            else:
                yield entry

    return (r for top in get_resolver().url_patterns if top.app_name == "api" for r in walk(top))


def test_every_operation_of_the_api_declares_its_scope_and_level() -> None:
    found = list(operations())
    assert found
    open_to_all = set()
    for route in found:
        policies = getattr(route.callback, "policy", None)
        assert policies, route.name
        for method, (scope, level) in policies.items():
            if level is Level.ANYONE:
                open_to_all.add(route.name)
                continue
            area, _, access = scope.partition(":")
            assert area in tokens.AREAS, route.name
            assert access == ("read" if method == "GET" else "write"), route.name
            assert access == "read" or level >= Level.AGENT, route.name
    mail, calls = {"receive_mail", "receive_mail_raw"}, {"receive_calls", "receive_phone_call"}
    assert open_to_all == {"openapi", "docs", "receive_hook"} | mail | calls
