"""Compiles the message catalogues: as the build hook of the wheel, and when run by the scripts in bin/."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a script, without the build tools
    BuildHookInterface = object  # type: ignore[assignment,misc]

LOCALES = Path(__file__).parent / "hafawa" / "locale"


def compile_catalogues(root: Path = LOCALES) -> list[Path]:
    """Write each `django.po` below `root` as `django.mo` where it is missing or of another text; return those written.

    What is compiled ends with the hash of what it was compiled from (readers of the format pass over it): the doctor
    looks for it, and so does the next call.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    written = []
    for po in sorted(root.glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        made_from = b"\nfrom " + hashlib.sha256(po.read_bytes()).hexdigest().encode()
        if mo.exists() and mo.read_bytes().endswith(made_from):
            continue
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parts[-3], domain=po.stem)
        part = mo.with_suffix(".mo.part")
        with part.open("wb") as target:
            write_mo(target, catalogue)
            target.write(made_from)
        part.replace(mo)
        written.append(mo)
    return written


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """The hook hatchling calls before it packs a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and add the compiled files to what is packed."""
        compile_catalogues()
        build_data["artifacts"].append("hafawa/locale/**/*.mo")


if __name__ == "__main__":
    compile_catalogues()
