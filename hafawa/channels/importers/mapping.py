"""How is a table whose columns are named by people read? Columns matched, formats told, what is ambiguous asked.

Every table importer says which fields it wants; the rest is the same for all of them and lives here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext_noop

from hafawa.channels.importers import amounts, asking, columns, scanning, sniff
from hafawa.channels.importers.registry import Field, Option, Phrase, Plan, Question, Sample, Setting
from hafawa.channels.importers.scanning import Scan
from hafawa.channels.importers.table import Shape, Table
from hafawa.kernel.errors import Refused


@dataclass(frozen=True)
class Wish:
    """A field an importer wants: its key (also in `columns.WORDS`), its title, what its cells are."""

    key: str
    title: str  # msgid
    kind: str = "text"  # text, date, amount, score
    is_needed: bool = False


@dataclass(frozen=True)
class Wishes:
    """What an importer wants of a table, and what it knows without asking."""

    key: str
    fields: tuple[Wish, ...]
    words: Mapping[str, str] = field(default_factory=lambda: columns.WORDS)
    fixed: Mapping[str, str] = field(default_factory=dict)  # answers certain for this kind of file
    asks_currency: bool = False
    one_of: tuple[str, ...] = ()  # at least one of these is needed


def header_of(
    sample: Sample, *, answers: Mapping[str, str] | None = None
) -> tuple[Table, tuple[str, ...], tuple[Question, ...]]:
    """The table in `sample`, its column names, and what must be asked of how it is written."""
    member = only_member(sample)
    sniffed = sniff.sniff(sample.path, member=member, answers=answers or {})
    table = Table(sample.path, sniffed.shape, member)
    return table, tuple(table.header()), sniffed.questions


def only_member(sample: Sample) -> str:
    """The one table inside a zip; empty for a plain file."""
    if not sample.is_zip:
        return ""
    tables = [
        m for m in sample.members if m.lower().endswith((".csv", ".csv.gz", ".tsv", ".txt")) and "__MACOSX" not in m
    ]
    return tables[0] if len(tables) == 1 else ""


def is_table(sample: Sample) -> bool:
    """Whether `sample` is text in at least two columns."""
    if sample.is_folder or (sample.is_zip and not only_member(sample)):
        return False
    try:
        return len(header_of(sample)[1]) > 1
    except (Refused, OSError, UnicodeError):
        return False


def fit(sample: Sample, *, wishes: Wishes) -> dict[str, str]:
    """The columns of `sample` that surely are fields of `wishes`; empty where it is no table."""
    if sample.is_folder or (sample.is_zip and not only_member(sample)):
        return {}
    try:
        _table, header, _questions = header_of(sample)
    except (Refused, OSError, UnicodeError):
        return {}
    return columns.guess(header, fields=[w.key for w in wishes.fields], words=wishes.words)


def prepare(sample: Sample, *, wishes: Wishes, answers: Mapping[str, str], setting: Setting) -> Plan:
    """The plan of a table: its columns, formats and questions."""
    given = {**wishes.fixed, **{key: value for key, value in answers.items() if _is_possible(key, value)}}
    table, header, questions = header_of(sample, answers=given)
    chosen = _chosen(header, wishes=wishes, answers=given)
    seen = _scan(table, header, chosen=chosen, wishes=wishes)
    decided = {**given, **_shape_answers(table.shape), **{f"column.{k}": v for k, v in chosen.items()}}
    decided |= {"lines": seen.lines, "member": table.member}
    asked = [*questions, *_missing_columns(table, header, chosen=chosen, wishes=wishes)]
    notes: list[Phrase] = []
    if not asked:
        asked += _formats(seen, decided=decided, wishes=wishes, chosen=chosen)
        asked += _currency(seen, decided=decided, chosen=chosen, wishes=wishes, setting=setting, notes=notes)
    first = [tuple(r.cells) for r, _n in zip(table.rows(width=len(header)), range(5), strict=False)]
    return Plan(
        source=wishes.key,
        answers=decided,
        questions=tuple(asked),
        notes=tuple(notes),
        fields=tuple(Field(w.key, Phrase(w.title), w.is_needed) for w in wishes.fields),
        header=header,
        rows=tuple(first),
        rows_total=seen.rows,
    )


def _is_possible(key: str, value: str) -> bool:
    """Whether that may be answered; what may not is asked again."""
    if key == "currency":
        return amounts.is_currency(value)
    return key not in asking.POSSIBLE or value in asking.POSSIBLE[key]


def table_of(path: Path, answers: Mapping[str, str]) -> Table:
    """The table a job reads, as its plan decided."""
    delimiter = {"tab": "\t"}.get(answers["delimiter"], answers["delimiter"])
    return Table(path, Shape(answers["encoding"], delimiter, answers["header"] == "yes"), answers.get("member", ""))


def places(header: Sequence[str], answers: Mapping[str, str]) -> dict[str, int]:
    """field -> place of its column."""
    at = {name: i for i, name in enumerate(header)}
    return {key[7:]: at[name] for key, name in answers.items() if key.startswith("column.") and name in at}


def _shape_answers(shape: Shape) -> dict[str, str]:
    return {
        "encoding": shape.encoding,
        "delimiter": "tab" if shape.delimiter == "\t" else shape.delimiter,
        "header": "yes" if shape.has_header else "no",
    }


def _chosen(header: Sequence[str], *, wishes: Wishes, answers: Mapping[str, str]) -> dict[str, str]:
    """field -> column: as answered (an empty answer is none), else as guessed from columns not taken by an answer."""
    given = {w.key: answers[f"column.{w.key}"] for w in wishes.fields if f"column.{w.key}" in answers}
    free = [name for name in header if name not in given.values()]
    guessed = columns.guess(free, fields=[w.key for w in wishes.fields if w.key not in given], words=wishes.words)
    return {**guessed, **{key: name for key, name in given.items() if name in header}}


def _scan(table: Table, header: tuple[str, ...], *, chosen: Mapping[str, str], wishes: Wishes) -> Scan:
    of_kind = {
        kind: tuple(chosen[w.key] for w in wishes.fields if w.kind == kind and w.key in chosen)
        for kind in ("date", "amount")
    }
    return scanning.scan(
        table,
        header,
        dates=() if "dates" in wishes.fixed else tuple(c for c in of_kind["date"] if c != chosen.get("birthday_hijri")),
        amounts=of_kind["amount"],
        score=chosen.get("score", ""),
        ref=chosen.get("ref", ""),
        total=chosen.get("amount", ""),
    )


def _missing_columns(
    table: Table, header: tuple[str, ...], *, chosen: Mapping[str, str], wishes: Wishes
) -> list[Question]:
    missing = [w for w in wishes.fields if w.is_needed and w.key not in chosen]
    if wishes.one_of and not set(wishes.one_of) & set(chosen):
        missing += [w for w in wishes.fields if w.key == wishes.one_of[0]]
    if not missing:
        return []
    cells = scanning.samples(table, header)
    options = tuple(
        Option(name, Phrase("%(column)s", {"column": name}), tuple((cell, cell) for cell in cells[name]))
        for name in header
    )
    ask = gettext_noop("Which column holds this: %(field)s?")
    return [Question(f"column.{w.key}", Phrase(ask, {"field": w.title}), options) for w in missing]


def _formats(seen: Scan, *, decided: dict[str, str], wishes: Wishes, chosen: Mapping[str, str]) -> list[Question]:
    asked = []
    has_dates = any(w.kind == "date" and w.key in chosen for w in wishes.fields)
    if has_dates and "dates" not in decided:
        if len(seen.orders) == 1 or not seen.samples.get("dates"):
            decided["dates"] = min(seen.orders) if len(seen.orders) == 1 else "ymd"
        else:
            asked.append(asking.which_date_order(seen))
    if "decimal" not in decided:
        if len(seen.decimals) == 1 or not seen.is_separated:
            decided["decimal"] = min(seen.decimals) if len(seen.decimals) == 1 else "."
        else:
            asked.append(asking.which_decimal(seen))
    if seen.amounts == "open" and "amounts" not in decided:
        asked.append(asking.which_amounts())
    elif seen.amounts:
        decided.setdefault("amounts", seen.amounts)
    if "score" in chosen and "scale" not in decided:
        if seen.most_score <= 5:
            decided["scale"] = "5"
        else:
            asked.append(asking.which_scale(seen))
    return asked


def _currency(
    seen: Scan,
    *,
    decided: dict[str, str],
    chosen: Mapping[str, str],
    wishes: Wishes,
    setting: Setting,
    notes: list[Phrase],
) -> list[Question]:
    if not wishes.asks_currency or "currency" in decided or not {"amount", "unit_price"} & set(chosen):
        return []
    if "currency" in chosen:  # every row says its own; one that does not is rejected
        return []
    signs = seen.signs - {""}
    shared = [amounts.SHARED[s] for s in signs if s in amounts.SHARED]
    if len(signs) == 1 and not shared:
        decided["currency"] = min(signs)
    elif not setting.is_new and not (signs - set(amounts.SHARED)) and all(setting.currency in s for s in shared):
        decided["currency"] = setting.currency
    else:
        return [asking.which_currency(signs, setting=setting)]
    if decided["currency"] != setting.currency:
        words = gettext_noop("The amounts are in %(theirs)s; your shop's currency is %(ours)s and stays so.")
        notes.append(Phrase(words, {"theirs": decided["currency"], "ours": setting.currency}))
    else:
        words = gettext_noop("The file names no currency, so the amounts are taken as %(currency)s, your shop's own.")
        notes.append(Phrase(words, {"currency": setting.currency}))
    return []
