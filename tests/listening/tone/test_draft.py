"""The reading of drafts: the right remark with its place, silence on good drafts, no exception and no slowness on any."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.listening.tone.draft import MOST, read_draft
from hafawa.listening.tone.remark import KINDS, DraftFacts
from hafawa.listening.tone.saying import SAYING
from tests.conftest import ROOT

CASES = ROOT / "evaluation" / "tone" / "cases"
sys.path.insert(0, str(ROOT / "evaluation" / "tone"))


def _cases(split: str) -> Iterator[Any]:
    for path in sorted((CASES / split).glob("*.jsonl")):
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield pytest.param(json.loads(line), id=f"{path.stem}-{n}")


def _facts(row: dict[str, Any]) -> DraftFacts:
    from score import facts

    return facts(row)


@pytest.mark.parametrize("row", [*_cases("dev")])
def test_a_case_is_never_remarked_falsely(row: dict[str, Any]) -> None:
    given_kinds = {remark.kind for remark in read_draft(row["t"], facts=_facts(row))}
    assert given_kinds <= set(row.get("k", ())) | set(row.get("o", ()))


def test_every_case_is_as_the_scorer_takes_it() -> None:
    for path in sorted(CASES.rglob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        assert len({row["t"] + row.get("m", "") for row in rows}) == len(rows), f"{path}: twice"
        for row in rows:
            assert set(row) <= set("tkomnldrascw") | {"ch"}, row
            assert set(row.get("k", [])) | set(row.get("o", [])) <= set(KINDS), row
    for language in ("en", "ar", "ka"):
        files = [Path(CASES / split / f"{language}.jsonl") for split in ("dev", "test")]
        assert sum(len(f.read_text(encoding="utf-8").splitlines()) for f in files) >= 120


def test_on_cases_nobody_tuned_to_remarks_are_right_nine_times_of_ten() -> None:
    """Counted, not looked at: `evaluation/tone/score.py` prints more."""
    from score import judged

    rows = [param.values[0] for param in _cases("test")]
    verdicts = [judged(row) for row in rows]
    right, false, missed = (sum(len(v[n]) for v in verdicts) for n in range(3))
    assert right / (right + false) >= 0.9
    assert right / (right + missed) >= 0.85


@given(st.text(max_size=300), st.text(max_size=100), st.lists(st.text(max_size=80), max_size=3))
def test_on_any_text_every_remark_stands_in_it(text: str, message: str, recent: list[str]) -> None:
    facts = DraftFacts(
        message=message, name="Layla", language="ka", direction="rtl", recent=tuple(recent), secrets=(message,)
    )
    found = read_draft(text, facts=facts)
    assert len(found) <= MOST
    for remark in found:
        assert text[remark.start : remark.end] == remark.words
        assert remark.kind in KINDS
        assert (remark.why, remark.instead) in SAYING.values()
    assert found == read_draft(text, facts=facts)


def test_a_language_nobody_reads_is_met_with_what_needs_no_words() -> None:
    assert [r.kind for r in read_draft("Vous auriez dû lire la notice !!! Merci de votre patience")] == ["shouting"]
