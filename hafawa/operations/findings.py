"""What does the doctor say? What is wrong, why it matters, what to do, and how bad it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from django.utils.functional import Promise

_TYPED = ("HAFAWA_", "hafawa ", "chmod ", "sudo ", "createdb ", "apt-get ", "pg_upgradecluster", "uv ", "timedatectl ")


class Severity(IntEnum):
    """How bad it is; the greatest is the exit code of `hafawa doctor`."""

    FINE = 0
    WARNING = 1
    FAULT = 2


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing to be put right, in words of the language active now; `do` is a step or a command to type."""

    key: str
    severity: Severity
    what: str
    why: str
    do: str

    @property
    def is_command(self) -> bool:
        """Whether `do` is to be typed as it stands, and is no sentence."""
        return self.do.startswith(_TYPED)


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing the doctor looks at. `on` names the databases it can be asked on; empty: it needs none.

    `slow` is one too slow, or out of place, for a page: the command line asks it. `can_know` says whether an answer is
    to be had at all: what nobody knows is not called well.
    """

    key: str
    title: str | Promise
    look: Callable[[Looking], Iterable[Finding]]
    on: frozenset[str] = frozenset()
    slow: bool = False
    can_know: Callable[[], bool] = lambda: True


@dataclass(frozen=True)
class Looking:
    """How closely to look: `full` reads every kept file, not a sample."""

    full: bool = False


def warning(key: str, what: str, *, why: str, do: str) -> Finding:
    """Something that will hurt one day."""
    return Finding(key=key, severity=Severity.WARNING, what=what, why=why, do=do)


def fault(key: str, what: str, *, why: str, do: str) -> Finding:
    """Something that hurts now."""
    return Finding(key=key, severity=Severity.FAULT, what=what, why=why, do=do)
