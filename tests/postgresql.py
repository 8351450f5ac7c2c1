"""A real PostgreSQL server in a temporary folder, from Debian's packages, gone when its user is done with it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import ports

COLLATION = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en"]  # sorts as people do, SQLite by bytes
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def programs() -> Path | None:
    """Where initdb and pg_ctl are; None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]), reverse=True)
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).parent if on_path else None


@dataclass
class Server:
    """Listens on `port` of this machine; `url` lacks the database's name."""

    folder: Path
    port: int
    options: str

    @property
    def url(self) -> str:
        return f"postgresql://hafawa@127.0.0.1:{self.port}"

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c max_connections=500 {self.options}"
        self._control("-w", "-l", self.folder / "log", "-o", options, "start")

    def stop(self, *, mode: str) -> None:
        """`mode` as pg_ctl has it: immediate is like a loss of power."""
        self._control("-w", "-m", mode, "stop")

    def remove(self) -> None:
        self.stop(mode="immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _control(self, *args: Any) -> None:
        _quietly(self.folder, "pg_ctl", "-D", self.folder / "data", *args)


def start(*, options: str = FAST) -> Server:
    """A running server with nothing in it; to be removed by the caller."""
    folder = Path(tempfile.mkdtemp(prefix="hafawa-pg-"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    _quietly(folder, "initdb", "-D", folder / "data", "-U", "hafawa", "-A", "trust", "-E", "UTF8", *COLLATION)
    server = Server(folder, ports.free(), options)
    server.start()
    return server


def of_the_run() -> str:
    """The address of the one server of this run, which whoever asks first starts; home.py removes it."""
    kept = _kept()
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            server = start()
            kept.write_text(json.dumps([str(server.folder), server.port]))
    folder, port = json.loads(kept.read_text())
    return Server(Path(folder), port, FAST).url


def remove_that_of_the_run() -> None:
    """If there is one."""
    if _kept().exists():
        folder, port = json.loads(_kept().read_text())
        Server(Path(folder), port, FAST).remove()


def _kept() -> Path:
    return Path(os.environ["HAFAWA_TEST_RUN"]) / "postgresql.json"


def _quietly(folder: Path, program: str, *args: Any) -> None:
    as_owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []  # it refuses to run as root
    where = programs()
    if where is None:
        raise FileNotFoundError(program)
    subprocess.run([*as_owner, where / program, *args], check=True, stdout=subprocess.DEVNULL, cwd=folder)
