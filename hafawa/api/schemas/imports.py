"""How do imports, standing and figures read on the wire?"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from hafawa.api.schemas.types import Sent

Answer = Annotated[str, StringConstraints(max_length=300)]


class Option(Schema):
    """A possible answer, and real cells as (as written, as it would be read)."""

    value: str
    label: str
    reads: list[list[str]]


class Question(Schema):
    """What nobody may guess. Answer it by its key; without options any text will do."""

    key: str
    ask: str
    options: list[Option]


class Import(Schema):
    """One file brought in, and how far it is."""

    id: int
    name: str
    sha256: str
    size_bytes: int
    importer: str
    source: str
    state: Literal["waiting", "ready", "running", "done", "failed", "undoing", "undone"]
    questions: list[Question]
    answers: dict[str, Any]
    rows_total: int | None
    rows_read: int
    rows_rejected: int
    events_new: int
    events_known: int
    people_new: int
    people_known: int
    error: str
    made_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class Imports(Schema):
    """A page of imports, newest first."""

    items: list[Import]
    next: str | None


class Answers(Sent):
    """Answers by the keys of the questions (and `column.…`); an empty one takes an answer back."""

    answers: dict[Annotated[str, StringConstraints(max_length=100)], Answer] = Field(max_length=100)


class Rejected(Schema):
    """A row that could not be read, whole, with the reason."""

    row_number: int
    file: str
    reason: str
    detail: str
    cells: list[Any]


class RejectedRows(Schema):
    """A page of them, in their order."""

    items: list[Rejected]
    next: str | None


class Standing(Schema):
    """How somebody stands, as last judged; `row` holds the columns of standing. Nothing is known yet: null."""

    person_id: int
    judged_at: datetime | None
    version: str
    row: dict[str, Any] | None


class Figures(Schema):
    """What the whole shop's history says, each figure with its n; null while nothing is known."""

    judged_at: datetime | None
    made_at: datetime | None
    version: str
    found: dict[str, Any] | None
