"""`hafawa figures`: what the whole shop's history says, in the terminal; `--json` for programs."""

from __future__ import annotations

import json
from typing import Any

import click
from django.utils import timezone
from django.utils.translation import gettext as _


@click.command(help=_("Say what your own history says: late parcels, replies, returns, each with how sure that is."))
@click.option("--json", "as_json", is_flag=True, help=_("Print it for a program to read."))
def command(*, as_json: bool) -> None:
    from hafawa.analytics import figure_words
    from hafawa.analytics.models import Figures
    from hafawa.team.models import Shop
    from hafawa.team.permissions import AT_THE_MACHINE

    kept = Figures.objects.visible_to(AT_THE_MACHINE).filter(id=1).first()
    if as_json:
        click.echo(json.dumps(_as_dict(kept), ensure_ascii=False, indent=2))
    elif kept is None:
        click.echo(_("Nothing has been counted yet. Bring something in: hafawa import FILE"))
    else:
        with timezone.override(Shop.get().zone):
            for section in figure_words.sections(kept.found):
                _print(section)


def _as_dict(kept: Any) -> dict[str, Any] | None:
    """The counts and quantiles, the evidence as [event, person] pairs; null where nothing has been counted."""
    return kept and {"judged_at": kept.judged_at.isoformat(), "version": kept.version, **kept.found}


def _print(section: Any) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    console.print(section.title, style="bold", markup=False, highlight=False)
    for line in (section.sentence, *section.lines):
        console.print(line.words, markup=False, highlight=False)
    if section.table:
        table = Table(*section.table.columns, title=None, box=None, pad_edge=False)
        for row in section.table.rows:
            table.add_row(*map(Text, (row.title, *row.cells)))
        console.print(table)
    for caveat in section.caveats:
        console.print(caveat, style="dim", markup=False, highlight=False)
    console.print()
