"""A small shop with a data folder of its own for each test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hafawa.team.models import Shop


@pytest.fixture(autouse=True)
def shop(db: None, settings: Any, tmp_path: Path) -> Shop:
    """A shop with a warehouse of its own, where nobody is held out."""
    settings.HAFAWA_DATA_DIR = tmp_path
    shop = Shop.get()
    shop.name, shop.sender_name, shop.currency, shop.time_zone = "Kilim", "Nino", "USD", "Asia/Tbilisi"
    shop.held_out_share = 0.0
    shop.save()
    return shop
