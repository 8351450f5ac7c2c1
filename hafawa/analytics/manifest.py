"""Which files make up the warehouse? One small file, replaced whole, so that a crash shows the old state or the new.

A Parquet file that the manifest does not name does not exist for any reader; it is swept at the next export.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

FORMAT = 3


@dataclass
class Manifest:
    """The parts of each table and how far the export has come.

    `serial` counts the files ever written. `newest_inside` has, for a part joined from others, the serial of the newest
    of those: a reader that had seen them all need not look at the joined one again.
    """

    format: int = FORMAT
    serial: int = 0
    epoch: int = 0
    parts: dict[str, list[str]] = field(default_factory=dict)
    newest_inside: dict[str, int] = field(default_factory=dict)
    events_through: int = 0
    annotations_through: int = 0
    annotations_read_at: str = ""
    annotations_version: str = ""
    fingerprints: dict[str, str] = field(default_factory=dict)

    def next_name(self, table: str) -> str:
        """A file name never used before."""
        self.serial += 1
        return f"{table}/{self.serial:09d}.parquet"

    def serial_of(self, name: str) -> int:
        """The serial of the newest content of a part."""
        return self.newest_inside.get(name) or int(Path(name).stem)

    def paths(self, table: str) -> list[Path]:
        """The files of `table`, oldest first."""
        return [folder() / name for name in self.parts.get(table, [])]


def folder() -> Path:
    """Where the warehouse lives."""
    return Path(settings.HAFAWA_DATA_DIR) / "warehouse"


def load() -> Manifest:
    """The manifest as last saved; an empty one where there is none or it is of another format."""
    found = read_json(folder() / "manifest.json")
    return Manifest(**found) if found.get("format") == FORMAT else Manifest()


def save(manifest: Manifest) -> None:
    """Make `manifest` the truth, in one step."""
    write_json(folder() / "manifest.json", asdict(manifest))


def read_json(path: Path) -> dict[str, Any]:
    """What a JSON file of ours holds; empty where it is not there or was never finished."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Replace a JSON file of ours in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".json.part")
    part.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    settle(part, path)


def settle(part: Path, path: Path) -> None:
    """Put a finished `part` in the place of `path`: the bytes are on the disk before the name is."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(path)
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(manifest: Manifest, *, keep: set[str]) -> None:
    """Remove Parquet files that neither the manifest nor `keep` names: left by a crash or made anew since."""
    named = {name for names in manifest.parts.values() for name in names} | keep
    for table in manifest.parts:
        for path in (folder() / table).glob("*.parquet*"):
            if f"{table}/{path.name}" not in named:
                path.unlink(missing_ok=True)
