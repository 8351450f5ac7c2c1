"""A word said in confidence, looked for on every page, in every file, answer and message, by everybody who may ask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from hafawa import chores, flow
from hafawa.cli.commands import find as find_command
from hafawa.cli.commands import today as today_command
from hafawa.conversations import confidential
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock
from hafawa.listening.assistants import stage as assistants
from hafawa.listening.models import Annotation, Demand, Voice
from hafawa.listening.themes.models import Mention
from hafawa.people.models import Proposal
from hafawa.playbooks.models import Suggestion
from hafawa.privacy import exported
from hafawa.privacy.subject import Subject
from hafawa.search import indexing, queries
from hafawa.team.models import Shop, User
from hafawa.timeline import log
from hafawa.timeline.events import CallMade, MessageReceived, MessageSent
from hafawa.timeline.models import ConfidentialEvent, Event
from hafawa.webhooks import actions as webhooks
from hafawa.webhooks import gathering
from hafawa.webhooks.models import Delivery
from tests.api.conftest import program
from tests.api.test_policy import operations
from tests.web.conftest import House, colleague
from tests.web.routes import routes
from tests.web.world import World, world

__all__ = ["world"]

pytestmark = pytest.mark.spread
CANARY = "zanzibarquill"
REF = "mail:said-in-confidence"
SAID = (
    f"I am furious: the {CANARY} arrived broken and far too late, and your staff was rude.",
    f"Please make the {CANARY} boxes smaller, I beg you. Could you add {CANARY} in blue to the shop?",
    f"My son Tariq is getting married on 12 June, in {CANARY}. This is strictly confidential, tell nobody.",
    f"Thank you so much, the {CANARY} is wonderful, I love it!",
)
NOT_ASKED = {"metrics"}  # numbers, for a program with a key of its own


@dataclass
class Secret:
    """What was said, by whom it is read, and the cards that rest on it."""

    world: World
    reader: User
    conversation: Conversation
    events: list[int]

    def client(self, actor: str) -> Client:
        if actor == "reader":
            client = Client()
            client.force_login(self.reader)
            return client
        return self.world.client(actor)


@pytest.fixture
def secret(world: World, house: House) -> Secret:
    now = clock.now()
    Shop.objects.update(assigns=False, held_out_share=0)
    told: list[Any] = [MessageReceived(channel="email", ref=REF, text=t, subject=f"{CANARY} please") for t in SAID]
    told.append(
        MessageSent(channel="email", ref=REF, text=f"I will call you about the {CANARY} by tomorrow.", by="Nino")
    )
    told.append(CallMade(ref=REF, text=f"She told me of the {CANARY} and promised to bring it.", by="Nino"))
    for n, what in enumerate(told):
        at = now - timedelta(hours=20 - n)
        log.append(log.Entry(what, at, "confidence", f"{n}", house.layla.pk), now=now)
    chores.gather_now()
    flow.daily(now)
    conversation = Conversation.objects.get(key=REF)
    reader = colleague("agent", email="reader@finjan.example")
    confidential.turn_on(conversation, why=f"about the {CANARY}", by=reader, now=now)
    ids = list(ConfidentialEvent.objects.filter(confidential__ref=REF).values_list("event_id", flat=True))
    return Secret(world, reader, conversation, ids)


def asked(secret: Secret) -> Iterator[str]:
    """Every address that may be read, with what the world holds in it and with what is kept narrow."""
    person = Event.objects.get(pk=secret.events[0]).person_id
    known: dict[str, list[Any]] = {
        "event_id": secret.events,
        "suggestion_id": list(Suggestion.objects.values_list("id", flat=True)),
        "demand_id": list(Demand.objects.values_list("id", flat=True)),
        "proposal_id": list(Proposal.objects.values_list("id", flat=True)),
        "theme_id": list({m.theme_id for m in Mention.objects.exclude(theme=None)}),
        "conversation_id": [secret.conversation.pk],
    }
    for route in routes():
        if route.policy is None or route.policy.read is None or route.name in NOT_ASKED:
            continue
        yield from {address for address, _thing in secret.world.asked(route)}
        for converter in route.converters:
            yield from (route.address(**secret.world.beside | {converter: value}) for value in known.get(converter, ()))
    ids = ",".join(map(str, secret.events))
    for sought in (CANARY[:9], "married", "furious"):  # never the word itself, which the page would say again
        yield f"/search/?q={sought}"
        yield f"/search/palette/?q={sought}"
        yield from (f"/search/?q={sought}&kind={kind}" for kind in ("person", "order", "message", "known"))
    yield f"/people/{person}/?evidence={ids}"
    yield f"/people/{person}/evidence/?ids={ids}"
    yield from (f"/people/{person}/?group={group}" for group in ("messages", "promises", "orders", "wrong"))
    yield from ("/?minutes=600", "/?limit=100", "/listening/messages/?feeling=neg", "/listening/themes/?days=30")
    yield from ("/listening/?language=en", "/listening/backlog/?language=en", "/listening/mentions/?language=en")


def met(secret: Secret, actor: str) -> set[str]:
    """The addresses at which `actor` meets the word."""
    client, found = secret.client(actor), set()
    for address in asked(secret):
        answer = client.get(address, headers={"accept": "text/html"})
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        text = body.decode(errors="replace")
        text = text.replace("<mark>", "").replace("</mark>", "")
        if CANARY in text.lower():
            found.add(address.partition("?")[0])
    return found


@pytest.mark.parametrize("actor", ["viewer", "agent"])
@pytest.mark.parametrize("is_judged_again", [False, True])
def test_the_word_is_on_no_page_and_in_no_file_of_who_is_no_reader(
    secret: Secret, actor: str, is_judged_again: bool
) -> None:
    if is_judged_again:
        flow.daily(clock.now())
        indexing.rebuild(now=clock.now())
    assert met(secret, actor) == set()


@pytest.mark.parametrize("actor", ["reader", "manager"])
def test_readers_and_managers_meet_it_where_they_would_any_other(secret: Secret, actor: str) -> None:
    person = Event.objects.get(pk=secret.events[0]).person_id
    found = met(secret, actor)
    assert {f"/people/{person}/", "/search/", "/search/palette/", f"/readings/{secret.events[0]}/"} <= found
    assert any(address.startswith("/people/") and address.endswith("/evidence/") for address in found)


def test_before_it_is_confidential_the_same_pages_tell_it(secret: Secret) -> None:
    """That the crawl would find it: the agent who is no reader meets it while the conversation is open."""
    confidential.turn_off(secret.conversation, by=secret.reader, now=clock.now())
    person = Event.objects.get(pk=secret.events[0]).person_id
    assert {f"/people/{person}/", "/search/", "/search/palette/", "/listening/backlog/"} <= met(secret, "agent")


def api_pages(secret: Secret) -> Iterator[str]:
    person = Event.objects.get(pk=secret.events[0]).person_id
    known = {
        "person_id": [person],
        "event_id": secret.events,
        "suggestion_id": Suggestion.objects.values_list("id", flat=True),
    }
    for route in operations():
        policies = getattr(route.callback, "policy", None) or {}
        if "GET" not in policies:
            continue
        pattern = "/" + str(route.pattern)
        names = list(route.pattern.converters)
        for value in known.get(names[0], [1]) if names else [None]:
            address = pattern
            for name in names:
                address = address.replace(f"<int:{name}>", str(value)).replace(f"<{name}>", str(value))
            yield address
    yield f"/people?q={CANARY[:9]}"
    yield f"/events?person_id={person}"
    yield "/suggestions?limit=100"


@pytest.mark.parametrize(
    ("actor", "is_told"), [("viewer", False), ("agent", False), ("reader", True), ("manager", True)]
)
def test_no_key_of_who_is_no_reader_gets_it_from_the_api(secret: Secret, actor: str, is_told: bool) -> None:
    ask = program(secret.reader if actor == "reader" else secret.world.users[actor])
    told = {a for a in api_pages(secret) if CANARY in ask.get(a).content.decode().lower()}
    assert bool(told) is is_told, told
    if is_told:
        person = Event.objects.get(pk=secret.events[0]).person_id
        assert any(a.startswith((f"/people/{person}/", "/events")) for a in told)


def test_no_message_to_another_system_holds_it(secret: Secret, house: House) -> None:
    now = clock.now()
    endpoint, _secret = webhooks.make(url="http://127.0.0.1:9/", kinds=(), by=house.owner, now=now)
    log.append(
        log.Entry(MessageReceived(channel="email", ref=REF, text=CANARY), now, "t", "late", house.layla.pk), now=now
    )
    gathering.gather(now=now)
    bodies = list(Delivery.objects.filter(endpoint=endpoint).values_list("body", flat=True))
    assert bodies
    assert CANARY not in json.dumps(bodies)


def test_the_terminal_prints_it_nowhere(secret: Secret) -> None:
    for command, arguments in (
        (today_command.command, ["--all"]),
        (today_command.command, ["--json", "--all"]),
        (find_command.command, ["married"]),
    ):
        done = CliRunner().invoke(command, arguments, catch_exceptions=False)
        assert CANARY not in done.output.lower(), (command.name, arguments)


def test_no_language_model_is_asked_about_it(secret: Secret) -> None:
    rows = Annotation.objects.filter(event_id__in=secret.events).select_related("event")
    assert rows
    assert all(assistants._is_confidential(row.event, row) for row in rows)


def test_no_line_of_the_backlog_speaks_of_it_to_anybody(secret: Secret) -> None:
    flow.daily(clock.now())
    assert not Voice.objects.filter(event_id__in=secret.events).exists()
    assert not Demand.objects.filter(words__icontains=CANARY).exists()


def test_a_person_s_own_copy_holds_it_for_it_is_theirs(secret: Secret, house: House) -> None:
    assert CANARY in json.dumps(exported.rows(Subject.of(house.layla.pk)), default=str)


def test_how_many_were_found_counts_only_what_may_be_read(secret: Secret) -> None:
    agent = secret.world.users["agent"]
    assert queries.count(CANARY, "message", user=agent) == 0
    assert queries.count(CANARY, "message", user=None) == 0
    assert queries.count(CANARY, "message", user=secret.reader) > 0
