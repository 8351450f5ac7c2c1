"""The wheel, outside the project: it holds what runs, and what it holds runs, as a person or a container would do it.

Slow, and worth it: everything else here is tested from the source tree.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOT
from tests.deploy import containerfile
from tests.operations.conftest import Place

UV = ROOT / ".tools" / "bin" / "uv"
pytestmark = pytest.mark.timeout(1200)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built with what is installed: nothing is fetched for it."""
    home = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(home)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(home.glob("hafawa-*.whl"))


def test_the_wheel_holds_what_runs_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    source = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "hafawa").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert source <= names
    assert {name.partition("/")[0] for name in names} == {"hafawa", wheel.name.rsplit("-", 3)[0] + ".dist-info"}
    for kind in (".html", ".css", ".js", ".woff2", ".svg", ".sql", ".mo", "OFL-noto-sans-arabic.txt"):
        assert [name for name in names if name.endswith(kind)], kind
    assert [name for name in names if name.endswith("licenses/LICENSE")]
    assert not [name for name in names if "tests/" in name or name.rpartition("/")[2].startswith(("test_", "conftest"))]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the container's own steps make of the wheel, in a folder that stands for its disk; bin/hafawa in it."""
    disk = tmp_path_factory.mktemp("disk")
    (disk / "build").mkdir()
    shutil.copy(wheel, disk / "build")
    shutil.copy(ROOT / "requirements" / "serve.txt", disk / "build")
    for step in containerfile.read(ROOT / "deploy" / "Containerfile")[0].all("RUN"):
        if not step.startswith("apt-get"):
            here = step.replace("/opt/hafawa", f"{disk}/opt").replace("/build/", f"{disk}/build/")
            here = here.replace("--no-cache-dir ", "")
            subprocess.run(["/bin/sh", "-euc", here], env=_bare(), cwd=disk, check=True, capture_output=True)
    return disk / "opt" / "bin"


@pytest.fixture
def place(installed: Path, tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path / "data")
    made.env = _bare() | {"HAFAWA_DATA_DIR": str(made.folder), "PATH": f"{installed}:/usr/bin:/bin"}
    made.hafawa = [str(installed / "hafawa")]
    yield made
    made.close()


def test_the_sample_shop_from_the_wheel_answers_and_is_healthy(place: Place) -> None:
    filled = place.run("demo", "--no-serve")
    assert filled.returncode == 0, filled.stderr
    place.start("run")
    place.wait(lambda: "ready" in place.said(), seconds=120)
    address = f"http://127.0.0.1:{place.port}"
    page = httpx.get(f"{address}/sign-in/", headers={"Accept-Language": "ka"}, timeout=60)
    assert page.status_code == 200
    assert "პაროლი" in page.text
    style = page.text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert httpx.get(address + style, timeout=60).status_code == 200
    health = containerfile.read(ROOT / "deploy" / "Containerfile")[-1].command("HEALTHCHECK")
    command = [word.replace(":8707", f":{place.port}") for word in health]
    assert subprocess.run(command, env=place.env, check=False, timeout=60).returncode == 0
    place.wait(lambda: place.run("doctor", HAFAWA_PORT=str(place.port)).returncode == 0)
    assert "faul" not in place.said()
    place.close()
    assert subprocess.run(command, env=place.env, check=False, timeout=60, capture_output=True).returncode != 0


def test_one_command_from_nothing_to_the_sample_shop(wheel: Path, tmp_path: Path) -> None:
    """What `uvx hafawa demo` does, with this wheel and the pinned libraries."""
    command = [UV, "tool", "run", "--from", str(wheel), "--constraints", ROOT / "requirements" / "serve.txt", "hafawa"]
    folder = tmp_path / "data"
    env = _bare() | {"HAFAWA_DATA_DIR": str(folder), "UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "true"}
    done = subprocess.run(
        [*command, "demo", "--no-serve"],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "owner@sample.shop" in done.stdout
    assert (folder / "hafawa.sqlite3").stat().st_size > 1_000_000


def _bare() -> dict[str, str]:
    """An environment that knows nothing of the project."""
    own = ("HAFAWA_", "DJANGO_", "PYTHONPATH", "VIRTUAL_ENV", "LC_", "LANG")
    return {k: v for k, v in os.environ.items() if not k.startswith(own)}
