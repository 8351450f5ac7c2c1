"""Is every string a person sees translated, whole, in Arabic and Georgian?"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from django.utils.translation import ngettext

from tests.conftest import ROOT, absent

PLACEHOLDER = re.compile(r"%\((\w+)\)[sdif]|%[sd]|\{(\w*)\}")
PLURALS = {"ar": 6, "ka": 2}


def catalogue(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="django")


def committed(language: str) -> Catalog:
    return catalogue(settings.PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po", language)


def messages(found: Catalog) -> list[Message]:
    return [m for m in found if m.id]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with catalogues extracted anew."""
    if shutil.which("xgettext") is None:
        absent("xgettext (Debian's gettext)")
    copy = tmp_path_factory.mktemp("extract") / "hafawa"
    shutil.copytree(settings.PACKAGE, copy, ignore=shutil.ignore_patterns("*.pyc", "*.mo", "*.woff2"))
    arguments = ["-l", "ar", "-l", "ka", "--no-obsolete", "--no-wrap"]
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", *arguments],
        cwd=copy,
        check=True,
        capture_output=True,
        timeout=240,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
    )
    return copy / "locale"


@pytest.mark.parametrize("language", ["ar", "ka"])
def test_the_catalogue_holds_what_the_code_says(extracted: Path, language: str) -> None:
    fresh = {str(m.id) for m in messages(catalogue(extracted / language / "LC_MESSAGES" / "django.po", language))}
    kept = {str(m.id) for m in messages(committed(language))}
    assert sorted(fresh - kept) == [], "run bin/messages and translate what is new"


@pytest.mark.parametrize("language", ["ar", "ka"])
def test_nothing_is_left_untranslated_or_unsure(language: str) -> None:
    missing = [
        m.id
        for m in messages(committed(language))
        if m.fuzzy or not (all(m.string) if isinstance(m.string, tuple) else m.string)
    ]
    assert missing == []


@pytest.mark.parametrize("language", ["ar", "ka"])
def test_every_plural_has_all_its_forms(language: str) -> None:
    assert committed(language).num_plurals == PLURALS[language]
    short = [m.id for m in messages(committed(language)) if m.pluralizable and len(m.string) != PLURALS[language]]
    assert short == []


@pytest.mark.parametrize("language", ["ar", "ka"])
def test_a_translation_names_no_placeholder_of_its_own_and_drops_none(language: str) -> None:
    wrong = []
    for m in messages(committed(language)):
        ids = m.id if isinstance(m.id, tuple) else (m.id,)
        strings = m.string if isinstance(m.string, tuple) else (m.string,)
        allowed = {p.group() for text in ids for p in PLACEHOLDER.finditer(text)}
        needed = {p.group() for p in PLACEHOLDER.finditer(ids[-1])}
        for text in strings:
            named = {p.group() for p in PLACEHOLDER.finditer(text)}
            # the forms for one and two may leave the number out, as the language does
            if named - allowed or (not m.pluralizable and needed - named):
                wrong.append((ids[0], text))
    assert wrong == []


@pytest.mark.parametrize("language", ["ar", "ka"])
def test_georgian_capitals_and_direction_marks_stay_out(language: str) -> None:
    mtavruli = re.compile(r"[\u1C90-\u1CBF]")
    assert [m.id for m in messages(committed(language)) if mtavruli.search(str(m.string))] == []


@pytest.mark.parametrize("n", [0, 1, 2, 3, 11, 100])
def test_arabic_counts_speak_in_six_forms(n: int) -> None:
    plural = next((m for m in messages(committed("ar")) if m.pluralizable), None)
    assert plural is not None
    with translation.override("ar"):
        assert ngettext(*plural.id, n) == plural.string[[0, 1, 2, 3, 4, 5][form(n)]]


def form(n: int) -> int:
    """CLDR's Arabic plural category of `n`, as gettext numbers them."""
    if n in (0, 1, 2):
        return n
    return 3 if 3 <= n % 100 <= 10 else 4 if 11 <= n % 100 <= 99 else 5


def test_arabic_spells_the_ending_of_a_word_one_way() -> None:
    """The sign stands before the letter, as modern types have it, and is never left out of words met everywhere."""
    bare = re.compile(
        r"(?<![\u0621-\u0652])(?:شكرا|أبدا|أيضا|جدا|شيئا|أولا|دائما|شخصا|أهلا|مرحبا|ممكنا)(?![\u0621-\u0652])"
    )
    wrong = [m.id for m in messages(committed("ar")) if "\u0627\u064b" in str(m.string) or bare.search(str(m.string))]
    assert wrong == []


def test_arabic_turns_no_day_round() -> None:
    """After an Arabic letter 2026-12-31 is shown as 31-12-2026, unless it is isolated."""
    isolated, day = re.compile("[\u2066-\u2068][^\u2069]*\u2069"), re.compile(r"\d-\d")
    strings = [s for m in messages(committed("ar")) for s in (m.string if isinstance(m.string, tuple) else (m.string,))]
    assert [s for s in strings if day.search(isolated.sub("", s))] == []
