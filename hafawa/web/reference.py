"""Who may do what, page by page and row by row? Writes docs/reference/rights.md from what the code declares."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from django.urls import URLPattern, URLResolver, get_resolver

from hafawa.team.permissions import Level
from hafawa.team.sight import RULES
from hafawa.web.policy import Policy

_WHO = {
    None: "–",
    Level.ANYONE: "everybody",
    Level.VIEWER: "viewer",
    Level.AGENT: "agent",
    Level.MANAGER: "manager",
    Level.OWNER: "owner",
}


def markdown() -> str:
    """The page: a row a kind of thing, a row an address."""
    rules = "".join(f"| {label} | {_WHO[rule.least]} | {rule.words} |\n" for label, rule in RULES.items())
    pages = "".join(sorted({_row(pattern, found) for pattern, found in _pages()}))
    return (
        "# Rights\n\nWritten by `bin/reference` from `hafawa/team/sight.py` and from the policy on each view. Each "
        "role may what those before it may: viewer, agent, manager, owner. `tests/web/test_rights.py` asks for every "
        "page, with every method, as every role, with things they may and may not meet, and compares with this.\n\n"
        "## What may be met\n\n`Model.objects.visible_to(user)`; what is not met is answered as if it were "
        "not there.\n\n"
        f"| kind | from | rule |\n|---|---|---|\n{rules}\n"
        "## What may be asked for\n\n| address | read | write | asks again |\n|---|---|---|---|\n"
        f"{pages}\n“Asks again”: for the password or the second step, unless that was within five minutes.\n"
    )


def _row(pattern: str, found: Policy) -> str:
    shown = "/" + pattern.replace("<", "‹").replace(">", "›")
    return f"| `{shown}` | {_WHO[found.read]} | {_WHO[found.write]} | {'yes' if found.fresh else ''} |\n"


def _pages(
    patterns: Sequence[URLPattern | URLResolver] | None = None, prefix: str = ""
) -> Iterator[tuple[str, Policy]]:
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _pages(entry.url_patterns, where)
        elif isinstance(found := getattr(entry.callback, "policy", None), Policy):
            yield where, found


if __name__ == "__main__":
    sys.stdout.write(markdown())
