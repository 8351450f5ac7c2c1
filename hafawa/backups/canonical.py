"""How is a row written so that SQLite and PostgreSQL give the same bytes for the same content?

One JSON array a row, UTF-8, one row a line. Instants are ISO 8601 in UTC with a Z, JSON has its keys sorted and its
numbers as PostgreSQL keeps them, bytes are base64, durations microseconds. The hash of a table is the SHA-256 of its
lines in the order of their key.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

Convert = Callable[[Any], Any]
Column = tuple[str, str]  # its name and its kind, one of KINDS
KINDS = ("number", "text", "bool", "float", "instant", "date", "time", "json", "bytes", "uuid", "duration", "decimal")
_SHORT, _WITH_MICROSECONDS = len("2026-01-01 00:00:00"), len("2026-01-01 00:00:00.000000")
_WRAPPED = "$json"
_SURROGATES = "surrogatepass"  # JSON in SQLite may hold half a character; nothing is lost by us


def writer(columns: Sequence[Column], *, vendor: str) -> Callable[[Sequence[Any]], bytes]:
    """What turns a row, as the database `vendor` gives it (PostgreSQL: as COPY writes it), into a line."""
    table = _FROM[vendor]
    converts = [(n, table[kind]) for n, (_name, kind) in enumerate(columns) if table.get(kind) is not None]

    def line(row: Sequence[Any]) -> bytes:
        values = list(row)
        for n, convert in converts:
            if values[n] is not None:
                values[n] = convert(values[n])
        return _ENCODER.encode(values).encode("utf-8", _SURROGATES) + b"\n"

    return line


def reader(columns: Sequence[Column], *, vendor: str) -> Callable[[bytes], list[Any]]:
    """What turns a line into the values to be written to the database `vendor`; ValueError if it is no such row."""
    table = _INTO[vendor]
    converts = [(n, table[kind]) for n, (_name, kind) in enumerate(columns) if table.get(kind) is not None]
    width = len(columns)

    def row(line: bytes) -> list[Any]:
        values = json.loads(line.decode("utf-8", _SURROGATES))
        if not isinstance(values, list) or len(values) != width:
            raise ValueError("a row of another width")
        for n, convert in converts:
            if values[n] is not None:
                values[n] = convert(values[n])
        return values

    return row


def _instant(text: str) -> str:
    """SQLite's `2026-01-01 12:00:00[.ffffff]` and PostgreSQL's, which ends in `+00`."""
    plain = text.removesuffix("+00")
    if len(plain) == _SHORT:
        return f"{plain[:10]}T{plain[11:]}Z"
    if len(plain) == _WITH_MICROSECONDS and plain[-1] != "0":
        return f"{plain[:10]}T{plain[11:]}Z"
    return _slow_instant(text)


def _slow_instant(text: str) -> str:
    found = datetime.fromisoformat(text)
    aware = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return aware.isoformat().replace("+00:00", "Z")


def _exact(text: str) -> int | float:
    """A JSON number with a point or an exponent, as `jsonb` would give it back: no minus zero, no exponent."""
    value = float(text)
    if value == 0:
        return 0.0
    return int(Decimal(repr(value))) if value.is_integer() and abs(value) >= 1e16 else value


_DECODER = json.JSONDecoder(parse_float=_exact)
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _json(text: str) -> Any:
    """JSON's own null is not the absence of JSON: it is wrapped, and so is what looks like the wrapping."""
    value = {} if text == "{}" else _DECODER.decode(text)
    return {_WRAPPED: value} if value is None or _is_wrapped(value) else value


def _is_wrapped(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {_WRAPPED}


@lru_cache(maxsize=4096)
def _time(text: str) -> str:
    return time.fromisoformat(text).isoformat()


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _decimal(value: Any) -> str:
    return f"{Decimal(str(value)).normalize():f}"


_FROM: dict[str, dict[str, Convert]] = {
    "sqlite": {
        "bool": bool, "instant": _instant, "time": _time, "json": _json, "bytes": _base64, "float": float,
        "uuid": lambda text: str(UUID(text)), "decimal": _decimal,
    },
    "postgresql": {
        "number": int, "duration": int, "float": float, "bool": "t".__eq__, "instant": _instant, "time": _time,
        "json": _json, "bytes": lambda text: _base64(bytes.fromhex(text.removeprefix("\\x"))), "decimal": _decimal,
    },
}  # fmt: skip


def _plain_instant(text: str) -> str:
    return f"{text[:10]} {text[11:].removesuffix('Z')}"


def _text_of_json(value: Any) -> str:
    return json.dumps(value[_WRAPPED] if _is_wrapped(value) else value)


_INTO: dict[str, dict[str, Convert]] = {
    "sqlite": {
        "bool": int, "instant": _plain_instant, "json": _text_of_json, "bytes": base64.b64decode,
        "uuid": lambda text: UUID(text).hex,
    },
    "postgresql": {
        "json": _text_of_json, "bytes": base64.b64decode, "duration": "{} microseconds".format,
    },
}  # fmt: skip
