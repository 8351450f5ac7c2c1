"""`hafawa find TEXT`: people, orders, messages and details by any key, in the terminal; `--json` for programs."""

from __future__ import annotations

import json
from typing import Any

import click
from django.utils.translation import gettext as _

KINDS = ("person", "order", "message", "known")


@click.command(
    help=_("Find people, orders, messages and details by TEXT: a name, part of a phone or address, a number, words.")
)
@click.argument("text", nargs=-1, required=True)
@click.option("--kind", type=click.Choice(KINDS), multiple=True, help=_("Only of this kind; may be given again."))
@click.option(
    "--limit", type=click.IntRange(1, 200), default=10, show_default=True, help=_("At most so many of each kind.")
)
@click.option("--json", "as_json", is_flag=True, help=_("Print it for a program to read."))
def command(*, text: tuple[str, ...], kind: tuple[str, ...], limit: int, as_json: bool) -> None:
    from hafawa.search import queries

    words = " ".join(text)
    groups = queries.find(words, user=None, kinds=kind or KINDS, limit=limit)
    if as_json:
        found = {group.kind: [_as_dict(hit) for hit in group.hits] for group in groups}
        click.echo(json.dumps({"text": words.encode(errors="replace").decode(), "found": found}, ensure_ascii=False))
    elif not groups:
        click.echo(_("Nothing is found by that. Try fewer letters or one word; spelling is forgiving."))
    else:
        _print(groups)


def _as_dict(hit: Any) -> dict[str, Any]:
    event = hit.event
    return {
        "kind": hit.kind,
        "id": hit.id,
        "person": hit.person and {"id": hit.person.pk, "name": hit.person.name},
        "title": _plain(hit.title),
        "text": _plain(hit.text),
        "keys": [_plain(key) for key in hit.keys],
        "fits": [piece for piece, fits in (*hit.title, *hit.text, *(p for key in hit.keys for p in key)) if fits],
        **({"occurred_at": event.occurred_at.isoformat(), "event_kind": event.kind} if event else {}),
    }


def _print(groups: list[Any]) -> None:
    from rich.console import Console
    from rich.text import Text

    titles = {"person": _("People"), "order": _("Orders"), "message": _("Messages and notes")}
    console = Console(highlight=False)
    for group in groups:
        console.print(Text(titles.get(group.kind, _("Details and days")), style="bold"))
        for hit in group.hits:
            console.print(_line(hit))
        if group.after:
            console.print(Text("  " + _("There are more. Raise --limit, or write more."), style="dim"))


def _line(hit: Any) -> Any:
    """Name or number, words and keys in one line, what fits underlined; the id that other commands take."""
    from rich.text import Text

    line = Text(f"  {hit.id}  ", style="dim")
    whose = [(str(hit.person), False)] if hit.person and hit.kind != "person" else []
    for pieces in (
        hit.title or ([(str(hit.person), False)] if hit.kind == "person" else []),
        whose,
        hit.text,
        *hit.keys,
    ):
        if pieces:
            line.append("  " if len(line.plain.strip()) > len(str(hit.id)) else "", style="none")
            for piece, fits in pieces:
                line.append(piece, style="bold underline" if fits else "none")
    return line


def _plain(pieces: list[tuple[str, bool]]) -> str:
    return "".join(piece for piece, _fits in pieces)
