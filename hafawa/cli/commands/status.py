"""`hafawa status`: what is here, how fresh it is, and what waits for a person."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from babel.dates import format_datetime
from django.conf import settings
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


@click.command(help=_("Say what is here: people, events, sources, imports, tasks, standing, cards, space used."))
@click.option("--json", "as_json", is_flag=True, help=_("Print it for a program to read."))
def command(*, as_json: bool) -> None:
    found = status()
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2, default=_iso))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for title, value in _lines(found):
        table.add_row(Text(title), Text(value))
    Console().print(table)


def status() -> dict[str, Any]:
    """Counts, instants (aware) and bytes, by name; `sources` and `imports` are lists."""
    from hafawa.analytics.models import Standing
    from hafawa.channels.models import ImportRun
    from hafawa.people.models import Person
    from hafawa.playbooks.models import State, Suggestion
    from hafawa.tasks.models import State as TaskState
    from hafawa.tasks.models import Task
    from hafawa.team.permissions import AT_THE_MACHINE
    from hafawa.timeline.events import KINDS
    from hafawa.timeline.models import Event, ParkedEvent

    events, imports = Event.objects.visible_to(AT_THE_MACHINE), ImportRun.objects.visible_to(AT_THE_MACHINE)
    tasks = Task.objects.visible_to(AT_THE_MACHINE)
    standing = Standing.objects.visible_to(AT_THE_MACHINE).aggregate(newest=Max("judged_at"))
    return {
        "folder": str(settings.HAFAWA_DATA_DIR),
        "people": Person.objects.visible_to(AT_THE_MACHINE).count(),
        "events": events.count(),
        "events_parked": ParkedEvent.objects.count(),
        "sources": list(
            events.filter(kind__in=[name for name, kind in KINDS.items() if kind.by_customer])
            .values("source")
            .annotate(events=Count("id"), last_heard_at=Max("occurred_at"))
            .order_by("source")
        ),
        "imports": dict(imports.order_by("state").values_list("state").annotate(n=Count("id"))),
        "tasks_waiting": tasks.filter(state=TaskState.WAITING).count(),
        "tasks_running": tasks.filter(state=TaskState.RUNNING).count(),
        "tasks_parked": list(tasks.filter(state=TaskState.PARKED).order_by("id").values("id", "function", "error")),
        "standing_judged_at": standing["newest"],
        "cards_open": Suggestion.objects.visible_to(AT_THE_MACHINE).filter(state=State.OPEN).count(),
        "reading_again": _reading_again(),
        "disk_bytes": _disk_bytes(settings.HAFAWA_DATA_DIR),
    }


def _lines(found: dict[str, Any]) -> list[tuple[str, str]]:
    lines = [
        (_("Data folder"), found["folder"]),
        (_("People"), number_format(found["people"], force_grouping=True)),
        (_("Events"), number_format(found["events"], force_grouping=True)),
        (_("Events that could not be read"), number_format(found["events_parked"], force_grouping=True)),
    ]
    lines += [(_("Last heard from %(source)s") % s, _when(s["last_heard_at"])) for s in found["sources"]]
    lines += [(_import_title(state), number_format(n)) for state, n in found["imports"].items()]
    lines += [
        (_("Tasks waiting"), number_format(found["tasks_waiting"])),
        (_("Tasks running"), number_format(found["tasks_running"])),
        (_("Tasks set aside"), number_format(len(found["tasks_parked"]))),
        *(("", f"{t['function']}: {t['error']}") for t in found["tasks_parked"]),
        (_("Standing judged as of"), _when(found["standing_judged_at"])),
        (_("Cards open"), number_format(found["cards_open"], force_grouping=True)),
        (_("Messages being read again"), _again(found["reading_again"])),
        (_("Disk used"), _("%(size)s MB") % {"size": number_format(found["disk_bytes"] / 1e6, decimal_pos=1)}),
    ]
    return lines


def _reading_again() -> dict[str, Any] | None:
    """How far reading everything again is; None where it is not under way."""
    from hafawa.listening.corrections.models import Rereading

    row = Rereading.objects.filter(id=1).first()  # without what reads words, which takes long to start
    if row is None or row.ended_at is not None:
        return None
    return {"version": row.version, "done": row.done, "total": row.total}


def _again(found: dict[str, Any] | None) -> str:
    if found is None:
        return _("no")
    done, total = (number_format(found[name], force_grouping=True) for name in ("done", "total"))
    return _("%(done)s of %(total)s") % {"done": done, "total": total}


def _disk_bytes(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.lstat().st_size
        except FileNotFoundError:  # a file of the moment
            continue
    return total


def _import_title(state: str) -> str:
    from hafawa.channels.models import ImportState

    return _("Imports: %(state)s") % {"state": ImportState(state).label}


def _when(instant: datetime | None) -> str:
    from hafawa.team.models import Shop

    local = timezone.localtime(instant, Shop.get().zone) if instant else None
    return format_datetime(local, "medium", locale=get_language() or "en") if local else _("never")


def _iso(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
