"""Is what Hafawa runs on sound: Python, its own files, the memory it may take?"""

from __future__ import annotations

import hashlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from hafawa.kernel.text import isolate_ltr
from hafawa.operations.findings import Finding, Looking, fault, warning

OLDEST_PYTHON = (3, 11)
_STATIC = (
    "css/base.css",
    "css/components.css",
    "css/tokens.css",
    "icons.svg",
    "js/hafawa.js",
    "js/elements/today-list.js",
)
_MIB = 2**20


def python(_looking: Looking, *, version: tuple[int, int] = sys.version_info[:2]) -> Iterator[Finding]:
    """Old enough to break?"""
    if version < OLDEST_PYTHON:
        yield fault(
            "python.old",
            _("Hafawa runs on Python %(version)s.") % {"version": ".".join(map(str, version))},
            why=_("It is written for Python 3.11 and later; an older one fails in the middle of things."),
            do=_("Install it anew with a later Python: uv tool install --python 3.11 hafawa"),
        )


def translations(_looking: Looking) -> Iterator[Finding]:
    """Is every language compiled from the catalogue that lies beside it?"""
    for place in map(Path, settings.LOCALE_PATHS):
        for language, _name in settings.LANGUAGES:
            catalogue = place / language / "LC_MESSAGES" / "django.po"
            compiled = catalogue.with_suffix(".mo")
            if language != "en" and not _is_compiled(catalogue, compiled):
                yield warning(
                    "translations.missing",
                    _("The pages in “%(language)s” are not compiled, or from an older text.") % {"language": language},
                    why=_("People who read that language see English."),
                    do=_("Install Hafawa again from its wheel; in a working copy: python hatch_build.py"),
                )


def static(_looking: Looking) -> Iterator[Finding]:
    """Are the styles, pictures and scripts there?"""
    if missing := [name for name in _STATIC if finders.find(name) is None]:
        yield fault(
            "static.missing",
            _("A file of the pages is missing: %(name)s.") % {"name": isolate_ltr(missing[0])},
            why=_("Pages come without their looks, and buttons without what they do."),
            do=_("Install Hafawa again from its wheel."),
        )


def analytics(_looking: Looking) -> Iterator[Finding]:
    """May figures take more memory than there is?"""
    there = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // _MIB
    if there * 0.8 < settings.HAFAWA_ANALYTICS_MEMORY_MIB:
        yield warning(
            "analytics.memory",
            _("Figures may take %(asked)d MiB of memory; this machine has %(there)d MiB.")
            % {"asked": settings.HAFAWA_ANALYTICS_MEMORY_MIB, "there": there},
            why=_("Where memory runs out the system ends a process, and the night's work begins again."),
            do=f"HAFAWA_ANALYTICS_MEMORY_MIB={max(128, there // 2)}",
        )


def _is_compiled(catalogue: Path, compiled: Path) -> bool:
    """By the hash at its end (`hatch_build.py`), else byte for byte: dates say nothing, for files are installed in any
    order."""
    if not compiled.exists():
        return False
    source, made = catalogue.read_bytes(), compiled.read_bytes()
    if made.endswith(b"\nfrom " + hashlib.sha256(source).hexdigest().encode()):
        return True
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    fresh = io.BytesIO()
    write_mo(fresh, read_po(io.BytesIO(source), locale=catalogue.parts[-3], domain=catalogue.stem))
    return made.startswith(fresh.getvalue())
