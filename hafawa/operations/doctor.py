"""What is wrong with this installation, and what is to be done? Looks at everything, changes nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from hafawa.kernel import faults
from hafawa.operations.checks import QUESTIONS
from hafawa.operations.findings import Finding, Looking, Question, Severity, fault

logger = logging.getLogger(__name__)

_WITHOUT_ROWS = {"database.away", "migrations.pending", "integrity.damaged"}


@dataclass(frozen=True)
class Examined:
    """A question, and what was found; nothing found is good."""

    question: Question
    findings: tuple[Finding, ...]
    is_asked: bool = True

    @property
    def severity(self) -> Severity:
        """The worst of what was found."""
        return max((f.severity for f in self.findings), default=Severity.FINE)


def examine(*, full: bool = False, quick: bool = False) -> list[Examined]:
    """Every question that fits this database, in order. Not asked (`is_asked`) are those a person cannot wait for when
    `quick`, and those about rows once the database does not answer or waits to be brought up to date.
    """
    examined: list[Examined] = []
    has_rows = True
    for question in (q for q in QUESTIONS if not q.on or connection.vendor in q.on):
        is_asked = not (quick and question.slow) and (has_rows or not question.on) and question.can_know()
        findings = _look(question, Looking(full=full)) if is_asked else []
        examined.append(Examined(question, tuple(findings), is_asked=is_asked))
        has_rows = has_rows and not any(f.key in _WITHOUT_ROWS for f in findings)
    return examined


def worst(examined: Iterable[Examined]) -> Severity:
    """0 all well, 1 something to see to, 2 something is broken."""
    return max((e.severity for e in examined), default=Severity.FINE)


def _look(question: Question, looking: Looking) -> list[Finding]:
    try:
        return list(question.look(looking))
    except Exception as error:  # one look that fails must not keep the others from being taken
        logger.debug("the doctor could not look", exc_info=True)
        return [_could_not(question, error)]


def _could_not(question: Question, error: Exception) -> Finding:
    return fault(
        f"{question.key}.failed",
        _("This could not be looked at: %(error)s.") % {"error": faults.kind(error)},
        why=_("What cannot be looked at may be well or not."),
        do=_("Put right what is said above, then ask again. If it stays, report it with this line."),
    )
