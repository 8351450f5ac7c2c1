"""The corpus is as its guide says, large enough in each language, and its splits are by theme."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT

CORPUS = ROOT / "evaluation" / "corpus"


def checker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_check", CORPUS / "check.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_line_is_as_the_guide_says_and_none_is_nearly_another() -> None:
    done = subprocess.run([sys.executable, CORPUS / "check.py"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
def test_there_are_two_thousand_messages_split_by_theme(language: str) -> None:
    rows = list(checker().rows(language))
    splits = Counter(row["split"] for row in rows)
    assert len(rows) >= 2000
    assert splits["dev"] >= 300
    assert splits["test"] >= 440  # as many as before training grew beside them
    found = {row["theme"] for row in rows}
    kept = checker().SPLITS
    assert {*kept["dev"], *kept["test"]} <= found <= {theme for themes in kept.values() for theme in themes}
    assert found == {path.stem for path in (CORPUS / language).glob("*.jsonl")}  # none that belongs to no split


def test_every_theme_is_written_in_some_language() -> None:
    there = {path.stem for path in CORPUS.glob("*/*.jsonl")}
    assert there == {theme for themes in checker().SPLITS.values() for theme in themes}


def test_the_check_finds_what_is_wrong(tmp_path: Path) -> None:
    check = checker()
    row = {"t": "Where is it?", "v": "en", "f": "neg", "k": ["status", "rage"], "d": ["be open"], "r": 1}
    found = list(check.faults(row, "en"))
    assert sorted(found) == ["i goes with r 1, and only with it", "kind 'rage'", "not in the message: 'be open'"]
    twice = [{"t": "My parcel has not come yet", "theme": "a"}, {"t": "my parcel has not come yet!!", "theme": "b"}]
    assert len(list(check.near_pairs(twice))) == 1
