"""Every threat on this ground has a test named for what it proves, and the test is there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.threats import THREATS

ROOT = Path(__file__).resolve().parents[2]


def _is_there(name: str) -> bool:
    path, _colons, function = name.partition("::")
    tree = ast.parse((ROOT / path).read_text()) if (ROOT / path).is_file() else ast.Module([], [])
    return any(isinstance(node, ast.FunctionDef) and node.name == function for node in tree.body)


@pytest.mark.parametrize("threat", THREATS)
def test_every_threat_is_met_by_tests_that_are_there(threat: str) -> None:
    assert THREATS[threat]
    assert [name for name in THREATS[threat] if not _is_there(name)] == []


def test_a_test_that_is_not_there_is_missed() -> None:
    assert not _is_there("tests/architecture/test_threats.py::test_nothing")
    assert not _is_there("tests/nowhere.py::test_every_threat_is_met_by_tests_that_are_there")
