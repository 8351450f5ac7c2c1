"""How does a package say what its models hold: whose it is, how it leaves in an export, how it goes in an erasure?

Each package's models are declared in one file of `declared`, named after the package. A field that is declared nowhere
fails a test, so that nobody adds a place for personal data that an erasure does not reach.

    table("people.Detail", of="person", personal="expires_on", words="text subject", operational="id person ...")

`of` is the path from the model to the person its rows are about; empty where they are about nobody in particular.
What a field holds:
    personal     about a customer, in a form of its own: a name, an address, a day, what somebody bought
    words        text anybody may be named in: scanned for mentions of the one erased, and of others in an export
    secret       keys and hashes: never exported
    operational  numbers and states of the system's own, and links to members of the team
    derived      made from the rest, and made anew after an erasure
    staff        about a member of the team, not a customer
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from django.apps import apps
from django.db.models import Field, Model

Holds = Literal["personal", "words", "secret", "operational", "derived", "staff"]
Erased = Literal["deleted", "facts", "blanked", "masked", "ids", "emptied", "kept"]
HOLDS: tuple[Holds, ...] = ("personal", "words", "secret", "operational", "derived", "staff")
#: what happens to a table's rows when somebody is erased, for the documents and the certificate
ERASED: dict[Erased, str] = {
    "deleted": "the person's rows go",
    "facts": "facts of orders stay as nobody's, without words; every other row goes",
    "blanked": "a row that mentions them loses all its words",
    "masked": "mentions of them are blacked out",
    "ids": "their number is taken out of lists",
    "emptied": "all rows go, and are made anew",
    "kept": "holds nothing about a customer",
}


@dataclass(frozen=True)
class Table:
    """One model's declaration. `not_exported` are fields that say nothing the others do not."""

    label: str
    of: str
    erased: Erased
    holds: dict[str, Holds]
    not_exported: frozenset[str] = frozenset()

    @property
    def model(self) -> type[Model]:
        """The model declared."""
        return apps.get_model(self.label)

    def names(self, *holds: Holds) -> list[str]:
        """The fields that hold one of these."""
        return [name for name, held in self.holds.items() if held in holds]

    def exported(self) -> list[str]:
        """The fields an export of one person has, in the order of the model."""
        own = [f.name for f in columns(self.model)]
        left = {n for n, held in self.holds.items() if held in ("secret", "staff")} | self.not_exported
        return [n for n in own if n in self.holds and n not in left]


@dataclass
class _Book:
    tables: dict[str, Table] = field(default_factory=dict)


book = _Book()


def table(
    label: str,
    *,
    of: str = "",
    erased: Erased | None = None,
    personal: str = "",
    words: str = "",
    secret: str = "",
    operational: str = "",
    derived: str = "",
    staff: str = "",
    not_exported: str = "",
) -> Table:
    """Declare the model `label` ("people.Detail"): names of its fields, parted by spaces, by what they hold."""
    said: dict[Holds, str] = {
        "personal": personal, "words": words, "secret": secret,
        "operational": operational, "derived": derived, "staff": staff,
    }  # fmt: skip
    holds: dict[str, Holds] = {}
    for what, names in said.items():
        for name in names.split():
            if name in holds:
                raise ValueError(f"{label}.{name} is declared twice")
            holds[name] = what
    if label in book.tables:
        raise ValueError(f"{label} is declared twice")
    made = Table(label, of, erased or ("deleted" if of else "kept"), holds, frozenset(not_exported.split()))
    book.tables[label] = made
    return made


def columns(model: type[Model]) -> list[Field[Any, Any]]:
    """The fields of `model` that are columns."""
    return [f for f in model._meta.get_fields() if getattr(f, "concrete", False) and not f.many_to_many]  # type: ignore[misc]  # noqa: SLF001
