"""A model that behaves or not, and a shop that asks it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from hafawa.listening.assistants.models import Assistant
from tests.listening.assistants.server import Model

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)


@pytest.fixture
def model(settings: Any) -> Iterator[Model]:
    """A server on this machine that the shop has named as its own."""
    served = Model()
    settings.HAFAWA_FETCH_ALLOW = [f"127.0.0.1:{served.port}"]
    yield served
    served.close()


@pytest.fixture
def assistant(db: None, model: Model) -> Assistant:
    """The shop's model: local, on, asked for a second at most."""
    return Assistant.objects.create(id=1, is_on=True, url=model.url, model="small-7b", seconds=1, tokens_a_day=10**6)
