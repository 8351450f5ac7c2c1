"""The product as its users have it: `hafawa run` on a folder, spoken to over HTTP, killed and started again."""

from __future__ import annotations

import contextlib
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import psutil

from tests import databases, ports

EMAIL, PASSWORD = "owner@sample.shop", "one cup is never enough"
HAFAWA = [sys.executable, "-m", "hafawa"]


class NeverCame(AssertionError):
    """What was waited for did not happen."""


class Product:
    """`hafawa run` on `folder`; what it says is kept beside the folder."""

    def __init__(self, folder: Path, **env: str) -> None:
        self.folder, self.said_path = folder, folder.parent / f"{folder.name}.said"
        self.env = databases.environment(folder) | {"HAFAWA_LEASE_SECONDS": "4", "HAFAWA_ANALYTICS_THREADS": "1"} | env
        self.address = f"http://127.0.0.1:{ports.free()}"
        self.process: subprocess.Popen[bytes] | None = None
        self.client = httpx.Client(base_url=self.address, timeout=60, headers={"Referer": self.address})

    def hafawa(self, *args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*HAFAWA, *args], env=self.env, capture_output=True, text=True, timeout=300, check=False)

    def start(self) -> None:
        """Up, and answering."""
        with self.said_path.open("ab") as said:
            self.process = subprocess.Popen(
                [*HAFAWA, "run", "--port", self.address.rpartition(":")[2]],
                env=self.env,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.until_up()

    def until_up(self) -> None:
        self.wait(self.is_up)

    def is_up(self) -> bool:
        try:
            return httpx.get(f"{self.address}/healthz", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def wait(self, until: Callable[[], object], *, seconds: float = 120) -> None:
        end = time.monotonic() + seconds
        while not until():
            if time.monotonic() > end:
                raise NeverCame(self.said_path.read_text(errors="replace")[-3000:])
            time.sleep(0.1)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(60)
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def kill(self, what: str, chance: random.Random) -> bool:
        """kill -9 the web, the worker (with what it is doing), or everything, in any order; False: it was not there."""
        if self.process is None:
            return False
        parent = psutil.Process(self.process.pid)
        with contextlib.suppress(psutil.NoSuchProcess):
            parts = parent.children()
            if what == "all":
                victims = [parent, *parent.children(recursive=True)]
                chance.shuffle(victims)
            else:
                victims = [p for p in parts if p.name() == f"hafawa {what}"][:1]
            for victim in victims:
                with contextlib.suppress(psutil.NoSuchProcess):
                    victim.kill()
            if what == "all":
                self.process.wait(30)
            return bool(victims)
        return False

    def sign_in(self) -> None:
        self.client.get("/sign-in/")
        answer = self.post("/sign-in/", {"email": EMAIL, "password": PASSWORD})
        assert answer.status_code == 302, answer.text[:2000]

    def post(self, path: str, data: dict[str, str] | None = None, **more: Any) -> httpx.Response:
        """A form sent as a browser sends it."""
        token = {"csrfmiddlewaretoken": self.client.cookies.get("hafawa_csrf", "")}
        return self.client.post(path, data=token | (data or {}), **more)

    def upload(self, name: str, content: bytes) -> int:
        """The id of the import that the file became."""
        answer = self.post("/imports/upload/", files={"files": (name, content, "text/csv")})
        if answer.status_code != 302:
            raise httpx.HTTPStatusError(answer.text[:300], request=answer.request, response=answer)
        found = re.search(r"/imports/(\d+)/", answer.headers["location"])
        assert found, answer.headers
        return int(found[1])

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What is stored, past the product."""
        return databases.rows(self.folder, sql, values)
