"""`hafawa tasks`: what waits, what runs, what was set aside; try again, or let go."""

from __future__ import annotations

import json
from typing import Any

import click
from django.utils.translation import gettext as _


@click.group(invoke_without_command=True, help=_("Show background tasks; retry or discard those set aside."))
@click.option("--json", "as_json", is_flag=True, help=_("Print it for a program to read."))
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    if ctx.invoked_subcommand is None:
        _show(_listed(), as_json=as_json)


@command.command("retry", help=_("Have a task set aside wait anew."))
@click.argument("task_id", type=int, nargs=-1, required=True)
def retry(task_id: tuple[int, ...]) -> None:
    from hafawa.kernel import clock
    from hafawa.tasks import parked

    for one in task_id:
        if parked.retry(one, by=None, now=clock.now()):
            click.echo(_("Task %(id)d waits again.") % {"id": one})
        else:
            click.echo(_("Task %(id)d: one like it waits already, which is enough.") % {"id": one})


@command.command("discard", help=_("Let a task set aside go; `retry` brings it back for a week."))
@click.argument("task_id", type=int, nargs=-1, required=True)
def discard(task_id: tuple[int, ...]) -> None:
    from hafawa.kernel import clock
    from hafawa.tasks import parked

    for one in task_id:
        parked.discard(one, by=None, now=clock.now())
        click.echo(
            _("Task %(id)d was let go. For a week it can be brought back: hafawa tasks retry %(id)d") % {"id": one}
        )


def _listed() -> list[dict[str, Any]]:
    from hafawa.operations.redaction import redacted
    from hafawa.tasks.models import State, Task
    from hafawa.team.permissions import AT_THE_MACHINE

    shown = (
        Task.objects.visible_to(AT_THE_MACHINE)
        .filter(state__in=[State.WAITING, State.RUNNING, State.PARKED])
        .order_by("state", "id")
    )
    return [
        {
            "id": t.pk, "state": t.state, "function": t.function, "attempts": t.tries + t.deaths,
            "made_at": t.made_at.isoformat(), "error": redacted(t.error),
        }
        for t in shown
    ]  # fmt: skip


def _show(listed: list[dict[str, Any]], *, as_json: bool) -> None:
    from hafawa.tasks.models import State

    if as_json:
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
    elif not listed:
        click.echo(_("Nothing waits, runs or was set aside."))
    for t in [] if as_json else listed:
        error = f"\n      {t['error']}" if t["error"] else ""
        click.echo(f"{t['id']:>6}  {State(t['state']).label}  {t['function']}{error}")
