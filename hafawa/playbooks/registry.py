"""Which playbooks are there? Every file of `library` that exports PLAYBOOK."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from hafawa.playbooks import library
from hafawa.playbooks.playbook import Playbook


@cache
def playbooks() -> dict[str, Playbook]:
    """All of them by name, in the order of their names."""
    names = sorted(module.name for module in pkgutil.iter_modules(library.__path__))
    found = [importlib.import_module(f"{library.__name__}.{name}").PLAYBOOK for name in names]
    return {playbook.name: playbook for playbook in found}
