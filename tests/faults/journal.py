"""What was asked for and what was acknowledged, written outside the system by the one who asked."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One act: its kind, the mark it leaves in what is stored, facts about it, and whether the product said yes."""

    kind: str
    mark: str
    facts: dict[str, Any]
    is_acknowledged: bool


class Journal:
    """Appended and synced before the act is sent, and again when it was acknowledged."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._path = path

    def ask(self, kind: str, mark: str, **facts: Any) -> None:
        self._write({"kind": kind, "mark": mark, "facts": facts})

    def acknowledge(self, mark: str) -> None:
        self._write({"acknowledged": mark})

    def asked(self, kind: str) -> list[Asked]:
        lines = [json.loads(line) for line in self._path.read_text().splitlines()]
        yes = {line["acknowledged"] for line in lines if "acknowledged" in line}
        return [
            Asked(line["kind"], line["mark"], line["facts"], line["mark"] in yes)
            for line in lines
            if line.get("kind") == kind
        ]

    def _write(self, line: dict[str, Any]) -> None:
        os.write(self._file, json.dumps(line).encode() + b"\n")
        os.fsync(self._file)
