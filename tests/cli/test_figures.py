"""`hafawa figures`: in words for people, as counts for programs."""

from __future__ import annotations

import json
from typing import Any

Terminal = Any  # tests/cli/conftest.py


def test_before_anything_is_counted_it_says_what_to_bring(terminal: Terminal) -> None:
    said = terminal.run("figures")
    assert "Nothing has been counted yet" in said.stdout
    assert json.loads(terminal.run("figures", "--json").stdout) is None


def test_an_import_is_counted(terminal: Terminal) -> None:
    table = terminal.folder.parent / "orders.csv"
    rows = [f"C{n},Nino {n},n{n}@example.com,O{n},2026-03-0{n % 9 + 1},20.00" for n in range(30)]
    table.write_text("\n".join(["customer_id,name,email,order_id,order_date,amount", *rows]) + "\n")
    assert terminal.run("import", str(table), "--yes", "--answer", "currency=TRY").returncode == 0
    found = json.loads(terminal.run("figures", "--json").stdout)
    assert found["deliveries"]["n"] == 0
    assert found["loyalty"]["unknown"] == 30
    assert "Not known yet: 0 of the 20 that are needed are here." in terminal.run("figures").stdout
