"""`hafawa doctor`: what is wrong here, why it matters, what to do."""

from __future__ import annotations

import json
import sys
from typing import Any

import click
from django.utils.translation import gettext as _

from hafawa.cli import opening

OPENS_ITSELF = True  # it must not mend what it looks at


@click.command(help=_("Say what is wrong and what to do. Ends with 0 (well), 1 (see to it) or 2 (broken)."))
@click.option("--json", "as_json", is_flag=True, help=_("Print it for a program to read."))
@click.option("--full", is_flag=True, help=_("Read every file that was brought in, not a sample."))
def command(*, as_json: bool, full: bool) -> None:
    if opening.refusal is not None:
        _say_refusal(as_json=as_json, words=str(opening.refusal))
        sys.exit(2)
    from hafawa.operations import doctor

    opening.speak_as_the_shop()
    examined = doctor.examine(full=full)
    if as_json:
        click.echo(json.dumps(_plain(examined), ensure_ascii=False, indent=2))
    else:
        _say(examined)
    sys.exit(int(doctor.worst(examined)))


def _plain(examined: list[Any]) -> dict[str, Any]:
    return {
        "worst": max((e.severity for e in examined), default=0),
        "checks": [
            {
                "key": e.question.key,
                "title": str(e.question.title),
                "asked": e.is_asked,
                "severity": e.severity,
                "findings": [
                    {"key": f.key, "severity": f.severity, "what": f.what, "why": f.why, "do": f.do} for f in e.findings
                ],
            }
            for e in examined
        ],
    }


def _say(examined: list[Any]) -> None:
    marks = {0: click.style("✓", fg="green"), 1: click.style("!", fg="yellow"), 2: click.style("✗", fg="red")}
    for e in examined:
        click.echo(f"{marks[e.severity] if e.is_asked else '–'} {e.question.title}")
        for f in e.findings:
            click.echo(f"    {marks[f.severity]} {f.what}\n      {f.why}\n      → {f.do}")


def _say_refusal(*, as_json: bool, words: str) -> None:
    if as_json:
        click.echo(json.dumps({"worst": 2, "checks": [], "refused": words}, ensure_ascii=False, indent=2))
    else:
        click.echo(f"{click.style('✗', fg='red')} {words}")
