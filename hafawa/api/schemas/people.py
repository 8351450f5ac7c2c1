"""How do a person, their keys, details, days and statements read on the wire?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from hafawa.api.schemas.types import Channel, Language, Line, Name, Sent, Words

Kind = Literal["email", "phone", "customer_id", "handle"]
Audience = Literal["may_say", "know", "never_show"]
Source = Literal["said", "observed", "told", "imported"]


class KeySent(Sent):
    """A key that finds a person. `source` names the system a customer number belongs to."""

    kind: Kind
    value: Annotated[str, StringConstraints(min_length=1, max_length=254)]
    source: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,40}$")] = "api"


class PersonSent(Sent):
    """Somebody to find, or to make where none of the keys is known."""

    identifiers: list[KeySent] = Field(min_length=1, max_length=20)
    name: Name = ""
    language: Language | Literal[""] = ""


class PersonChanged(Sent):
    """What is to be changed; what is left out stays."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=300)] | None = None
    first_name: Annotated[str, StringConstraints(max_length=150)] | None = None
    language: Language | Literal[""] | None = None


class Person(Schema):
    """Somebody we know."""

    id: int
    name: str
    first_name: str
    language: str
    created_at: datetime


class PersonFound(Person):
    """The same, and whether they are new."""

    is_new: bool


class People(Schema):
    """A page of people, by id."""

    items: list[Person]
    next: str | None


class Identifier(Schema):
    """A key: `value` is its normal form."""

    id: int
    person_id: int
    kind: str
    value: str
    as_typed: str


class Identifiers(Schema):
    """All keys of a person."""

    items: list[Identifier]


class DetailSent(Sent):
    """Something to remember. `audience`: may_say, know (but do not say), never_show."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=5000)]
    subject: Line = ""
    audience: Audience = "know"
    source: Source = "told"
    makes_happy: bool = False
    expires_on: Annotated[date, Field(strict=False)] | None = None


class Detail(Schema):
    """Something remembered."""

    id: int
    person_id: int
    text: str
    subject: str
    audience: str
    source: str
    makes_happy: bool
    learned_on: date
    expires_on: date | None


class Details(Schema):
    """A page of details, newest first."""

    items: list[Detail]
    next: str | None


class OccasionSent(Sent):
    """A day that matters. Without `year` it comes every year."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    month: Annotated[int, Field(ge=1, le=12)]
    day: Annotated[int, Field(ge=1, le=31)]
    year: Annotated[int, Field(ge=1200, le=2100)] | None = None
    yearly: bool = True
    kind: Literal["birthday", "anniversary", "feast", "other"] = "other"
    subject: Line = ""
    calendar: Literal["gregorian", "hijri"] = "gregorian"
    source: Source = "said"


class Occasion(Schema):
    """A day that matters."""

    id: int
    person_id: int
    title: str
    month: int
    day: int
    year: int | None
    yearly: bool
    kind: str
    subject: str
    calendar: str
    source: str


class Occasions(Schema):
    """All days of a person."""

    items: list[Occasion]


class ConsentSent(Sent):
    """What somebody stated about being contacted. Only the person grants; a refusal counts whoever passes it on."""

    purpose: Literal["marketing", "care", "service", "questions", "model"]
    granted: bool
    by_person: bool
    channel: Channel = ""
    wording: Words = ""
    language: Language | Literal[""] = ""


class Consent(Schema):
    """A statement, as it was made."""

    id: int
    person_id: int
    purpose: str
    channel: str
    granted: bool
    by_person: bool
    wording: str
    language: str
    source: str
    stated_at: datetime


class Consents(Schema):
    """A page of statements, newest first."""

    items: list[Consent]
    next: str | None
