"""Is the reference of events the one the code would write?"""

from __future__ import annotations

import re
from pathlib import Path

from hafawa.channels.importers.reference import markdown
from hafawa.timeline.events import KINDS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "events.md"


def test_the_page_is_what_the_vocabulary_says_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == markdown(), "run bin/reference"


def test_every_kind_is_on_the_page() -> None:
    assert set(re.findall(r"^### (\S+)$", markdown(), re.MULTILINE)) == {kind for kind in KINDS if kind}
