"""What does a line of the log say? Only what is named here comes out; whatever else a record carries stays in.

Our own loggers ("hafawa.…") speak in whole sentences with their arguments, redacted as a last resort. Others' speak in
their template alone ("Internal Server Error: %s"); where they put a sentence together themselves, only its place is
said: nobody knows what they would put into it. Exceptions show their kind and place, never their words (kernel.faults).
What a record brings along (`extra`) comes out if its name is in `FACTS`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from pythonjsonlogger.json import JsonFormatter

from hafawa.kernel import faults
from hafawa.operations.redaction import redacted
from hafawa.operations.request_ids import current

OURS = "hafawa"
FACTS = (
    "request_id", "route", "method", "status", "duration_ms", "user",
    "task", "function", "attempt", "outcome", "import_run", "part", "exit_code",
)  # fmt: skip
_PLAIN = re.compile(r"[\w.:/<>-]{1,120}", re.ASCII)
_WARNING = re.compile(r"(?P<path>[^:\n]+):(?P<line>\d+): (?P<category>\w+): ")
_LONG_NUMBER = re.compile(r"\d{9,}")


def formatter(form: str) -> logging.Formatter:
    """The formatter for HAFAWA_LOG_FORMAT: `text` or `json`."""
    return Json(list(Json.ORDER)) if form == "json" else Text()


class Text(logging.Formatter):
    """`2026-11-27T16:40:00.000Z INFO hafawa.requests: answered route=web:today status=200`."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; below it, indented, where a fault came from."""
        said = _told(record)
        rest = " ".join(f"{name}={value}" for name, value in said.items() if name in (*FACTS, "at"))
        line = f"{said['time']} {said['level']} {said['logger']}: {said['message']}{' ' if rest else ''}{rest}"
        return "\n".join([line, *(f"  {step}" for step in said.get("fault", ()))])


class Json(JsonFormatter):
    """One JSON object a line, its keys in the order of `ORDER`; `fault` is a list of steps, innermost last."""

    ORDER: ClassVar[tuple[str, ...]] = ("time", "level", "logger", "message", *FACTS, "at", "fault")

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        said = _told(record)
        safe = logging.LogRecord(record.name, record.levelno, "", 0, "", (), None)
        vars(safe).update({name: value for name, value in said.items() if name != "message"})
        safe.msg = said["message"]
        return super().format(safe)

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Without what is not known of this line."""
        return {name: log_data[name] for name in self.ORDER if log_data.get(name) is not None}


def _told(record: logging.LogRecord) -> dict[str, Any]:
    try:
        return facts(record)
    except Exception:  # this is the edge that logs: a line lost would be worse than one that says little
        plain = logging.LogRecord(OURS, record.levelno, "", 0, "a line could not be said", (), None)
        return facts(plain)


def facts(record: logging.LogRecord) -> dict[str, Any]:
    """All that may be said of `record`, by name."""
    said: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "level": record.levelname,
        "logger": record.name if _PLAIN.fullmatch(record.name) else "other",
        "message": _message(record),
    }
    brought = vars(record) | ({"request_id": current.get()} if current.get() else {})
    said |= {name: _value(brought[name]) for name in FACTS if brought.get(name) is not None}
    if not _is_ours(record):
        said["at"] = f"{faults.short(record.pathname)}:{record.lineno}"
    error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    if error is not None:
        said["fault"] = [step for one in faults.chain(error) for step in _steps(one)]
    return said


def _message(record: logging.LogRecord) -> str:
    if not isinstance(record.msg, str):  # an exception given as the message, or any other thing
        return type(record.msg).__name__
    if record.name == "py.warnings":
        found = _WARNING.match(record.msg)
        return f"{found['category']} at {faults.short(found['path'])}:{found['line']}" if found else "a warning"
    if not _is_ours(record):
        return redacted(record.msg) if record.args else "words withheld"
    try:
        return redacted(record.msg % _safe(record.args) if record.args else record.msg)
    except (TypeError, ValueError, KeyError):
        return redacted(record.msg)


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name == OURS or record.name.startswith(f"{OURS}.")


def _safe(args: Any) -> Any:
    """What a sentence is filled with: numbers and plain names; anything else is its type."""
    if isinstance(args, Mapping):
        return {name: _value(value) for name, value in args.items()}
    return tuple(_value(value) for value in args)


def _value(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, str) and _PLAIN.fullmatch(value) and (_is_id(value) or not _LONG_NUMBER.search(value)):
        return value
    return redacted(value) if isinstance(value, str) else f"<{type(value).__name__}>"


def _is_id(value: str) -> bool:
    return value == current.get()


def _steps(error: BaseException) -> list[str]:
    return [faults.kind(error), *(f"at {place}" for place in faults.places(error.__traceback__))]
