"""How does another state take the place of the one in the data folder, so that a kill at any instant leaves one whole?

What is to happen is written down first (`.swap.json`), then done by renames, then the note is taken away. Whoever opens
the folder after a kill carries out what the note says. On PostgreSQL the rows changed places in one transaction: the
note names the schema that exists if and only if it was committed, and is dropped otherwise.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from hafawa.backups import files
from hafawa.kernel import laying

NOTE = ".swap.json"
ABOUT = "about.json"


@dataclass(frozen=True)
class Swap:
    """`old` entries of the folder go to its subfolder `aside`; all that is in its subfolder `staged` comes instead."""

    staged: str
    aside: str
    old: tuple[str, ...]
    schema: str = ""


def prepare(folder: Path, *, staged: Path, aside: str, schema: str = "", keep: frozenset[str] = frozenset()) -> Swap:
    """Write down that what `folder` holds (but not the entries in `keep`) makes way for what `staged` holds."""
    old = sorted(p.name for p in folder.iterdir() if files.is_moved(p.name) and p.name not in keep)
    swap = Swap(staged=staged.name, aside=aside, old=tuple(old), schema=schema)
    files.write(folder / NOTE, json.dumps(asdict(swap)).encode())
    return swap


def carry_out(folder: Path) -> None:
    """Do what is written down, from wherever it stopped; nothing when nothing is."""
    swap = written_down(folder)
    if swap is None:
        return
    staged, aside = folder / swap.staged, folder / swap.aside
    aside.mkdir(mode=0o700, exist_ok=True)
    for name in swap.old:
        if _is_there(folder / name) and not _is_there(aside / name):
            (folder / name).rename(aside / name)
    laying.flush_folder(aside)
    for path in sorted(staged.iterdir()) if staged.is_dir() else []:
        if path.name == ABOUT:
            path.unlink()
        elif not _is_there(folder / path.name):
            path.rename(folder / path.name)
    files.write(aside / ABOUT, json.dumps(asdict(swap)).encode())
    laying.flush_folder(folder)
    drop(folder)
    shutil.rmtree(staged, ignore_errors=True)


def written_down(folder: Path) -> Swap | None:
    """What is to be done, if anything is."""
    try:
        found = json.loads((folder / NOTE).read_bytes())
    except FileNotFoundError:
        return None
    return Swap(**found | {"old": tuple(found["old"])})


def about(aside: Path) -> Swap:
    """By which swap the state in `aside` was put there."""
    found = json.loads((aside / ABOUT).read_bytes())
    return Swap(**found | {"old": tuple(found["old"])})


def drop(folder: Path) -> None:
    """It is done, or is not to be done."""
    (folder / NOTE).unlink(missing_ok=True)
    laying.flush_folder(folder)


def asides(folder: Path) -> list[Path]:
    """The states set aside, oldest first."""
    return sorted((p.parent for p in folder.glob(f"*/{ABOUT}") if not files.is_moved(p.parent.name)), key=_stamp)


def _stamp(aside: Path) -> str:
    return aside.name.rpartition("-restore-")[2] or aside.name


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()
