"""The generated Python client against the product as it is run: what a program of the shop's would do."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import _environment, serve, stop
from tests.conftest import ROOT

OWNER = (
    "import django; django.setup()\n"
    "from hafawa.team.models import User\n"
    "User.objects.create_user(email='n@n.example', password='a long sentence', name='N', role='owner')"
)


@dataclass
class Outside:
    """A running product, the generated package, and a key made in the terminal."""

    address: str
    package: Any
    key: str

    def __call__(self, name: str) -> Any:
        """A module of the client, as `api.people.list_people`."""
        return importlib.import_module(f"hafawa_client.{name}")

    def client(self) -> Any:
        return self("client").AuthenticatedClient(base_url=self.address, token=self.key)


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    folder = tmp_path_factory.mktemp("client")
    outer = {k: v for k, v in os.environ.items() if not k.startswith(("HAFAWA_", "DJANGO_"))}
    subprocess.run([ROOT / "bin" / "client", folder], env=outer, check=True, capture_output=True, timeout=120)
    sys.path.insert(0, str(folder))
    data = folder / "data"
    server = serve(data)
    environment = _environment(data) | {"DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
    subprocess.run([sys.executable, "-c", OWNER], env=environment, check=True, cwd=ROOT)
    make = [sys.executable, "-m", "hafawa", "token", "make", "--user", "n@n.example", "--name", "shop"]
    scopes = [word for area in ("people", "events", "suggestions") for word in ("--scope", f"{area}:write")]
    made = subprocess.run([*make, *scopes], env=environment, check=True, cwd=ROOT, capture_output=True, text=True)
    try:
        yield Outside(server.address, importlib.import_module("hafawa_client"), made.stdout.strip())
    finally:
        stop(server)
        sys.path.remove(str(folder))


def test_a_program_makes_a_person_tells_events_twice_does_a_card_and_pages_through(outside: Outside) -> None:
    client = outside.client()
    models = outside("models")
    key = models.KeySent(kind="email", value="mariam@example.com")
    wanted = models.PersonSent(identifiers=[key], name="Mariam", language="ka")
    person = outside("api.people.find_or_make_person").sync(client=client, body=wanted)
    assert person.is_new
    assert person.name == "Mariam"

    change = outside("api.people.change_person").sync_detailed
    read = outside("api.people.get_person").sync_detailed(client=client, person_id=person.id).headers["ETag"]
    wanted = models.PersonChanged(name="Mariam G.")
    assert change(client=client, person_id=person.id, body=wanted, if_match=read).parsed.name == "Mariam G."
    late = change(client=client, person_id=person.id, body=models.PersonChanged(name="M."), if_match=read)
    assert (late.status_code, late.parsed.code) == (412, "changed-meanwhile")

    sent = models.EventsSent.from_dict({"events": _events()})
    tell = outside("api.events.tell_events")
    first = tell.sync(client=client, body=sent, idempotency_key="morning")
    assert (first.new, first.known, first.refused) == (42, 0, 0)
    assert tell.sync(client=client, body=sent, idempotency_key="morning").new == 42
    again = tell.sync(client=client, body=sent)
    assert (again.new, again.known) == (0, 42)

    card = _first_card(outside, client)
    assert card.reason
    assert card.evidence
    done = outside("api.suggestions.do_suggestion").sync(
        card.suggestion_id, client=client, body=models.Done(text="I called and said sorry.")
    )
    assert done.state == "done"
    problem = outside("api.suggestions.do_suggestion").sync(card.suggestion_id, client=client, body=models.Done())
    assert isinstance(problem, models.Problem)
    assert problem.status == 409

    seen, cursor = [], ""
    while cursor is not None:
        page = outside("api.people.list_people").sync(client=client, limit=7, cursor=cursor)
        seen += [p.id for p in page.items]
        cursor = page.next_
    assert len(seen) == len(set(seen)) == 41
    assert seen == sorted(seen)


def test_a_wrong_key_is_told_so_in_the_clients_own_words(outside: Outside) -> None:
    client = outside("client").AuthenticatedClient(base_url=outside.address, token="hafawa_wrong")
    problem = outside("api.people.list_people").sync(client=client)
    assert isinstance(problem, outside("models").Problem)
    assert problem.code == "key-needed"


def test_several_processes_together_hand_out_no_more_than_the_limit(tmp_path: Path) -> None:
    """The minute's total lies in the database: four processes at once never give more than it."""
    environment = _environment(tmp_path) | {
        "DJANGO_SETTINGS_MODULE": "hafawa.config.settings",
        "HAFAWA_API_REQUESTS_PER_MINUTE": "100",
    }
    set_up = "from django.core.management import call_command\ncall_command('migrate', verbosity=0)\n"
    token = (
        "from hafawa.team import tokens\nfrom hafawa.kernel import clock\n"
        "tokens.make(user=User.objects.get(), name='x', scopes=['people:read'], days=1, by=None, now=clock.now())"
    )
    first, rest = OWNER.split("\n", 1)
    _run(f"{first}\n{set_up}{rest}\n{token}", environment)
    take = (
        "import django; django.setup()\nfrom datetime import datetime, UTC\nfrom hafawa.api import rates\n"
        "from hafawa.team.models import ApiToken\nt = ApiToken.objects.get()\n"
        "now = datetime(2026, 1, 1, 12, 0, 30, tzinfo=UTC)\n"
        "print(sum(not rates.take(t, now=now).is_spent for _ in range(60)))"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", take], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    given = [int(p.communicate(timeout=120)[0]) for p in running]
    assert sum(given) == 100


def _run(code: str, environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, cwd=ROOT)


def _events() -> list[dict[str, Any]]:
    now = datetime.now(UTC)
    orders = [
        {
            "kind": "order.placed", "at": (now - timedelta(days=n + 2)).isoformat(), "id": f"o{n}", "ref": f"R{n}",
            "amount_minor": 1000 + n, "currency": "GEL", "person": {"email": f"p{n}@example.com", "name": f"P {n}"},
        }
        for n in range(40)
    ]  # fmt: skip
    mariam = {"email": "mariam@example.com"}
    placed = {"kind": "order.placed", "at": (now - timedelta(days=9)).isoformat(), "id": "om", "ref": "RM"}
    wrote = {"kind": "message.received", "at": (now - timedelta(hours=30)).isoformat(), "id": "m1", "ref": "c1"}
    words = {"channel": "email", "text": "Where is my order RM? I am very angry, nobody answers me."}
    return [*orders, {**placed, "person": mariam}, {**wrote, **words, "person": mariam}]


def _first_card(outside: Outside, client: Any) -> Any:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        today = outside("api.suggestions.list_suggestions").sync(client=client, limit=5)
        if today.items:
            return today.items[0]
        time.sleep(0.5)
    raise AssertionError("no card came")
