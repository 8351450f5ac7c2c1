"""Which programme has a port of this machine? Read from /proc, as far as this user may; by name, never by arguments."""

from __future__ import annotations

from pathlib import Path

_LISTENING = "0A"


def who_listens(port: int, *, proc: Path = Path("/proc")) -> str:
    """`nginx (812)`; empty where it cannot be seen."""
    wanted = {f"socket:[{inode}]" for inode in _inodes(port, proc)}
    for process in proc.glob("[0-9]*"):
        if wanted & set(_open(process)):
            return f"{_name(process)} ({process.name})"
    return ""


def _inodes(port: int, proc: Path) -> set[str]:
    found = set()
    for table in (proc / "net" / "tcp", proc / "net" / "tcp6"):
        lines = table.read_text().splitlines()[1:] if table.exists() else []
        for fields in map(str.split, lines):
            if fields[3] == _LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                found.add(fields[9])
    return found


def _open(process: Path) -> list[str]:
    try:
        return [str(link.readlink()) for link in (process / "fd").iterdir()]
    except OSError:  # it ended, or is not ours to look at
        return []


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text().strip()
    except OSError:
        return "?"
