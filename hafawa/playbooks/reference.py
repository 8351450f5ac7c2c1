"""What does docs/reference/playbooks.md say? Made from the library: `python -m hafawa.playbooks.reference`."""

from __future__ import annotations

import sys
from datetime import timedelta

from django.utils.translation import override

from hafawa.playbooks.playbook import Playbook
from hafawa.playbooks.registry import playbooks

_HEAD = """# Playbooks

Each is one file in `hafawa/playbooks/library`. `who` is a predicate over a person's standing (the columns are in
`hafawa/analytics/standing_columns.py`), `urgency` 0 to 100 orders the day. What is not known is NULL, and NULL never
makes anybody bad. This page is made from the code by `bin/reference`.
"""
_PURPOSES = {
    "service": "is owed: no consent is needed",
    "care": "unless the person refused",
    "marketing": "only if the person agreed",
}


def text() -> str:
    """The page."""
    with override("en"):
        return "\n".join([_HEAD, *(_section(p) for p in playbooks().values())])


def _section(p: Playbook) -> str:
    module = sys.modules[p.why.__module__]
    rows = [
        ("Question", (module.__doc__ or "").strip()),
        ("Act", p.action),
        ("Practices", ", ".join(p.practices)),
        ("Who", f"`{p.who}`"),
        ("The same reason is", f"`{p.reason_key}`, not again within {_days(p.cool_down)}"),
        ("Urgency", f"`{p.urgency}`"),
        ("Evidence", ", ".join(f"`{e}`" for e in p.evidence)),
        ("Takes", f"{p.minutes} minutes; channel: {p.channel}"),
        ("Expires", "never" if p.expires_after is None else f"after {_days(p.expires_after)}"),
        ("May be contacted", _PURPOSES[p.purpose]),
        ("Contact cap and holdout", _rules(p)),
        ("Outcome", p.outcome.sentence if p.outcome else "none"),
    ]
    cells = "\n".join(f"| {name} | {value.replace('|', chr(92) + '|')} |" for name, value in rows)
    return f"## {p.title} (`{p.name}`)\n\n| | |\n|---|---|\n{cells}\n"


def _rules(p: Playbook) -> str:
    if p.is_reply:
        return "owed: outside the contact cap, never held out"
    return "inside the contact cap; " + ("a share is held out to learn" if p.measurable else "never held out")


def _days(span: timedelta) -> str:
    return f"{span.days} day" if span.days == 1 else f"{span.days} days"


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(text())
