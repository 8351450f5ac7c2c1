"""How is a table of contacts read: who they are, what is worth remembering, what they do not want?

A file never grants consent; only a "no" is taken from it. Of the columns that say so, a marketing column refuses with
no, 0, false; an "unsubscribed" column refuses with yes, 1, true. Anything else is no statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext_noop

from hafawa.channels.importers import dates, mapping
from hafawa.channels.importers.cells import Cells, RowRejected, word_set
from hafawa.channels.importers.mapping import Wish, Wishes
from hafawa.channels.importers.registry import (
    Arrival,
    DetailSaid,
    Job,
    OccasionSaid,
    Plan,
    Refusal,
    Rejection,
    Row,
    Sample,
    Setting,
)
from hafawa.kernel.text import ascii_digits, fold

WISHES = Wishes(
    "contacts",
    (
        Wish("name", gettext_noop("Name")),
        Wish("first_name", gettext_noop("First name")),
        Wish("last_name", gettext_noop("Last name")),
        Wish("email", gettext_noop("Email address")),
        Wish("phone", gettext_noop("Phone number")),
        Wish("customer_id", gettext_noop("Customer number")),
        Wish("language", gettext_noop("Language")),
        Wish("birthday", gettext_noop("Birthday"), "date"),
        Wish("birthday_hijri", gettext_noop("Birthday in the Hijri calendar"), "date"),
        Wish("notes", gettext_noop("Notes")),
        Wish("marketing", gettext_noop("Wants marketing (only a no is taken)")),
        Wish("refuses", gettext_noop("Unsubscribed")),
    ),
    one_of=("email", "phone", "customer_id"),
)
_NO = word_set("no n 0 false off unsubscribed refused nao non nein нет hayir لا كلا არა")
_YES = word_set("yes y 1 true on x unsubscribed sim si oui ja да evet نعم დიახ კი")


class Contacts:
    """The importer of a table of contacts."""

    key = "contacts"
    title = gettext_noop("Contacts")

    def detect(self, sample: Sample) -> float:
        found = set(mapping.fit(sample, wishes=WISHES))
        if not found & {"email", "phone", "customer_id"}:
            return 0.0
        return 0.55 if found & {"birthday", "birthday_hijri", "notes", "marketing", "refuses"} else 0.35

    def prepare(self, sample: Sample, *, answers: Mapping[str, str], setting: Setting) -> Plan:
        return mapping.prepare(sample, wishes=WISHES, answers=answers, setting=setting)

    def read(self, job: Job, *, after: int = 0) -> Iterator[Row]:
        table = mapping.table_of(job.path, job.answers)
        header = table.header()
        cells = Cells(
            places=mapping.places(header, job.answers), answers=job.answers, setting=job.setting, system="shop"
        )
        order = job.answers.get("dates", "ymd")
        for number, row, problem, facts in table.rows(width=len(header)):
            if number <= after:
                continue
            if problem:
                yield Rejection(number, problem, facts, tuple(row))
                continue
            try:
                yield _arrival(number, row, read=cells, order=order)
            except RowRejected as error:
                yield error.row(number, row)


IMPORTER = Contacts()


def _arrival(number: int, row: Sequence[str], *, read: Cells, order: str) -> Arrival:
    who = read.who(row)
    if who is None:
        raise RowRejected("no_key")
    notes = read.text("notes", row)
    return Arrival(
        number,
        who,
        details=(DetailSaid(notes),) if notes else (),
        occasions=tuple(_birthdays(row, read=read, order=order)),
        refusals=tuple(_refusals(row, read=read)),
    )


def _birthdays(row: Sequence[str], *, read: Cells, order: str) -> Iterator[OccasionSaid]:
    for field in ("birthday", "birthday_hijri"):
        if not (cell := read.text(field, row)):
            continue
        year, month, day = _parts(cell, order=order)
        is_hijri = field == "birthday_hijri" or 1250 <= year <= 1500
        if is_hijri and day > 30:
            raise RowRejected("date", cell=cell[:100], order=order)
        calendar = "hijri" if is_hijri else "gregorian"
        yield OccasionSaid(gettext_noop("Birthday"), month, day, year, calendar=calendar)


def _parts(cell: str, *, order: str) -> tuple[int, int, int]:
    """Year, month, day; a Hijri month may have thirty days where a Gregorian one has not."""
    try:
        found = dates.parts(cell, order=order)
    except dates.NotADate:
        raise RowRejected("date", cell=cell[:100], order=order) from None
    if found[0] > date.max.year:
        raise RowRejected("date_range", cell=cell[:100])
    return found


def _refusals(row: Sequence[str], *, read: Cells) -> Iterator[Refusal]:
    wanted, unwanted = read.text("marketing", row), read.text("refuses", row)
    if fold(wanted) in _NO:
        yield Refusal("marketing", wording=ascii_digits(wanted))
    elif fold(unwanted) in _YES:
        yield Refusal("marketing", wording=ascii_digits(unwanted))
