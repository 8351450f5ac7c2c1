"""Is a folder one thing to bring in, or several files that happen to lie together?"""

from __future__ import annotations

from pathlib import Path

from hafawa.channels.importers.registry import importers, look, surest
from hafawa.kernel.errors import Refused

SURE = 0.9  # what a ready mapping that fits says of itself
FIRST = ("contacts", "vcard", "orders", "shopify", "woocommerce", "online_retail", "deliveries", "reviews", "mail")


def pieces(path: Path) -> list[Path]:
    """What to bring in one after the other: `path` itself, or each file of a folder that is not one thing.

    People and orders come before what refers to them. A file nobody reads stays in the list, to be refused by name.
    """
    if not path.is_dir():
        return [path]
    sample = look(path, name=path.name)
    if not sample.members or any(i.detect(sample) >= SURE for i in importers().values()):
        return [path]
    files = [path / member for member in sample.members if not Path(member).name.startswith(".")]
    return sorted(files, key=lambda file: (_rank(file), file.name)) or [path]


def _rank(file: Path) -> int:
    try:
        found = surest(look(file, name=file.name))
    except Refused:  # told in its turn, and no hindrance to the others
        return len(FIRST)
    return FIRST.index(found.key) if found and found.key in FIRST else len(FIRST)
