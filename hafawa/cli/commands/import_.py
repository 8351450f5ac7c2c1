"""`hafawa import PATH`: bring in a file or folder, ask what nobody may guess, say what came of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.kernel.errors import Refused

if TYPE_CHECKING:
    from hafawa.channels.importers.preview import Counts
    from hafawa.channels.importers.registry import Question
    from hafawa.channels.models import ImportRun

AMBIGUOUS = 2


@click.command()
@click.argument("path", required=False, type=click.Path())
@click.option("--as", "key", help="What the file is, where it is not told by itself: orders, reviews, shopify...")
@click.option("--answer", "answers", multiple=True, metavar="KEY=VALUE", help="Answer a question; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Say what would come in, and bring nothing in.")
@click.option("--yes", is_flag=True, help="Do not ask before bringing it in.")
@click.option("--again", is_flag=True, help="Read a file once more that was imported before.")
@click.option("--no-flow", is_flag=True, help="Bring it in without making today's list anew.")
@click.option("--undo", "undo", type=int, metavar="RUN", help="Take a whole import back, within seven days.")
@click.option("--rejected", "rejected", type=int, metavar="RUN", help="Print the rows an import left out, as CSV.")
def command(
    path: str | None,
    key: str | None,
    answers: tuple[str, ...],
    *,
    dry_run: bool,
    yes: bool,
    again: bool,
    no_flow: bool,
    undo: int | None,
    rejected: int | None,
) -> None:
    """Bring in PATH: a CSV of orders, deliveries, reviews or contacts, a folder of Olist's tables, a mailbox..."""
    if rejected is not None:
        _print_rejected(rejected)
    elif undo is not None:
        _undo(undo, goes_on=not no_flow)
    elif not path:  # an empty one would be the folder one stands in
        raise click.UsageError(_("Say which file or folder to bring in."))
    else:
        _bring_in_all(
            Path(path), _answers(answers, key=key), dry_run=dry_run, yes=yes, again=again, goes_on=not no_flow
        )


def _bring_in_all(path: Path, answers: dict[str, str], *, dry_run: bool, yes: bool, again: bool, goes_on: bool) -> None:
    """A folder of several files is brought in file by file; one that cannot be read does not keep the others out."""
    from hafawa.channels.importers.pieces import pieces

    _refuse_our_own(path)
    parts = pieces(path)
    came: list[ImportRun] = []
    code = 0
    for part in parts:
        if len(parts) > 1:
            click.secho(str(part.relative_to(path)), bold=True)
        try:
            came += _bring_in(part, answers, dry_run=dry_run, yes=yes, again=again)
        except NotYet:
            code = AMBIGUOUS
        except Refused as refused:
            if len(parts) == 1:
                raise
            click.echo(str(refused), err=True)
            code = code or 1
    if came and goes_on:
        _go_on(came[-1])
    if code:
        sys.exit(code)


class OurOwn(Refused):
    """The data folder, or something in it."""


def _refuse_our_own(path: Path) -> None:
    from django.conf import settings

    with suppress(OSError, RuntimeError):  # a link that leads to itself is told in its turn
        found = path.resolve()
        if settings.HAFAWA_DATA_DIR.resolve() in (found, *found.parents):
            raise OurOwn(_("This is where Hafawa keeps its own data, so nothing was brought in. Name another file."))


class NotYet(Exception):
    """The questions were listed; nothing was brought in."""


def _bring_in(path: Path, answers: dict[str, str], *, dry_run: bool, yes: bool, again: bool) -> list[ImportRun]:
    """The run carried out; none where it was a dry run, was known already, or the person said no."""
    from hafawa.channels.importers import runs
    from hafawa.kernel import clock

    try:
        run = runs.receive(path, name=_name(path), by=None, now=clock.now(), again=again)
    except runs.AlreadyImported as already:
        click.echo(str(already))
        return []
    if run.rows_read:
        click.echo(_("Going on with import %(run)s after row %(row)s.") % {"run": run.pk, "row": run.rows_read})
    else:
        run = _answered(run, answers)
    if dry_run or (not yes and sys.stdin.isatty() and not run.rows_read):
        _show_preview(run)
        if dry_run or not click.confirm(_("Bring this in?"), default=True):
            return []
    with _bar(run) as tell:
        run = runs.carry_out(run, now=clock.now(), progress=tell)
    _say_what_came(run)
    return [run]


def _name(path: Path) -> str:
    """What it is called, also where it was typed as "." or "..", and where it is a link that leads to itself."""
    try:
        return path.resolve().name
    except (OSError, RuntimeError):
        return path.name


def _answered(run: ImportRun, answers: dict[str, str]) -> ImportRun:
    """The run with every question answered: from the command line, then by asking; else the questions, and exit 2."""
    from hafawa.channels.importers import runs
    from hafawa.kernel import clock

    if answers:
        run = runs.answer(run, answers, clock.now())
    while questions := runs.questions(run):
        if not sys.stdin.isatty():
            _list_questions(questions)
            raise NotYet
        run = runs.answer(run, {questions[0].key: _ask(questions[0])}, clock.now())
    return run


def _ask(question: Question) -> str:
    _show_question(question)
    values = [o.value for o in question.options]
    answer: str = click.prompt(question.ask.words(), type=click.Choice(values) if values else str, show_choices=False)
    return answer


def _list_questions(questions: list[Question]) -> None:
    click.echo(_("Nothing was brought in: this cannot be guessed. Answer with --answer KEY=VALUE:"), err=True)
    for question in questions:
        _show_question(question, err=True)


def _show_question(question: Question, *, err: bool = False) -> None:
    click.echo(f"\n{question.ask.words()}", err=err)
    for option in question.options:
        click.echo(f"  --answer {question.key}={option.value}   {option.label.words()}", err=err)
        for written, read in option.told():
            click.echo(f"      {written}  →  {read}", err=err)


def _show_preview(run: ImportRun) -> None:
    from hafawa.channels.importers import preview

    found = preview.preview(run, rows_most=None)
    click.echo(found.title)
    for note in found.notes:
        click.echo(note)
    for row in found.reads:
        click.echo("  " + "; ".join(f"{fact.title}: {fact.value}" for fact in row))
    if found.counts:
        _show_counts(found.counts)


def _show_counts(counts: Counts) -> None:
    from hafawa.channels.importers import rejections

    _say_numbers(counts.events_new, counts.events_known, counts.people_new, counts.people_known)
    click.echo(
        ngettext("%(n)s row cannot be read.", "%(n)s rows cannot be read.", counts.rejected) % {"n": counts.rejected}
    )
    for reason, rows in counts.reasons.most_common():
        number, words = counts.examples[reason]
        first = _("first in row %(number)s") % {"number": number}
        click.echo(f"  {rows} × {words} ({first})")
    for key, rows in counts.odd.most_common():
        click.echo(f"  {rows} × {rejections.odd_words(key)}")


def _say_what_came(run: ImportRun) -> None:
    from hafawa.channels.importers import rejections

    click.echo(_("Import %(run)s is done.") % {"run": run.pk})
    _say_numbers(run.events_new, run.events_known, run.people_new, run.people_known)
    for key, rows in run.resume_at.get("odd", {}).items():
        click.echo(f"  {rows} × {rejections.odd_words(key)}")
    if run.rows_rejected:
        words = ngettext(
            "%(n)s row was left out. See it and why: hafawa import --rejected %(run)s",
            "%(n)s rows were left out. See them and why: hafawa import --rejected %(run)s",
            run.rows_rejected,
        )
        click.echo(words % {"n": run.rows_rejected, "run": run.pk})
    if run.rows_erased:
        words = ngettext(
            "%(n)s row is about people who asked to be forgotten: left out, or kept as an order of nobody.",
            "%(n)s rows are about people who asked to be forgotten: left out, or kept as orders of nobody.",
            run.rows_erased,
        )
        click.echo(words % {"n": run.rows_erased})
    click.echo(_("To take it all back within seven days: hafawa import --undo %(run)s") % {"run": run.pk})


def _say_numbers(events_new: int, events_known: int, people_new: int, people_known: int) -> None:
    events = ngettext("%(n)s new event", "%(n)s new events", events_new) % {"n": events_new}
    known = ngettext("%(n)s known already", "%(n)s known already", events_known) % {"n": events_known}
    people = ngettext("%(n)s new person", "%(n)s new people", people_new) % {"n": people_new}
    matched = ngettext("%(n)s recognised", "%(n)s recognised", people_known) % {"n": people_known}
    click.echo(f"{events}, {known}; {people}, {matched}.")


def _undo(run_id: int, *, goes_on: bool) -> None:
    from hafawa.channels.importers import runs
    from hafawa.kernel import clock

    run = runs.undo(_run(run_id), by=None, now=clock.now())
    click.echo(_("Import %(run)s was taken back. The file itself is kept and can be imported again.") % {"run": run.pk})
    if goes_on:
        _go_on(run)


def _go_on(run: ImportRun) -> None:
    """Let the stages that follow read what came, so that today's list is ready."""
    from hafawa import flow

    flow.after_import(run.pk)
    click.echo(_("Today's list is ready: hafawa today"))


def _print_rejected(run_id: int) -> None:
    from hafawa.channels.importers import runs

    for part in runs.rejected_csv(_run(run_id)):
        click.echo(part, nl=False)


def _run(run_id: int) -> ImportRun:
    from hafawa.channels.models import ImportRun
    from hafawa.team.permissions import AT_THE_MACHINE

    found = ImportRun.objects.visible_to(AT_THE_MACHINE).filter(pk=run_id).first()
    if found is None:
        raise click.UsageError(_("There is no import %(run)s.") % {"run": run_id})
    return found


def _answers(pairs: tuple[str, ...], *, key: str | None) -> dict[str, str]:
    found = {"importer": key} if key else {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise click.UsageError(_("“%(pair)s” is no answer: write KEY=VALUE.") % {"pair": pair})
        found[name.strip()] = value.strip()
    return found


@contextmanager
def _bar(run: ImportRun) -> Iterator[Callable[[int, int | None], None]]:
    """A progress bar where somebody looks on; silence in a pipe."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task(run.name, total=run.rows_total, completed=run.rows_read)
        yield lambda done, total: progress.update(task, completed=done, total=total)
