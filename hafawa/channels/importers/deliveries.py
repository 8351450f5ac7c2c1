"""How is a table of deliveries read: order number, day promised, day it arrived?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext_noop

from hafawa.channels.importers import mapping
from hafawa.channels.importers.cells import Cells, RowRejected
from hafawa.channels.importers.mapping import Wish, Wishes
from hafawa.channels.importers.registry import Arrival, Job, Plan, Rejection, Row, Said, Sample, Setting
from hafawa.timeline.events import DeliveryArrived, DeliveryPromised

WISHES = Wishes(
    "deliveries",
    (
        Wish("ref", gettext_noop("Order number"), is_needed=True),
        Wish("promised", gettext_noop("Delivery promised for"), "date"),
        Wish("arrived", gettext_noop("Delivery arrived on"), "date"),
        Wish("date", gettext_noop("Day it was promised, or order date"), "date"),
        Wish("email", gettext_noop("Email address")),
        Wish("phone", gettext_noop("Phone number")),
        Wish("customer_id", gettext_noop("Customer number")),
        Wish("name", gettext_noop("Customer's name")),
    ),
    one_of=("promised", "arrived"),
)


class Deliveries:
    """The importer of a table of deliveries."""

    key = "deliveries"
    title = gettext_noop("Deliveries: promised and arrived")

    def detect(self, sample: Sample) -> float:
        found = set(mapping.fit(sample, wishes=WISHES))
        if not found & {"promised", "arrived"} or "ref" not in found:
            return 0.0
        return 0.75 if {"promised", "arrived"} <= found else 0.5

    def prepare(self, sample: Sample, *, answers: Mapping[str, str], setting: Setting) -> Plan:
        return mapping.prepare(sample, wishes=WISHES, answers=answers, setting=setting)

    def read(self, job: Job, *, after: int = 0) -> Iterator[Row]:
        table = mapping.table_of(job.path, job.answers)
        header = table.header()
        cells = Cells(
            places=mapping.places(header, job.answers), answers=job.answers, setting=job.setting, system="shop"
        )
        for number, row, problem, facts in table.rows(width=len(header)):
            if number <= after:
                continue
            if problem:
                yield Rejection(number, problem, facts, tuple(row))
                continue
            try:
                yield _arrival(number, row, read=cells)
            except RowRejected as error:
                yield error.row(number, row)


IMPORTER = Deliveries()


def _arrival(number: int, row: Sequence[str], *, read: Cells) -> Arrival:
    ref = read.number("ref", row)
    if not ref:
        raise RowRejected("no_ref")
    promised, arrived, said_at = (read.moment(field, row) for field in ("promised", "arrived", "date"))
    said = []
    if promised:  # the day promised may have moved since an earlier file: each day promised is an event of its own
        known_at = said_at or min(promised, arrived or promised)
        event = DeliveryPromised(ref=ref, due_at=promised)
        said.append(Said(event, known_at, f"promised:{ref}:{promised:%Y%m%d%H%M}"))
    if arrived:
        said.append(Said(DeliveryArrived(ref=ref), arrived, f"arrived:{ref}"))
    if not said:
        raise RowRejected("nothing")
    return Arrival(number, read.who(row), tuple(said))
