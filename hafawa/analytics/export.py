"""How does the timeline reach the warehouse? New events become new Parquet parts; nothing is written twice.

Each step writes a whole file first and names it in the manifest after, so a process killed anywhere leaves either the
old state or the new. Where events were taken back (an import undone: the cursor `timeline.removed`) or the end of the
timeline is not what was exported (a backup came back), everything is exported again.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Max, Q

from hafawa.analytics import manifest, parts, snapshots, tables, warehouse
from hafawa.analytics.manifest import Manifest
from hafawa.listening.models import Annotation
from hafawa.timeline.events import KINDS
from hafawa.timeline.models import Cursor, Event

ROWS_A_PART = 500_000
PARTS_KEPT = 16
CHECKED = 5_000  # the newest events, compared with the warehouse at each export

_EVENT = (
    "id", "person_id", "kind", "occurred_at", "occurred_date", "recorded_at", "source", "channel", "ref",
    "amount_minor", "margin_minor", "currency", "score", "due_at", "due_date", "about_id", "suggestion_id", "data",
)  # fmt: skip
_CHECK = ("id", "person_id", "kind", "occurred_at", "ref", "amount_minor", "score")
_READING = (
    "event_id", "version", "language", "feeling", "anger", "is_thanks", "is_praise", "is_complaint", "is_question",
    "is_order_status", "is_request", "needs_answer", "bad_kind", "read_at",
)  # fmt: skip
_BY_CUSTOMER = {name for name, kind in KINDS.items() if kind.by_customer}


def export(*, on: date, keep: Iterable[str] = ()) -> Manifest:
    """Bring the warehouse up to the operational database; `on` is the shop's day, for the next dates of occasions.

    `keep` names parts somebody still compares with. Returns the manifest. Call it inside `only_one("warehouse")`.
    """
    files = manifest.load()
    manifest.sweep(files, keep=set(keep))
    epoch = _epoch()
    if files.epoch != epoch or not _still_the_same(files):
        files = Manifest(serial=files.serial, epoch=epoch)
    _export_events(files)
    _export_annotations(files)
    snapshots.export(files, on=on)
    _compact(files, "events", order_by="event_id")
    _compact(files, "annotations", order_by="event_id")
    return files


def _epoch() -> int:
    return Cursor.objects.filter(name="timeline.removed").values_list("last_event_id", flat=True).first() or 0


def _still_the_same(files: Manifest) -> bool:
    """Whether the newest exported events are in the timeline, unchanged (else it is another timeline)."""
    if not files.events_through:
        return True
    if any(not p.exists() for table in tables.TABLES for p in files.paths(table)):
        return False
    floor = files.events_through - CHECKED
    known = {tuple(r.values()) for r in _newest_exported(floor)}
    there = Event.objects.filter(id__gt=floor, id__lte=files.events_through).values_list(*_CHECK)
    return known <= set(there.iterator())


def _newest_exported(floor: int) -> list[dict[str, Any]]:
    return warehouse.query(
        "SELECT event_id, person_id, kind, occurred_at, ref, amount_minor, score FROM stored_events WHERE event_id > ?",
        [floor],
    )


def _export_events(files: Manifest) -> None:
    """New parts for events past the mark, and for those that were committed late with an earlier id."""
    last = Event.objects.aggregate(last=Max("id"))["last"] or 0
    wanted = Q(id__gt=files.events_through, id__lte=last)
    late = _committed_late(files)
    rows = Event.objects.filter(wanted | Q(id__in=late) if late else wanted).order_by("id").values_list(*_EVENT)
    if last > files.events_through or late:
        _write_parts(files, "events", (_event_row(r) for r in rows.iterator(chunk_size=5_000)))
        files.events_through = max(last, files.events_through)
        manifest.save(files)


def _committed_late(files: Manifest) -> list[int]:
    if not files.events_through:
        return []
    floor = files.events_through - CHECKED
    there = Event.objects.filter(id__gt=floor, id__lte=files.events_through).values_list("id", flat=True)
    return sorted(set(there) - {r["event_id"] for r in _newest_exported(floor)})


def _event_row(row: tuple[Any, ...]) -> tuple[Any, ...]:
    (id_, person, kind, at, on, recorded, source, channel, ref, amount, margin, currency, score, due_at, due_on, about,
     card, data) = row  # fmt: skip
    words = bool(data.get("text"))
    return (
        id_, person, kind, kind in _BY_CUSTOMER, warehouse.naive(at), on, warehouse.naive(recorded), source, channel,
        ref, _short(data.get("order_ref")), amount, margin, currency, score, warehouse.naive(due_at), due_on, about,
        card, bool(data.get("is_sales")), bool(data.get("is_automatic")), words, _short(data.get("outcome")),
        _short(data.get("purpose")), _short(data.get("bad")), _short(data.get("what")),
        str(data["text"])[:500] if kind == "promise.made" and words else None,
    )  # fmt: skip


def _short(value: Any) -> str:
    return str(value)[:320] if value else ""


def _export_annotations(files: Manifest) -> None:
    """New parts for readings of later events, for events read again, and for those another version read."""
    version = Annotation.objects.order_by("-read_at", "-event_id").values_list("version", flat=True).first() or ""
    wanted = Q(event_id__gt=files.annotations_through)
    if files.annotations_read_at:
        wanted |= Q(read_at__gt=datetime.fromisoformat(files.annotations_read_at))
    if version != files.annotations_version:
        files.parts["annotations"] = []
        wanted = Q()
    mark = Annotation.objects.filter(wanted).aggregate(read_at=Max("read_at"), event=Max("event_id"))
    if mark["event"] is None:
        return
    rows = Annotation.objects.filter(wanted).order_by("event_id").values_list(*_READING)
    _write_parts(files, "annotations", (_reading_row(r) for r in rows.iterator(chunk_size=5_000)))
    files.annotations_through = max(files.annotations_through, mark["event"])
    known = files.annotations_read_at
    files.annotations_read_at = max(known, mark["read_at"].astimezone(UTC).isoformat())
    files.annotations_version = version
    manifest.save(files)


def _reading_row(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*row[:-1], warehouse.naive(row[-1]))


def _write_parts(files: Manifest, table: str, rows: Iterator[tuple[Any, ...]]) -> None:
    while chunk := list(itertools.islice(rows, ROWS_A_PART)):
        name = files.next_name(table)
        parts.write_table(manifest.folder() / name, table, chunk)
        files.parts.setdefault(table, []).append(name)


def _compact(files: Manifest, table: str, *, order_by: str) -> None:
    """Join the small parts of `table` into one, when there are many."""
    small = [n for n in files.parts.get(table, []) if parts.rows_in(manifest.folder() / n) < ROWS_A_PART // 2]
    if len(small) <= PARTS_KEPT:
        return
    name = files.next_name(table)
    with warehouse.opened() as connection:
        paths = [manifest.folder() / n for n in small]
        warehouse.lay_view(connection, table, paths, columns=tables.TABLES[table])
        warehouse.copy(connection, f"SELECT * FROM {table} ORDER BY {order_by}", to=manifest.folder() / name)  # noqa: S608
    files.newest_inside[name] = max(files.serial_of(n) for n in small)
    for old in small:
        files.newest_inside.pop(old, None)
    files.parts[table] = [*(n for n in files.parts[table] if n not in small), name]
    manifest.save(files)
