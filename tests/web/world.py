"""The members of a team and one thing of every kind that an address can name, with who may meet each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import signing
from django.test import Client

from hafawa.backups.models import Backup, BackupPlan, Made
from hafawa.channels.calls import doors
from hafawa.channels.chat import door as chat_door
from hafawa.channels.chat import files as chat_files
from hafawa.channels.chat import site
from hafawa.channels.mail_doors import opening
from hafawa.channels.mailbox import connecting
from hafawa.channels.models import ImportRun, ImportState, Mailbox, MailboxGrant, Sending
from hafawa.channels.outbox import actions as outbox
from hafawa.conversations import confidential, gather
from hafawa.conversations.boundaries import actions as boundaries
from hafawa.conversations.calls import callbacks, notes
from hafawa.conversations.calls.models import Callback
from hafawa.conversations.composing import saved
from hafawa.conversations.composing.saved import Said
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock, sealed
from hafawa.listening import correcting, noting
from hafawa.listening.backlog.models import Demand
from hafawa.listening.models import Example
from hafawa.listening.routine import keeping
from hafawa.listening.themes.models import Act, Theme
from hafawa.people import actions as people
from hafawa.people import belonging, gifts, merging
from hafawa.people.models import Audience, Detail, Occasion, Person, Proposal, RelationKind
from hafawa.privacy import certificate, wordings
from hafawa.privacy.models import Erasure, ErasureState, ExportState, PersonExport
from hafawa.surveys import asking
from hafawa.surveys.models import Asked
from hafawa.tasks.models import State, Task
from hafawa.team import members, tokens
from hafawa.team.models import Role, User
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived
from hafawa.timeline.models import Event
from hafawa.webhooks import actions as webhooks
from hafawa.webhooks import incoming
from tests.channels.mail.rich import PHOTO, WINMAIL, bring, event_of, rich
from tests.web.conftest import House, colleague
from tests.web.routes import Route

ALL, WRITERS, KEEPERS, NOBODY = (
    {"viewer", "agent", "manager", "owner"},
    {"agent", "manager", "owner"},
    {"manager", "owner"},
    set[str](),
)


@dataclass(frozen=True)
class Thing:
    """A value for a converter, who may meet what stands behind it, and which it is, in words."""

    value: int | str
    met_by: frozenset[str]
    words: str


Named = tuple[str, list[Thing]]
GONE = Thing(10**9, frozenset(), "one that is not there")


@dataclass
class World:
    """What might be asked for: `things` by converter, or by `route.converter`; `beside` are the other values of an
    address that has several; `said` is what a form of the page says, by route."""

    users: dict[str, User]
    things: dict[str, list[Thing]]
    beside: dict[str, Any]
    said: dict[str, dict[str, str]]

    def client(self, actor: str) -> Client:
        client = Client()
        if actor in self.users:
            client.force_login(self.users[actor])
        if actor == "deactivated":  # they were signed in when they were sent away
            members.deactivate(self.users[actor], by=self.users["owner"], now=clock.now())
        return client

    def asked(self, route: Route) -> Iterator[tuple[str, Thing | None]]:
        """The addresses of `route`, each with the thing it names."""
        found = ((c, self.things.get(f"{route.name}.{c}", self.things.get(c))) for c in route.converters)
        converter, things = next(((c, t) for c, t in found if t), ("", []))
        for thing in things or [None]:
            named = {converter: thing.value} if thing else {}
            yield route.address(**self.beside | named), thing


def _thing(pk: int | str, met_by: set[str], words: str = "one they all may meet") -> Thing:
    return Thing(pk, frozenset(met_by), words)


@pytest.fixture
def world(house: House, data_folder: Path, settings: Any) -> World:
    settings.HAFAWA_FETCH_ALLOW = ["127.0.0.1:9"]
    users = {r: colleague(r, email=f"{r}@finjan.example") for r in ("viewer", "agent", "manager")}
    users |= {"owner": house.owner, "deactivated": colleague(Role.OWNER, email="gone@finjan.example")}
    now = clock.now()
    makers = (
        _of_people,
        _of_themes,
        _of_listening,
        _of_talk,
        _of_calls,
        _of_secrets,
        _of_privacy,
        _of_team,
        _of_work,
        _of_others_outside,
        _of_letters,
    )
    things = dict(named for make in makers for named in make(house, users, now))
    beside = {"person_id": house.layla.pk, "absorbed_id": house.giorgi.pk, "other": house.giorgi.pk, "what": "relation"}
    beside |= {"number": 0, "inside": 0, "row_id": things.pop("row_id")[0].value}
    return World(users, things, beside, _said(house, now))


def _of_people(house: House, users: dict[str, User], now: datetime) -> Iterator[Named]:
    somebody = [_thing(house.layla.pk, ALL), GONE]
    yield "person_id", somebody
    yield "kept_id", somebody
    yield "one", somebody
    yield "suggestion_id", [_thing(house.card_of(house.layla).pk, ALL), GONE]
    promise = next(e for e in house.events.values() if Event.objects.get(pk=e).kind == "promise.made")
    yield "event_id", [_thing(promise, ALL), GONE]
    one, same = (Person.objects.create(name=n, created_at=now) for n in ("Nana", "Nana B."))
    merge = merging.merge(one.pk, same.pk, by=None, now=now)
    yield "merge_id", [_thing(merge.pk, ALL), GONE]
    gift = gifts.note(house.layla, what="a scarf", recipient_name="Mum", now=now)
    yield "gift_id", [_thing(gift.pk, ALL), GONE]

    def related(to: Person, audience: str) -> int:
        return belonging.relate(house.layla, to, RelationKind.FRIEND, audience=audience, now=now).pk

    yield (
        "around_remove.row_id",
        [
            _thing(related(house.giorgi, Audience.KNOW), ALL, "a relation"),
            _thing(related(house.margaret, Audience.NEVER_SHOW), KEEPERS, "a relation never to be shown"),
            GONE,
        ],
    )
    yield "around_remove.person_id", []  # the row it names is what tells them apart


def _of_themes(house: House, users: dict[str, User], now: datetime) -> Iterator[Named]:
    theme = Theme.objects.filter(parent=None).order_by("id").first()
    assert theme is not None, "somebody in the house complains of something"
    yield "theme_id", [_thing(theme.pk, ALL, "a theme"), GONE]
    act = Act.objects.create(kind="rename", theme=theme, by=users["agent"], at=now)
    yield "act_id", [_thing(act.pk, WRITERS, "what was done to a theme"), GONE]


def _of_listening(house: House, users: dict[str, User], now: datetime) -> Iterator[Named]:
    wrote = house.events["e1"]
    read = [_thing(wrote, ALL, "a message"), GONE]
    for route in ("reading", "reading_correct", "routine_example", "routine_check"):
        yield f"{route}.event_id", read
    posted = next(e for e in house.events.values() if Event.objects.get(pk=e).kind == "review.posted")
    yield "listening_mention_act.event_id", [_thing(posted, ALL, "a review"), GONE]
    said = correcting.correct(wrote, what="feeling", value="mix", by=users["agent"], now=now)
    yield "correction_id", [_thing(said.pk, ALL, "what the team said of a reading"), GONE]
    demand = Demand.objects.create(words="Make the bags resealable", language="en", made_at=now)
    yield "demand_id", [_thing(demand.pk, ALL, "what they ask to change"), GONE]
    event = noting.world("A holiday", on_date=now.date(), kind="holiday", by=house.owner, now=now)
    yield "world_id", [_thing(event.pk, ALL, "an event of the world"), GONE]
    text = noting.own_text("Our page", "Fast and fresh.", language="en", by=house.owner, now=now)
    yield "text_id", [_thing(text.pk, ALL, "a text of ours"), GONE]
    proposal = Proposal.objects.create(
        person=house.layla, text="visits her parents in May", about="self", kind="plan", audience=Audience.KNOW,
        confidence=0.8, said_on=now.date(), evidence_event_id=wrote, proposed_at=now,
    )  # fmt: skip
    yield "proposal_id", [_thing(proposal.pk, ALL, "a detail that waits"), GONE]
    own = keeping.add_own("Can you engrave it?", by=house.owner, now=now)
    keeping.paste("can you engrave it for me\ndo you engrave rings", own, by=house.owner, now=now)
    yield "intent_id", [_thing(own.pk, KEEPERS, "a matter of routine"), GONE]
    example = Example.objects.filter(intent=own).latest("id")
    yield "example_id", [_thing(example.pk, KEEPERS, "an example"), GONE]


def _of_talk(house: House, users: dict[str, User], now: datetime) -> Iterator[Named]:
    talk = Conversation.objects.filter(person=house.layla).first()
    assert talk is not None, "Layla wrote to us"
    said = MessageReceived(channel="email", ref="c-private", text="A word in confidence.")
    log.append(log.Entry(said, now, "test", "in confidence", house.margaret.pk), now=now)
    gather.read_on(now=now)
    private = Conversation.objects.get(key="c-private")
    confidential.turn_on(private, why="", by=house.owner, now=now)
    told = _thing(private.pk, KEEPERS, "a confidential conversation")
    yield "conversation_id", [_thing(talk.pk, ALL, "a conversation"), told, GONE]
    step = boundaries.propose(
        house.margaret, step="limit", why="Shouted", words="Please write calmly.", by=house.owner, now=now,
        evidence=[house.events["e7"]], expires_on=now.date() + timedelta(days=9),
    )  # fmt: skip
    asked = Asked.objects.create(
        ref="c-asked", person=house.margaret, question="felt_personal", language="ka", channel="", asked_at=now,
        expires_at=now + timedelta(days=14),
    )  # fmt: skip
    for route in ("felt", "felt_never"):
        question = _thing(asking.token_of(asked), ALL, "a question")
        yield f"{route}.token", [question, Thing("none-such", frozenset(), "no question")]
    yield "boundary_id", [_thing(step.pk, WRITERS, "a boundary"), GONE]
    reply = saved.write(Said("Hours", "open", {"en": "At ten, {first_name}"}), by=house.owner, now=now)
    yield "reply_id", [_thing(reply.pk, WRITERS, "a saved reply"), GONE]


def _of_calls(house: House, users: dict[str, User], now: datetime) -> Iterator[Named]:
    soon = now + timedelta(days=1)
    made = callbacks.promise(house.layla, callbacks.Wanted(soon, "the lamp"), by=users["agent"], now=now)
    for route in ("callback_move", "callback_withdraw"):
        yield f"{route}.event_id", [_thing(made.promise_event_id or 0, ALL, "a call promised"), GONE]
    asked = Callback.objects.create(person=house.layla, state="asked", why="Call me", asked_event_id=1, made_at=now)
    yield "callback_id", [_thing(asked.pk, ALL, "a call asked for"), GONE]
    row, _new = notes.keep(house.layla, notes.Note("w1", "reached", text="Hello"), by=users["agent"], now=now)
    yield "note_id", [_thing(row.pk, ALL, "a note of a call"), GONE]
    door = doors.make(source="twilio", address="https://x.example/", token="0" * 32, by=house.owner, now=now)
    yield "settings_phone_act.door_id", [_thing(door.pk, KEEPERS, "a phone service"), GONE]


def _of_secrets(house: House, users: dict[str, User], now: datetime) -> Iterator[Named]:
    def detail(audience: str, by: User | None) -> int:
        text = f"{audience} {by.email if by else None}"
        return Detail.objects.create(
            person=house.layla, text=text, source="said", audience=audience, learned_on=now.date(), noted_by=by
        ).pk

    yield (
        "detail_id",
        [
            _thing(detail(Audience.KNOW, None), ALL),
            _thing(detail(Audience.NEVER_SHOW, None), KEEPERS, "a secret of nobody's"),
            _thing(detail(Audience.NEVER_SHOW, users["agent"]), WRITERS, "a secret the agent noted"),
            _thing(detail(Audience.NEVER_SHOW, users["viewer"]), KEEPERS, "a secret noted by who only reads now"),
            GONE,
        ],
    )

    def occasion(audience: str) -> int:
        return Occasion.objects.create(
            person=house.layla, title=audience, month=3, day=4, source="said", audience=audience
        ).pk

    day, secret_day = occasion(Audience.MAY_SAY), occasion(Audience.NEVER_SHOW)
    yield "occasion_id", [_thing(day, ALL), _thing(secret_day, KEEPERS, "a secret day"), GONE]


def _of_privacy(house: House, users: dict[str, User], now: datetime) -> Iterator[Named]:
    folder = Path(settings.HAFAWA_DATA_DIR) / "exports"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "1-copy.zip").write_bytes(b"a copy")
    export = PersonExport.objects.create(
        person=house.layla, language="ar", state=ExportState.READY, path="exports/1-copy.zip", asked_at=now,
        expires_at=now.replace(year=now.year + 1),
    )  # fmt: skip
    yield "export_id", [_thing(export.pk, KEEPERS, "a copy of a person's data"), GONE]
    made = certificate.make(number=1, asked_at=now, done_at=now, by="", erased={}, kept={}, digests=())
    waits = Erasure.objects.create(person_id=house.margaret.pk, asked_at=now, due_at=now.replace(year=now.year + 1))
    done = Erasure.objects.create(
        state=ErasureState.DONE, asked_at=now, due_at=now, done_at=now, certificate=made
    )  # fmt: skip
    yield "erasure_id", [_thing(waits.pk, {"owner"}, "an erasure that waits"), GONE]
    yield (
        "erasure_certificate.erasure_id",
        [_thing(done.pk, {"owner"}, "a certificate"), _thing(waits.pk, NOBODY, "one without a certificate"), GONE],
    )
    wording = wordings.add(purpose="care", language="en", text="May we call?", by=house.owner, now=now)
    yield "wording_id", [_thing(wording.pk, KEEPERS, "words to ask with"), GONE]


def _of_team(house: House, users: dict[str, User], now: datetime) -> Iterator[Named]:
    other = colleague(Role.AGENT, email="other@finjan.example")
    yield "user_id", [_thing(other.pk, ALL, "a colleague"), GONE]
    link, _token = members.invite(email="new@finjan.example", role=Role.AGENT, by=house.owner, now=now)
    yield "link_id", [_thing(link.pk, KEEPERS, "an invitation"), GONE]
    session = UserSession.objects.create(user=users["agent"], ip="127.0.0.1", session_key="s" * 32, user_agent="x")
    yield "session_id", [_thing(session.pk, {"agent"}, "where the agent is signed in"), GONE]
    key = Authenticator.objects.create(user=other, type="webauthn", data={"name": "Phone", "credential": {}})
    yield "pk", [_thing(key.pk, NOBODY, "a passkey of somebody else's"), GONE]

    def token(user: User) -> int:
        scopes = tokens.all_scopes()
        return tokens.make(user=user, name="till", scopes=scopes, days=1, by=house.owner, now=now)[0].pk

    yield (
        "token_id",
        [
            _thing(token(users["manager"]), KEEPERS, "a key of the manager's"),
            _thing(token(users["agent"]), {"owner"}, "a key of the agent's"),
            GONE,
        ],
    )


def _of_work(house: House, users: dict[str, User], now: datetime) -> Iterator[Named]:
    run = ImportRun.objects.create(
        name="orders.csv", path="raw/none", sha256="0" * 64, size_bytes=1, made_at=now, started_at=now,
        finished_at=now, state=ImportState.DONE, rows_rejected=1,
    )  # fmt: skip
    run.rejected.create(row_number=1, reason="no_person", cells=["x"])
    yield "run_id", [_thing(run.pk, KEEPERS, "a file"), GONE]
    task = Task.objects.create(function="hafawa.nothing", args=[], state=State.PARKED, made_at=now, finished_at=now)
    yield "task_id", [_thing(task.pk, KEEPERS, "a task set aside"), GONE]
    yield "automatic_keep.kind", [_thing("acknowledge", KEEPERS, "a rule"), Thing("none-such", frozenset(), "no rule")]
    yield "figures_evidence.name", [_thing("late", ALL, "a figure"), Thing("no-such", frozenset(), "no figure")]


def _of_others_outside(house: House, users: dict[str, User], now: datetime) -> Iterator[Named]:
    endpoint, _secret = webhooks.make(url="http://127.0.0.1:9/", kinds=(), by=house.owner, now=now)
    yield "endpoint_id", [_thing(endpoint.pk, KEEPERS, "an address that is told"), GONE]
    box = Mailbox.objects.create(
        address="shop@finjan.example", host="127.0.0.1", port=9, username="shop", is_paused=True, made_at=now,
        sealed_password=sealed.seal("x", purpose=connecting.PURPOSE),
    )  # fmt: skip
    yield "mailbox_id", [_thing(box.pk, KEEPERS, "a mailbox"), GONE]
    let_in = Mailbox.objects.create(
        address="leave@finjan.example", host="127.0.0.1", port=9, username="leave", is_paused=True, made_at=now,
    )  # fmt: skip
    MailboxGrant.objects.create(
        mailbox=let_in, provider="google", authorize_url="http://127.0.0.1:9/", token_url="http://127.0.0.1:9/",
        scope="mail", client_id="one", sealed_refresh=sealed.seal("x", purpose="grant"), granted_at=now,
    )  # fmt: skip
    yield "settings_mailbox_again.mailbox_id", [_thing(let_in.pk, KEEPERS, "a mailbox by leave"), GONE]
    Sending.objects.create(mailbox=box, host="127.0.0.1", port=9, is_paused=True, made_at=now)
    mail = outbox.post(
        outbox.Letter(box.pk, ["layla@x.example"], "Hello", "Hello", person_id=house.layla.pk), by=None, now=now,
        not_before=now.replace(year=now.year + 1),
    )  # fmt: skip
    yield "outgoing_id", [_thing(mail.pk, WRITERS, "a mail of ours"), GONE]
    service, _secret = opening.open_(kind="mailgun", address="shop@finjan.example", key="", by=house.owner, now=now)
    yield "mail_door_id", [_thing(service.pk, KEEPERS, "a mail service"), GONE]
    yield "delivery_id", [_thing(webhooks.ping(endpoint, now=now).pk, KEEPERS, "a message"), GONE]
    door, _secret = incoming.make("till", by=house.owner, now=now)
    yield "door_id", [_thing(door.pk, KEEPERS, "a door"), GONE]
    site.change(
        is_on=True, origins=["https://shop.example"], greetings={}, away_words={}, takes_files=True, by=None, now=now
    )
    visitor = chat_door.for_file("a" * 43, address="", language="en", now=now)
    file = chat_files.keep(visitor, "a.txt", [b"words"], now=now)
    chat_door.write("a" * 43, "", chat_door.Said(key="key-00001", files=[file.public_id]), address="", now=now)
    yield "public_id", [_thing(visitor.public_id, WRITERS, "a conversation of the bubble"), GONE]
    yield "chat_file.public_id", [_thing(file.public_id, WRITERS, "a file of the bubble"), GONE]


def _of_letters(house: House, users: dict[str, User], now: datetime) -> Iterator[Named]:
    broken = b"To: support@finjan.example\nSubject: who am I\n\nno sender at all"
    with tempfile.TemporaryDirectory() as folder:
        run = bring(
            Path(folder),
            rich(files=[PHOTO], subject="a"),
            rich(files=[WINMAIL], subject="b", number=2),
            broken,
            now=now,
        )
    letter, package = event_of(run, "a").pk, event_of(run, "b").pk
    promise = next(e for e in house.events.values() if Event.objects.get(pk=e).kind == "promise.made")
    no_letter = _thing(promise, NOBODY, "what is no letter")
    for route in ("message", "message_as_sent", "message_frame", "message_attachment", "message_picture"):
        yield f"{route}.event_id", [_thing(letter, ALL, "a letter"), no_letter, GONE]
    for route in ("message_invitation", "message_package", "message_packed"):
        yield f"{route}.event_id", [_thing(package, ALL, "a letter with a package"), no_letter, GONE]
    yield "message_original.event_id", [_thing(letter, WRITERS, "a letter"), no_letter, GONE]
    yield "unread_original.run_id", [_thing(run.pk, KEEPERS, "an import of letters"), GONE]
    yield "row_id", [_thing(run.rejected.get().pk, KEEPERS)]


def _said(house: House, now: datetime) -> dict[str, dict[str, str]]:
    """What the forms say whose object is in no address."""
    folder = BackupPlan.get().home
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "backup.tar").write_bytes(b"a backup")
    Backup.objects.create(name="backup.tar", folder=str(folder), begun_at=now, made_at=now, state=Made.DONE)
    detail = Detail.objects.create(person=house.layla, text="forgotten", source="said", learned_on=now.date())
    relation = belonging.relate(house.giorgi, house.margaret, RelationKind.SIBLING, now=now)
    removed = belonging.remove("relation", relation.pk, ids=[house.giorgi.pk], may_see_all=True)
    reader = User.objects.get(email="agent@finjan.example")
    tomorrow = (now + timedelta(days=1)).date().isoformat()
    return {
        "boundary_act": {"act": "agree"},
        "inbox_undo": {"kept": signing.dumps([], salt="hafawa.inbox-undo", compress=True)},
        "inbox_conversation_act": {"act": "later"},
        "inbox_arrange": {"arrange": "link", "other": str(Conversation.objects.get(person=house.giorgi).pk)},
        "confidential_reader": {"act": "add", "user": str(reader.pk)},
        "call_note": {"outcome": "reached", "direction": "out", "text": "Hello", "ticket": "w2"},
        "callback_accept": {"on": tomorrow, "at": "12:00"},
        "callback_move": {"on": tomorrow, "at": "12:00"},
        "settings_phone_act": {"act": "remove"},
        "backups_download": {"name": "backup.tar"},
        "backups_prove": {"name": "backup.tar"},
        "settings_webhook": {"url": "http://127.0.0.1:9/"},
        "settings_webhook_act": {"act": "stop"},
        "settings_door_act": {"act": "remove"},
        "settings_mailbox_act": {"act": "pause"},
        "settings_mailbox_sending_act": {"act": "pause"},
        "outgoing_act": {"act": "take_back"},
        "settings_mail_door_act": {"act": "off"},
        "settings_mail_door_key": {"key": "key-1"},
        "routine_switch": {"variety": "en", "state": "shadow"},
        "routine_matter_act": {"act": "people"},
        "inbox_write_draft": {"kind": "reply", "text": "Hello", "since": "0"},
        "settings_reply_act": {"act": "archive"},
        "listening_demand_act": {"act": "decide", "state": "planned"},
        "listening_mention_act": {"act": "take"},
        "detail_restore": {"kept": _signed(asdict(people.forget_detail(detail)), salt="hafawa.forgotten-detail")},
        "around_restore": {"kept": _signed(asdict(removed) | {"page": house.giorgi.pk}, salt="hafawa.removed-bond")},
    }


def _signed(kept: dict[str, Any], *, salt: str) -> str:
    """As the page that took it off signed it."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: plain(v) for k, v in value.items()}
        return value.isoformat() if isinstance(value, date | datetime) else value

    return signing.dumps(plain(kept), salt=salt, compress=True)
