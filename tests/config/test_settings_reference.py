"""Is the reference of settings the one the code would write, and is none missing?"""

from __future__ import annotations

import re

from hafawa.config.reference import SETTINGS, markdown
from tests.conftest import ROOT


def test_the_page_is_what_the_settings_say_now() -> None:
    page = ROOT / "docs" / "reference" / "settings.md"
    assert page.read_text(encoding="utf-8") == markdown(), "run bin/reference"


def test_every_variable_read_from_outside_is_on_the_page_or_secret() -> None:
    read = set(re.findall(r'_(?:text|flag|number)\("(HAFAWA_\w+)"', SETTINGS.read_text(encoding="utf-8")))
    assert read - set(re.findall(r"`(HAFAWA_\w+)`", markdown())) == {"HAFAWA_SECRET_KEY"}
