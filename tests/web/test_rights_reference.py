"""Is the reference of rights the one the code would write?"""

from __future__ import annotations

from hafawa.web.reference import markdown
from tests.conftest import ROOT
from tests.web.routes import routes


def test_the_page_is_what_the_code_declares_now() -> None:
    page = ROOT / "docs" / "reference" / "rights.md"
    assert page.read_text(encoding="utf-8") == markdown(), "run bin/reference"


def test_every_address_is_on_the_page() -> None:
    assert len({r.pattern for r in routes()}) == markdown().split("## What may be asked for")[1].count("| `/")
