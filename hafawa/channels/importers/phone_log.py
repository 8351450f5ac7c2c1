"""How is the log of a phone system read: who called whom, when, how long, and did they speak?

A table with columns of any names, or the call detail records (CDR) of Asterisk and what is built on it, with their
header or without. A call that rang at several desks has a row for each: they are one call, reached where any was.
Source of the CDR's fields: Asterisk's documentation, "CDR Fields" and "cdr_csv".
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_noop

from hafawa.channels.call import IN, NOT_REACHED, OUT, REACHED, VOICEMAIL, Call, external_id, happening
from hafawa.channels.importers import dialling, mapping
from hafawa.channels.importers.cells import Cells, RowRejected
from hafawa.channels.importers.lines import Group, Line, groups, together
from hafawa.channels.importers.mapping import Wish, Wishes
from hafawa.channels.importers.registry import Arrival, Job, Key, Plan, Rejection, Row, Said, Sample, Setting, Who
from hafawa.channels.importers.table import Table
from hafawa.people.identifiers import normal_phone

FIELDS = (
    Wish("date", gettext_noop("When it began"), "date", is_needed=True),
    Wish("phone", gettext_noop("Their number")),
    Wish("from", gettext_noop("Number that called")),
    Wish("to", gettext_noop("Number that was called")),
    Wish("direction", gettext_noop("In or out")),
    Wish("status", gettext_noop("How it ended")),
    Wish("duration", gettext_noop("Length")),
    Wish("name", gettext_noop("Customer's name")),
    Wish("text", gettext_noop("Note")),
    Wish("by", gettext_noop("Who of the team")),
    Wish("ref", gettext_noop("Number of the call")),
    Wish("context", gettext_noop("Line or context")),
)
WORDS = {
    "date": "call date|calldate|start|start time|started|started at|date time|datetime|timestamp|call time|call start"
    "|date|time|begin|تاريخ المكالمة|وقت المكالمة|التاريخ|تاريخ|زمن المكالمة|ზარის დრო|დაწყება|თარიღი|დრო"
    "|дата звонка|дата|время|fecha|data|datum|tarih",
    "phone": "customer number|phone number|phone|number|contact number|their number|other party|remote number|msisdn"
    "|رقم الهاتف|رقم العميل|الرقم|ნომერი|ტელეფონის ნომერი|ტელეფონი|номер|телефон|telefono|telefone|rufnummer|telefon",
    "from": "from|caller|caller id|caller number|src|source|calling number|a number|from number|originator|المتصل"
    "|رقم المتصل|من|დამრეკი|ვინ რეკავდა|кто звонил|llamante|origem|anrufer|arayan",
    "to": "to|callee|called|called number|dst|destination|b number|to number|dialed number|dialled number|المستلم"
    "|المتصل به|الى|إلى|ადრესატი|ვის დაურეკეს|კიდევ ვის|куда|destino|angerufener|aranan",
    "direction": "direction|call direction|type|call type|in out|الاتجاه|نوع المكالمة|النوع|მიმართულება|ტიპი"
    "|направление|тип|direccion|tipo|richtung|yon",
    "status": "status|outcome|result|disposition|call status|call result|end reason|hangup cause|الحالة|حالة المكالمة"
    "|النتيجة|სტატუსი|შედეგი|статус|результат|estado|resultado|ergebnis|sonuc",
    "duration": "billsec|talk time|duration|call duration|length|seconds|duration seconds|duration sec|call length"
    "|المدة|مدة المكالمة|ხანგრძლივობა|длительность|duracion|duracao|dauer|sure",
    "name": "name|contact name|customer name|caller name|clid|contact|الاسم|اسم المتصل|اسم العميل|სახელი|имя"
    "|nombre|nome",
    "text": "note|notes|comment|comments|summary|ملاحظة|ملاحظات|შენიშვნა|კომენტარი|комментарий|nota|notiz|not",
    "by": "agent|user|extension|operator|answered by|employee|agent name|الموظف|الوكيل|თანამშრომელი|ოპერატორი|агент"
    "|сотрудник|agente|mitarbeiter|temsilci",
    "ref": "linkedid|linked id|call id|callid|call sid|callsid|uniqueid|unique id|uuid|session id|id|رقم المكالمة"
    "|معرف المكالمة|ზარის ნომერი|ზარის id|id звонка",
    "context": "dcontext|context|trunk|line|queue",
}
#: The fields of cdr_csv in their order, where the file has no header.
_BARE = {
    "from": 1, "to": 2, "context": 3, "name": 4, "date": 9, "duration": 13, "status": 14, "ref": 16,
}  # fmt: skip
_BARE_LEAST, _BARE_MOST = 16, 20


@dataclass(frozen=True)
class PhoneLog:
    """The importer of a phone system's log. The ready mapping for Asterisk is the same with its columns known."""

    key: str
    title: str
    wishes: Wishes
    is_cdr: bool = False

    def detect(self, sample: Sample) -> float:
        if self.is_cdr:
            return 0.95 if _is_bare(sample) or _is_titled(sample) else 0.0
        found = mapping.fit(sample, wishes=self.wishes)
        if "date" not in found or not {"phone", "from", "to"} & set(found):
            return 0.0
        says = {"duration", "direction"} & set(found)
        sure = 0.85 if len(says) == 2 else 0.5 if says and {"from", "to"} <= set(found) else 0.0
        return min(0.9, sure + 0.05 * ("status" in found))

    def prepare(self, sample: Sample, *, answers: Mapping[str, str], setting: Setting) -> Plan:
        given = dict(answers)
        if self.is_cdr and _is_bare(sample):
            given = {"header": "no", **{f"column.{f}": f"Column {place + 1}" for f, place in _BARE.items()}, **given}
        return mapping.prepare(sample, wishes=self.wishes, answers=given, setting=setting)

    def read(self, job: Job, *, after: int = 0) -> Iterator[Row]:
        table = mapping.table_of(job.path, job.answers)
        header = table.header()
        cells = Cells(
            places=mapping.places(header, job.answers), answers=job.answers, setting=job.setting, system="phone"
        )
        reader = _Reader(cells, country=job.setting.country)
        if not cells.has("ref") or job.answers.get("lines", "single") == "single":
            yield from (r for r in reader.single(table, width=len(header)) if _number(r) > after)
            return
        gather: Callable[[Callable[[], Iterator[Line]]], Iterator[Group]]
        gather = groups if job.answers["lines"] == "scattered" else together
        for group in gather(lambda: reader.lines(table, width=len(header))):
            if group.last > after:
                yield from reader.group(group)


WISHES = Wishes("phone_log", FIELDS, words=WORDS, fixed={"decimal": "."}, one_of=("phone", "from", "to"))
IMPORTER = PhoneLog("phone_log", gettext_noop("Calls: the log of a phone system"), WISHES)
CDR = replace(WISHES, key="asterisk", fixed={"decimal": ".", "dates": "ymd"})


class _Reader:
    """Turns rows and groups of rows into calls."""

    def __init__(self, cells: Cells, *, country: str) -> None:
        self._cells, self._country = cells, country

    def single(self, table: Table, *, width: int) -> Iterator[Row]:
        for number, row, problem, facts in table.rows(width=width):
            if problem:
                yield Rejection(number, problem, facts, tuple(row))
                continue
            try:
                yield self._arrival(number, [row], last=0)
            except RowRejected as error:
                yield error.row(number, row)

    def lines(self, table: Table, *, width: int) -> Iterator[Line]:
        for number, row, problem, facts in table.rows(width=width):
            yield (number, "", ["", problem, facts, *row]) if problem else (number, self._cells.text("ref", row), row)

    def group(self, group: Group) -> list[Row]:
        number, row = group.numbers[0], group.cells[0]
        if not group.ref and len(row) > 2 and row[0] == "" and isinstance(row[2], dict):
            return [Rejection(number, row[1], row[2], tuple(row[3:]))]
        try:
            return [self._arrival(number, group.cells, last=group.last)]
        except RowRejected as error:
            pairs = zip(group.numbers, group.cells, strict=True)
            return [error.row(min(number, group.last), row) for number, row in pairs]

    def _arrival(self, number: int, rows: Sequence[Sequence[str]], *, last: int) -> Arrival:
        calls = [c for row in rows if (c := self._call(row, is_alone=len(rows) == 1)) is not None]
        if not calls:
            raise RowRejected("call_inside")
        began_at = min(c.began_at for c in calls)
        spoken = [c for c in calls if c.outcome == REACHED] or [c for c in calls if c.outcome == VOICEMAIL] or calls
        best = max(spoken, key=lambda c: c.duration_seconds or 0)
        call = replace(best, began_at=began_at)
        key = Key("phone", call.number, call.as_typed)
        said = Said(happening(call), call.began_at, external_id(call.call_id))
        return Arrival(number, Who((key,), call.name), (said,), last=last, only_known=call.direction == OUT)

    def _call(self, row: Sequence[str], *, is_alone: bool) -> Call | None:
        """The call of `row`; None for one between two of us, which is a leg of another where it is not alone."""
        read = self._cells
        began_at = read.moment("date", row)
        if began_at is None:
            raise RowRejected("no_date")
        said = dialling.direction(
            read.text("direction", row), read.text("context", row), read.text("from", row), read.text("to", row)
        )
        if said.is_inside:
            if is_alone:
                raise RowRejected("call_inside")
            return None
        typed = read.text("phone", row) or read.text("from" if said.direction == IN else "to", row)
        number = normal_phone(typed.removeprefix("'"), country=self._country)
        if not said.direction or (not read.text("phone", row) and not typed):
            raise RowRejected("call_direction")
        if number is None:
            raise RowRejected("call_number", cell=typed[:60])
        lasted = self._seconds(row)
        mark = read.number("ref", row) or read.mark(row)
        return Call(
            call_id=mark[:100] if len(mark) <= 100 else read.mark(row),
            direction=said.direction,
            number=number,
            as_typed=typed[:60],
            outcome=self._outcome(row, lasted, is_missed=said.is_missed),
            began_at=began_at,
            duration_seconds=lasted,
            text=read.text("text", row)[:5000],
            name=dialling.name(read.text("name", row)) if said.direction == IN else "",
            by=read.text("by", row)[:150],
        )

    def _seconds(self, row: Sequence[str]) -> int | None:
        cell = self._cells.text("duration", row)
        if not cell:
            return None
        found = dialling.seconds(cell)
        if found is None:
            raise RowRejected("call_length", cell=cell[:60])
        return found

    def _outcome(self, row: Sequence[str], lasted: int | None, *, is_missed: bool) -> str:
        cell = self._cells.text("status", row)
        if is_missed:
            return NOT_REACHED
        found = dialling.outcome(cell)
        if found:
            return found
        if cell and self._cells.has("status") and lasted is None:
            raise RowRejected("call_outcome", cell=cell[:60])
        if lasted is None:
            raise RowRejected("call_outcome_unknown")
        return REACHED if lasted > 0 else NOT_REACHED


def _number(row: Row) -> int:
    return max(row.number, row.last) if isinstance(row, Arrival) else row.number


def _first_row(sample: Sample) -> list[str]:
    if sample.is_folder or sample.is_zip or not sample.head:
        return []
    line = sample.head[:8192].decode("utf-8", "replace").lstrip("\ufeff").split("\n", 1)[0]
    try:
        return next(csv.reader([line.rstrip("\r")]), [])
    except csv.Error:
        return []


def _is_bare(sample: Sample) -> bool:
    """Whether it is cdr_csv's own file: no header, a known disposition and times in their places."""
    row = _first_row(sample)
    if not _BARE_LEAST <= len(row) <= _BARE_MOST:
        return False
    is_numbers = all(cell.strip().isdecimal() for cell in row[12:14])
    return is_numbers and row[14].strip().upper() in dialling.DISPOSITIONS and row[9][:4].isdecimal()


def _is_titled(sample: Sample) -> bool:
    names = {cell.strip().lower() for cell in _first_row(sample)}
    return {"src", "dst", "disposition", "billsec"} <= names and bool(names & {"calldate", "start"})
