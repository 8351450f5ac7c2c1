"""Does the API keep what its own description says? Requests of every sort made from the description, by schemathesis."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as quickly
from schemathesis import GenerationMode, checks
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from hafawa.api import describing
from hafawa.config.wsgi import application
from hafawa.webhooks import telling
from tests.api.conftest import Program
from tests.web.conftest import House

EXAMPLES = {"sqlite": 12, "postgresql": 3}  # what is described is the same; what the database refuses may not be
CHECKS = [
    checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
OPERATIONS = sorted(
    f"{method.upper()} {path}" for path, found in describing.schema()["paths"].items() for method in found
)


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """As Django's own client has it: the end of a request does not close the connection the test goes on with."""
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


def test_the_description_names_every_failure() -> None:
    for path, found in describing.schema()["paths"].items():
        for method, operation in found.items():
            assert {"400", "401", "413", "422"} <= set(operation["responses"]), (method, path)
            if operation.get("security"):
                assert {"403", "429"} <= set(operation["responses"]), (method, path)
            if "{" in path and operation.get("security"):
                assert "404" in operation["responses"], (method, path)
            if method != "get":
                assert "409" in operation["responses"], (method, path)


@pytest.mark.parametrize(
    "mode",
    [
        pytest.param(GenerationMode.POSITIVE, id="valid"),
        pytest.param(GenerationMode.NEGATIVE, id="invalid", marks=pytest.mark.same_on_any_database),  # refused before
    ],
)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_answer_is_one_that_is_described(
    operation: str, mode: GenerationMode, ask: Program, house: House, data_folder: Any, settings: Any
) -> None:
    """No fault of ours, no status, media type or shape that is not written down; nothing invalid is taken."""
    settings.HAFAWA_API_REQUESTS_PER_MINUTE = 1_000_000
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    method, path = operation.split(" ")
    there = {"person_id": house.layla.pk, "event_id": 1, "suggestion_id": house.card_of(house.layla).pk}
    answers: list[int] = []

    @_bounded
    @given(case=described[path][method].as_strategy(generation_mode=mode))
    def holds(case: Any) -> None:
        if mode is GenerationMode.POSITIVE and len(answers) % 2:  # every other one about what is there
            case.path_parameters.update({n: v for n, v in there.items() if n in (case.path_parameters or {})})
        answer = case.call(headers={"Authorization": f"Bearer {ask.key}", "Accept-Encoding": "identity"})
        answers.append(answer.status_code)
        case.validate_response(answer, checks=CHECKS)

    holds()
    assert 429 not in answers


def _bounded(test: Any) -> Any:
    quiet = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]
    return quickly(
        max_examples=EXAMPLES[connection.vendor],
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=quiet,
    )(test)


@pytest.mark.django_db
def test_the_description_and_the_page_tell_what_webhooks_tell() -> None:
    client = Client()
    described = client.get("/api/v1/openapi.json").json()["webhooks"]
    assert set(described) == {"event", "person.erased", *telling.KINDS}
    data = described["conversation.closed"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert data["properties"]["type"]["const"] == "conversation.closed"
    assert "user_id" in data["properties"]["data"]["required"]
    page = client.get("/api/v1/docs/").content.decode()
    assert all(f">{kind}</code>" in page for kind in telling.KINDS)
