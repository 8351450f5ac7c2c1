"""`hafawa today`: whom to turn to, and why, in the terminal; `--json` for programs."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

LANGUAGES = ("en", "ar", "ka")
EVERYTHING = 100_000
FIRST_YEAR, LAST_YEAR = 1970, 2100


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a list of cards as JSON.")
@click.option("--minutes", type=click.IntRange(1, 1440), help="As many cards as fit into so many minutes.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Judge as of the end of this day instead; changes nothing."
)
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the sentences; yours otherwise.")
@click.option("--limit", type=click.IntRange(1, EVERYTHING), help="At most so many cards; a dozen otherwise.")
@click.option("--all", "everything", is_flag=True, help="Every card there is.")
def command(
    *,
    as_json: bool,
    minutes: int | None,
    as_of: datetime | None,
    language: str | None,
    limit: int | None,
    everything: bool,
) -> None:
    """Whom to answer, make right, call, thank, celebrate, check in with, reward or ask today."""
    from hafawa.kernel import clock
    from hafawa.playbooks import today
    from hafawa.team.permissions import AT_THE_MACHINE

    if as_of is not None and not FIRST_YEAR <= as_of.year <= LAST_YEAR:
        words = _("Choose a day from %(first)s to %(last)s: no shop has any other on record.")
        raise click.UsageError(words % {"first": FIRST_YEAR, "last": LAST_YEAR})
    now = clock.now()
    language = language or _known(get_language())
    most = EVERYTHING if everything else limit
    with _judged(as_of, now=now) as day:
        page = today.cards(to=AT_THE_MACHINE, day=day, now=now, minutes=minutes, limit=most, language=language)
    with override(language):
        if as_json:
            click.echo(json.dumps([as_dict(c, day=day) for c in page.cards], ensure_ascii=False, indent=2))
        if as_of is not None or page.is_stale:
            warning = _judged_from(page, asked=as_of is not None, language=language)
            click.echo(click.style(warning, fg="yellow", bold=True), err=as_json)
        if not as_json:
            _print(page)


def as_dict(card: Any, *, day: datetime) -> dict[str, Any]:
    """A card as programs read it: ids of events as evidence, money in minor units, times ISO."""
    found = {name: _plain(value) for name, value in dataclasses.asdict(card).items()}
    return {
        "person": card.person_name,
        "reason": card.reason,
        "value": card.value_minor,
        "playbook": card.kind,
        "as_of": day.isoformat(),
        **found,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(v) for name, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _known(language: str | None) -> str:
    short = (language or "en").split("-")[0]
    return short if short in LANGUAGES else "en"


@contextmanager
def _judged(as_of: datetime | None, *, now: datetime) -> Iterator[datetime]:
    """The instant to judge from. A day asked for is judged beside the record and leaves no trace in it.

    Standing is then made in a folder of its own and the list in a transaction that is rolled back; other writers wait
    meanwhile.
    """
    from hafawa.timeline import log

    if as_of is None:
        yield log.day_of(now=now)
        return
    from hafawa.analytics import standing
    from hafawa.playbooks import suggest
    from hafawa.team.models import Shop

    day = datetime.combine(as_of.date(), time(23, 59, 59), tzinfo=Shop.get().zone).astimezone(UTC)
    with _beside(), transaction.atomic():
        standing.refresh(now=now, day=day)
        suggest.suggest(now=now, day=day)
        yield day
        transaction.set_rollback(True)


@contextmanager
def _beside() -> Iterator[None]:
    """A warehouse in a folder that is gone afterwards."""
    ours = settings.HAFAWA_DATA_DIR
    with tempfile.TemporaryDirectory(prefix="hafawa-as-of-") as folder:
        settings.HAFAWA_DATA_DIR = Path(folder)
        try:
            yield
        finally:
            settings.HAFAWA_DATA_DIR = ours


def _judged_from(page: Any, *, asked: bool, language: str) -> str:
    from babel.dates import format_date

    from hafawa.team.models import Shop

    day = format_date(page.day.astimezone(Shop.get().zone).date(), format="long", locale=language)
    if asked:
        return _("Judged as of {day}, as you asked. This is not about today, and nothing was changed.").format(day=day)
    return _("Judged as of {day}, where this record ends: nothing newer is known. This is not about today.").format(
        day=day
    )


def _print(page: Any) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not page.cards:
        _print_quiet(page, console)
        return
    table = Table(box=None, show_header=True, header_style="bold", pad_edge=False, expand=False)
    for title in ("", _("What"), _("Who"), _("Why"), _("Minutes")):
        table.add_column(title, overflow="fold", justify="default")
    for number, card in enumerate(page.cards, start=1):
        why = Text(f"{card.reason}\n{card.why_here}")
        table.add_row(str(number), Text(card.action_label), Text(card.person_name), why, str(card.minutes))
    console.print(table)
    console.print(_sum(page), markup=False, highlight=False)
    _print_rest(page, console)


def _sum(page: Any) -> str:
    return ngettext(
        "Shown: {shown} of {total} cards, {minutes} minute.",
        "Shown: {shown} of {total} cards, {minutes} minutes.",
        page.minutes_used,
    ).format(shown=len(page.cards), total=page.total, minutes=page.minutes_used)


def _print_quiet(page: Any, console: Any) -> None:
    console.print(_("Everyone is looked after."), markup=False)
    if page.quiet:
        sentence = _("Here is someone you have not spoken to in a while: {name}.")
        console.print(sentence.format(name=page.quiet.person_name), markup=False)
    _print_rest(page, console)


def _print_rest(page: Any, console: Any) -> None:
    for praise in page.praise[:1]:
        sentence = _("Someone wrote: “{text}” ({name})")
        console.print(sentence.format(text=" ".join(praise.text.split())[:200], name=praise.person_name), markup=False)
    for unknown in page.unknown:
        console.print(_("Not known: {sentence}").format(sentence=unknown.sentence), markup=False, style="dim")
