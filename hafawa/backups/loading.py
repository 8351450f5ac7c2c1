"""How does an archive become a database? The program of a process of its own, whose database is the one to be filled.

`python -m hafawa.backups.loading OPTIONS` reads an archive from its standard input, makes the schema as it was when the
backup was made, fills it, reads every table back and compares, and only then goes on to the schema of today. It is a
process of its own so that changes of the schema run against the database being filled and no other, and so that neither
a fault in an archive nor its keys can touch the product. It says how far it is, and how it ended, as JSON lines.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Options:
    """What is asked for. `mode` is prove, restore or move; `aside` is the PostgreSQL schema for what is there now."""

    mode: str
    now: str
    language: str = "en"
    folder: str = ""
    aside: str = ""


def main() -> None:
    """Load what comes in; exit 0 when it is all there, 3 when it was refused."""
    options = Options(**json.loads(sys.argv[1]))
    with contextlib.redirect_stdout(sys.stderr):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hafawa.config.settings")
        import django
        from django.utils import translation

        django.setup()
        translation.activate(options.language)
    sys.exit(_told(options))


def _told(options: Options) -> int:
    from hafawa.backups import errors
    from hafawa.kernel.errors import Refused

    try:
        with errors.in_words(Path(os.environ["HAFAWA_DATA_DIR"])):
            say(found=load(options))
    except Refused as refused:
        say(refused=type(refused).__name__, words=refused.message)
        return 3
    except Exception as error:  # an edge: each driver has its own word for a full disk, and none is an OSError
        if "disk is full" not in str(error) and "No space left" not in str(error):
            raise
        say(refused="NoRoom", words=errors.no_room(Path(os.environ["HAFAWA_DATA_DIR"])).message)
        return 3
    return 0


def say(**facts: Any) -> None:
    """One line to the process that asked."""
    sys.__stdout__.write(json.dumps(facts) + "\n")  # type: ignore[union-attr]
    sys.__stdout__.flush()  # type: ignore[union-attr]


def load(options: Options) -> dict[str, Any]:
    """Fill this process's database from standard input; what it holds now."""
    from hafawa.backups import archive, database
    from hafawa.backups.errors import damaged

    reader = archive.Reader(sys.stdin.buffer)
    parts = reader.parts()
    first = next(parts)
    if first.name != archive.HEADER:
        raise damaged(archive.HEADER)
    header = archive.from_json(first)
    with database.to_be_filled(header, aside=options.aside) as filling:
        manifest = _take_in(parts, filling, header)
        reader.compare(manifest)
        _say_if_wanting(header, manifest)
        filling.compare(manifest["tables"])
        filling.go_on_to_today()
        hooks = _set_right(options, header) if options.mode == "restore" else []
    return {
        "taken_at": header["taken_at"],
        "product": header["product"],
        "rows": sum(t["rows"] for t in manifest["tables"].values()),
        "tables": {label: t["sha256"] for label, t in manifest["tables"].items()},
        "counts": {label: t["rows"] for label, t in manifest["tables"].items()},
        "files": sum(name.startswith(archive.FILES) for name in reader.seen),
        "key_mark": manifest.get("key_mark", ""),
        "has_secret_key": archive.SECRET_KEY in reader.seen,
        "is_older": filling.was_older,
        "hooks": hooks,
    }


def _take_in(parts: Iterator[Any], filling: Any, header: dict[str, Any]) -> dict[str, Any]:
    """Every part where it belongs; the manifest, which is the last."""
    from hafawa.backups import archive
    from hafawa.backups.errors import damaged

    total = max(sum(t["rows"] for t in header["tables"].values()), 1)
    manifest, done = None, 0
    for part in parts:
        if manifest is not None:
            raise damaged(part.name)
        if part.name.startswith(archive.TABLES):
            done += filling.add(part)
            say(done=done, total=total)
        elif part.name.startswith(archive.FILES):
            _put(part)
        elif part.name == archive.SECRET_KEY:
            _use_key(part.whole())
        elif part.name == archive.MANIFEST:
            manifest = archive.from_json(part)
        else:
            raise damaged(part.name)
    if manifest is None:
        raise damaged(archive.MANIFEST)
    return manifest


def _say_if_wanting(header: dict[str, Any], manifest: dict[str, Any]) -> None:
    from hafawa.backups.errors import damaged

    if set(header["tables"]) != set(manifest.get("tables", {})):
        raise damaged("manifest.json")


def _put(part: Any) -> None:
    """A file below this process's data folder, as it came, and read back."""
    from hafawa.backups import archive, files
    from hafawa.backups.errors import damaged

    path = Path(os.environ["HAFAWA_DATA_DIR"]) / files.safe(part.name.removeprefix(archive.FILES))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in part.chunks():
            file.write(chunk)
        file.flush()
        files.flush(file.fileno())
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != part.digest.hexdigest():
            raise damaged(part.name)


def _use_key(key: bytes) -> None:
    """The key the backup brings is that of the state it brings."""
    from django.conf import settings

    from hafawa.backups import files

    files.write(Path(os.environ["HAFAWA_DATA_DIR"]) / files.SECRET_KEY, key)
    settings.SECRET_KEY = key.decode().strip()


def _set_right(options: Options, header: dict[str, Any]) -> list[str]:
    from hafawa.backups import after_restore, files

    folder = after_restore.folder_now()
    if options.folder:
        files.merge_journals(Path(options.folder), folder)
    return after_restore.set_right(
        after_restore.Restored(
            taken_at=datetime.fromisoformat(header["taken_at"]),
            now=datetime.fromisoformat(options.now),
            folder=folder,
        )
    )


if __name__ == "__main__":
    main()
