"""Writes docs/reference/api.md, or with `openapi` the description for programs, to standard output."""

from __future__ import annotations

import json
import sys

if __name__ == "__main__":
    import django

    django.setup()

    from hafawa.api import describing

    is_for_programs = sys.argv[1:] == ["openapi"]
    sys.stdout.write(json.dumps(describing.schema(), indent=1) if is_for_programs else describing.markdown())
