"""What every playbook file must be."""

from __future__ import annotations

from pathlib import Path

import pytest

from hafawa.analytics.standing_columns import NAMES
from hafawa.playbooks import library, registry
from hafawa.playbooks.playbook import Playbook

ALL = list(registry.playbooks().values())


@pytest.mark.parametrize("playbook", ALL, ids=lambda p: p.name)
def test_a_playbook_uses_only_columns_that_standing_has(playbook: Playbook) -> None:
    assert set(playbook.uses) | set(playbook.evidence) <= set(NAMES)
    shown = {playbook.quote, playbook.due, playbook.fault} - {"", "*"}
    assert shown <= set(playbook.uses)
    assert playbook.evidence


@pytest.mark.parametrize("playbook", ALL, ids=lambda p: p.name)
def test_a_playbook_says_whom_why_what_and_what_should_come_of_it(playbook: Playbook) -> None:
    assert playbook.practices
    assert playbook.words is not None
    assert playbook.outcome is not None
    assert playbook.purpose in {"service", "care", "marketing"}
    assert not (playbook.measurable and playbook.is_reply)
    assert playbook.is_promise == (playbook.expires_after is None)


def test_each_file_is_one_playbook_called_like_its_file() -> None:
    files = sorted(p.stem for p in Path(library.__file__).parent.glob("*.py") if p.stem != "__init__")
    assert files == [p.name for p in ALL]
    assert len(files) >= 12
