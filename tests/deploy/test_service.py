"""The unit for systemd and the container file: read, verified as far as this machine can, and never run as root."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hafawa.cli import supervisor
from tests.conftest import ROOT, absent
from tests.deploy import containerfile

UNIT = ROOT / "deploy" / "hafawa.service"
CONTAINER = ROOT / "deploy" / "Containerfile"


@pytest.fixture(scope="module")
def unit() -> configparser.RawConfigParser:
    found = configparser.RawConfigParser(strict=False, delimiters=("=",))
    found.optionxform = str  # type: ignore[assignment, method-assign]
    found.read(UNIT)
    return found


@pytest.fixture
def verifiable(tmp_path: Path) -> Path:
    """The unit with a programme that is here, for `verify` looks for it."""
    if shutil.which("systemd-analyze") is None:
        absent("systemd-analyze")
    copy = tmp_path / "hafawa.service"
    copy.write_text(UNIT.read_text().replace("/usr/local/bin/hafawa", sys.executable))
    return copy


def test_systemd_finds_no_fault_with_the_unit(verifiable: Path) -> None:
    done = _analyze("verify", "--man=no", str(verifiable))
    assert (done.returncode, [line for line in done.stderr.splitlines() if "hafawa" in line]) == (0, [])


def test_systemd_finds_a_fault_where_there_is_one(verifiable: Path) -> None:
    verifiable.write_text(verifiable.read_text().replace("ProtectSystem=strict", "ProtectSystem=perhaps"))
    assert "protect system value" in _analyze("verify", "--man=no", str(verifiable)).stderr


def test_the_unit_is_locked_in(verifiable: Path) -> None:
    """systemd's own reckoning, 0 (safe) to 100; 20 is called OK."""
    done = _analyze("security", "--offline=true", "--threshold=20", "--no-pager", str(verifiable))
    assert done.returncode == 0, done.stdout


def test_systemd_waits_longer_than_the_supervisor_and_restarts_what_fails(unit: configparser.RawConfigParser) -> None:
    service = unit["Service"]
    assert float(service["TimeoutStopSec"]) > supervisor._STOP_SECONDS + 5
    assert (service["Restart"], service["KillMode"], service["DynamicUser"]) == ("on-failure", "mixed", "yes")
    assert "HAFAWA_DATA_DIR=%S/hafawa" in service["Environment"]
    assert service["StateDirectory"] == "hafawa"


def test_the_container_is_debians_and_runs_as_a_user_of_its_own() -> None:
    build, run = containerfile.read(CONTAINER)
    assert build.image == run.image == "docker.io/library/debian:12-slim"
    assert run.last("USER") == "hafawa"
    assert [name for name, _words in run.steps].index("USER") < [name for name, _words in run.steps].index("ENTRYPOINT")
    assert (run.last("VOLUME"), run.environment["HAFAWA_DATA_DIR"]) == ("/data", "/data")
    assert run.last("EXPOSE") == run.environment["HAFAWA_PORT"]
    assert run.command("ENTRYPOINT") + run.command("CMD") == ["hafawa", "run"]
    assert "/healthz" in run.last("HEALTHCHECK")


def test_nothing_gets_into_the_container_without_its_hash() -> None:
    installs = [step for stage in containerfile.read(CONTAINER) for step in stage.all("RUN") if "pip install" in step]
    assert len(installs) == 2
    assert all("--require-hashes" in step or "--no-deps /build/hafawa-" in step for step in installs)


def test_each_file_the_container_takes_is_here() -> None:
    taken = containerfile.read(CONTAINER)[0].all("COPY")
    assert [words.split()[0] for words in taken] == ["requirements/serve.txt", "dist/hafawa-*.whl"]
    assert (ROOT / "requirements/serve.txt").is_file()


def test_a_line_that_is_no_instruction_is_not_overlooked(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("FROM a\nthis is nothing\n")
    with pytest.raises(ValueError, match="this is nothing"):
        containerfile.read(tmp_path / "x")


def _analyze(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *args], capture_output=True, text=True, timeout=60, check=False)
