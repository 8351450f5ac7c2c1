"""Are the files that were brought in still there, byte for byte?"""

from __future__ import annotations

import random
from collections.abc import Iterator

from django.utils.translation import gettext as _

from hafawa.channels.importers import keeping
from hafawa.channels.models import ImportRun, ImportState
from hafawa.operations.findings import Finding, Looking, fault

_SAMPLE = 20
_SAMPLE_BYTES = 64 * 2**20


def raw(looking: Looking) -> Iterator[Finding]:
    """All of them when looking fully; else whether each is there, and the bytes of a few that are not too large."""
    runs = list(ImportRun.objects.exclude(state=ImportState.UNDONE).order_by("-id"))
    read = set(runs if looking.full else _some(runs))
    for run in runs:
        path = keeping.path_of(run.path)
        if not path.exists():
            yield _wrong("raw.missing", _("The file of import %(id)d is gone.") % {"id": run.pk})
        elif run in read and keeping.hash_of(path) != run.sha256:
            yield _wrong("raw.changed", _("The file of import %(id)d is not what was brought in.") % {"id": run.pk})


def _some(runs: list[ImportRun]) -> list[ImportRun]:
    small = [run for run in runs if run.size_bytes <= _SAMPLE_BYTES]
    return random.sample(small, min(_SAMPLE, len(small)))


def _wrong(key: str, what: str) -> Finding:
    return fault(
        key,
        what,
        why=_("It is the only proof of what came in; the import cannot go on or be looked up without it."),
        do=_("Take it from a backup, or bring the same file in again under Imports."),
    )
