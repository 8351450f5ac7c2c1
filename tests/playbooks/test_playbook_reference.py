"""The page about playbooks is the code's."""

from __future__ import annotations

from pathlib import Path

from hafawa.playbooks import reference
from hafawa.playbooks.registry import playbooks

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "playbooks.md"


def test_the_page_in_docs_is_what_the_library_says_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference.text(), "run bin/reference"


def test_every_playbook_is_on_it() -> None:
    assert all(f"(`{name}`)" in reference.text() for name in playbooks())
