"""How does an archive get into the process that loads it, and what does that process answer?"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hafawa.backups import errors
from hafawa.backups.archive import Source
from hafawa.backups.errors import Broken
from hafawa.backups.loading import Options

_CHUNK = 1 << 18
Progress = Callable[[int, int], None]


class Loading:
    """A process that fills the database at `url` (empty: SQLite in `folder`); files of the archive go to `folder`."""

    def __init__(
        self, *, mode: str, now: str, folder: Path, url: str = "", aside: str = "", current: Path | None = None
    ) -> None:
        options = Options(
            mode=mode, now=now, language=get_language() or "en", aside=aside, folder=str(current) if current else ""
        )
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "hafawa.backups.loading", json.dumps(asdict(options))],
            env=os.environ | {"HAFAWA_DATA_DIR": str(folder), "HAFAWA_DATABASE_URL": url},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._said: list[dict[str, Any]] = []
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def feed(self, source: Source, *, progress: Progress | None = None) -> dict[str, Any]:
        """Give it the archive, and return what it holds now. Raises what the process refused."""
        try:
            with contextlib.suppress(BrokenPipeError):
                while data := source.read(_CHUNK):
                    self.write(data)
                    if progress and (last := self._last()):
                        progress(last["done"], last["total"])
            return self.answer()
        finally:
            self.close()

    def write(self, data: bytes) -> int:
        """Bytes of the archive, in order. BrokenPipeError when the process wants no more: its `answer` says why."""
        assert self._process.stdin is not None
        return self._process.stdin.write(data)

    def answer(self) -> dict[str, Any]:
        """All was given: what it holds now. Raises what it refused, Broken when it died."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        code = self._process.wait()
        self._listener.join()
        last: dict[str, Any] = self._said[-1] if self._said else {}
        if refused := last.get("refused"):
            raise errors.ALL.get(refused, Broken)(last["words"])
        if code or "found" not in last:
            raise Broken(
                _("The backup could not be loaded: the process that did it ended with code %(code)d. Nothing changed.")
                % {"code": code}
            )
        found: dict[str, Any] = last["found"]
        return found

    def close(self) -> None:
        """End the process, if it is still there."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._said.append(json.loads(line))
            del self._said[:-2]

    def _last(self) -> dict[str, Any] | None:
        last = self._said[-1] if self._said else None
        return last if last and "done" in last else None
