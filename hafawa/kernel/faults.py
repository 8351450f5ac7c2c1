"""What may be said of an exception to a stranger? Its kind and its place, never its words.

They repeat what it was about: PostgreSQL's "Key (email)=(layla@example.com) already exists", Python's "invalid literal
for int() with base 10: '+995 599 …'". Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

_PACKAGES = re.compile(r".*/(?=hafawa/)|.*/site-packages/|.*/python3\.\d+/")
_OF_THE_SCHEMA = re.compile(
    r"(?:(?:UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed(?:: [\w.]+(?:, [\w.]+)*)?"
    r"|no such (?:table|column): [\w.]+|database is locked|database disk image is malformed|disk I/O error"
    r"|database or disk is full|attempt to write a readonly database|unable to open database file"
    r"|file is not a database)"
)
_MOST_FRAMES = 30


def kind(error: BaseException) -> str:
    """`IntegrityError (UNIQUE constraint failed: team_user.email)`: the class, and what of it is no data."""
    known = _known(error)
    return f"{type(error).__name__} ({known})" if known else type(error).__name__


def chain(error: BaseException) -> Iterator[BaseException]:
    """`error`, then what it came from, each once."""
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        is_silenced = following.__suppress_context__ and following.__cause__ is None
        following = following.__cause__ or (None if is_silenced else following.__context__)


def places(trace: TracebackType | None) -> list[str]:
    """`hafawa/tasks/worker.py:174 in _perform`, outermost first; at most the innermost thirty."""
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{short(code.co_filename)}:{trace.tb_lineno} in {code.co_name}")
        trace = trace.tb_next
    return found[-_MOST_FRAMES:]


def _known(error: BaseException) -> str:
    if isinstance(error, OSError):
        return error.strerror if error.errno and isinstance(error.strerror, str) else ""
    if isinstance(error, ImportError) and isinstance(error.name, str):
        return error.name
    if found := _OF_THE_SCHEMA.match(str(error.args[0]) if error.args else ""):
        return found.group()
    diagnosis = getattr(error.__cause__ or error, "diag", None)  # PostgreSQL's own fields: names, never values
    named = [getattr(diagnosis, field, None) for field in ("sqlstate", "table_name", "column_name", "constraint_name")]
    return " ".join(str(name) for name in named if name)


def short(path: str) -> str:
    """A file of code from its package on; of one elsewhere the name alone."""
    found = _PACKAGES.sub("", path)
    return found if found != path else Path(path).name
