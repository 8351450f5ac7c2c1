"""Does the outbox say what waits and what needs a person, and is each act on it one click, for those who may?"""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from hafawa.channels.models import Mailbox, Outgoing, OutgoingState, Sending
from hafawa.channels.outbox import actions
from hafawa.conversations import confidential, gather
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock
from hafawa.team.models import Role
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived
from hafawa.timeline.models import Event
from tests import wayward
from tests.channels.outbox.conftest import LAYLA, mailbox, server, smtp  # noqa: F401
from tests.web.conftest import colleague

LIST = "web:outbox"


@pytest.fixture
def mail(mailbox: Mailbox) -> Outgoing:  # noqa: F811
    letter = actions.Letter(mailbox.pk, [LAYLA], "Your <b>order</b>", "It left.\n\nშენი ამანათი")
    return actions.post(letter, by=None, now=clock.now())


def act(client: Client, mail: Outgoing, what: str, **more: str) -> tuple[int, str]:
    answer = client.post(reverse("web:outgoing_act", args=[mail.pk]), {"act": what}, **more)  # type: ignore[arg-type]
    mail.refresh_from_db()
    return answer.status_code, answer.content.decode()


def test_an_empty_outbox_says_so(nino: Client) -> None:
    assert "Everything is sent" in nino.get(reverse(LIST)).content.decode()


def test_for_ten_seconds_it_can_be_taken_back_with_the_words_kept(nino: Client, mail: Outgoing) -> None:
    page = nino.get(reverse(LIST)).content.decode()
    assert re.search(r"goes out in (9|10) seconds", page)
    assert "&lt;b&gt;order" in page
    assert "<b>order" not in page
    answer = nino.post(
        reverse("web:outgoing_act", args=[mail.pk]), {"act": "take_back"}, headers={"HX-Request": "true"}
    )
    assert "შენი ამანათი" in answer.content.decode()
    assert f'"id": {mail.pk}' in answer.headers["HX-Trigger"]
    assert "hx-trigger" not in answer.content.decode(), "it moves no more"
    mail.refresh_from_db()
    assert mail.state == OutgoingState.TAKEN_BACK
    status, words = act(nino, mail, "take_back")
    assert (status, "It stands otherwise by now" in words) == (422, True)


@pytest.mark.parametrize(
    ("state", "what", "becomes"),
    [
        ("unsure", "arrived", "sent"),
        ("unsure", "send_again", "waiting"),
        ("unsure", "discard", "dropped"),
        ("failed", "send_again", "waiting"),
        ("failed", "discard", "dropped"),
        ("held", "send_now", "waiting"),
    ],
)
def test_each_act_is_one_click(nino: Client, mail: Outgoing, state: str, what: str, becomes: str) -> None:
    Outgoing.objects.update(state=state, reason="unsure" if state == "unsure" else "refused")
    assert f'value="{what}"' in nino.get(reverse(LIST)).content.decode() or state == "held"
    assert act(nino, mail, what)[0] == 302
    assert mail.state == becomes
    assert Event.objects.filter(kind="message.sent").exists() == (what == "arrived")


def test_one_that_came_back_needs_somebody_until_it_is_settled(nino: Client, mail: Outgoing) -> None:
    bounces = [{"email": LAYLA, "status": "5.1.1", "said": "550 no such user"}]
    Outgoing.objects.update(state="sent", bounced_at=clock.now(), bounces=bounces)
    page = nino.get(reverse(LIST)).content.decode()
    assert "Did not arrive" in page
    assert "550 no such user" in page
    assert act(nino, mail, "settle")[0] == 302
    assert "Did not arrive" not in nino.get(reverse(LIST)).content.decode()


def test_who_only_reads_does_not_meet_it(nino: Client, mail: Outgoing) -> None:
    viewer = Client()
    viewer.force_login(colleague(Role.VIEWER, email="viewer@finjan.example"))
    assert viewer.get(reverse(LIST)).status_code == 403
    assert act(viewer, mail, "take_back")[0] == 403
    assert mail.state == OutgoingState.HELD


def in_conversation(mailbox: Mailbox) -> tuple[Conversation, Outgoing]:  # noqa: F811
    """Somebody wrote, and an answer is on its way."""
    now = clock.now()
    asked = MessageReceived(channel="email", ref="mail:0000000000000abc", text="Where is it?", participants=[LAYLA])
    log.append(log.Entry(asked, now, "mail", "q#1"), now=now)
    gather.read_on(now=now)
    letter = actions.Letter(mailbox.pk, [LAYLA], "Re: it", "It left on Tuesday.", ref="mail:0000000000000abc")
    return Conversation.objects.get(), actions.post(letter, by=None, now=now)


def test_what_is_on_its_way_stands_in_its_conversation(nino: Client, mailbox: Mailbox) -> None:  # noqa: F811
    conversation, mail = in_conversation(mailbox)
    page = reverse("web:inbox_conversation", args=[conversation.pk])
    assert f'id="outgoing-{mail.pk}"' in (shown := nino.get(page).content.decode())
    assert "It left on Tuesday." in shown
    Outgoing.objects.update(state="sent")
    assert f'id="outgoing-{mail.pk}"' not in nino.get(page).content.decode()
    Outgoing.objects.update(bounced_at=clock.now())
    assert "Did not arrive" in nino.get(page).content.decode()


def test_mail_of_a_confidential_conversation_is_met_by_its_readers_only(
    nino: Client, mailbox: Mailbox  # noqa: F811
) -> None:  # fmt: skip
    conversation, mail = in_conversation(mailbox)
    agent, other = (colleague(Role.AGENT, email=f"{n}@finjan.example") for n in ("reader", "other"))
    confidential.turn_on(conversation, why="asked", by=agent, now=clock.now())
    for user, is_met in ((agent, True), (other, False)):
        client = Client()
        client.force_login(user)
        assert ("Re: it" in client.get(reverse(LIST)).content.decode()) == is_met
        status = client.get(reverse("web:outgoing", args=[mail.pk]), headers={"HX-Request": "true"}).status_code
        assert status == (200 if is_met else 404)
        assert (act(client, mail, "take_back")[0] == 404) == (not is_met)


def said(at: int, **changed: str) -> dict[str, str]:
    values = {"service": "smtp", "host": "localhost", "port": str(at), "security": "tls", "keeps_copies": "on"}
    return {f"sending-{name}": value for name, value in {**values, **changed}.items()}


def test_sending_is_set_up_tried_tested_and_switched_off(
    nino: Client, smtp: wayward.Server, mailbox: Mailbox  # noqa: F811
) -> None:  # fmt: skip
    Sending.objects.all().delete()
    page = reverse("web:settings_mailbox", args=[mailbox.pk])
    assert "This mailbox is only read" in nino.get(page).content.decode()
    to = reverse("web:settings_mailbox_sending", args=[mailbox.pk])
    assert nino.post(to, said(smtp.port, password="its own key", name="Finjan")).status_code == 302
    made = Sending.objects.get()
    assert (made.host, made.name, made.keeps_copies, "its own key" in made.sealed_password) == (
        "localhost", "Finjan", True, False,
    )  # fmt: skip
    shown = nino.get(page).content.decode()
    assert "Mail goes out" in shown
    assert "DKIM" in shown
    assert "its own key" not in shown
    acting = reverse("web:settings_mailbox_sending_act", args=[mailbox.pk])
    assert nino.post(acting, {"act": "test"}).status_code == 302
    assert smtp.accepted[0][0] == ["nino@finjan.example"]
    nino.post(acting, {"act": "pause"})
    assert "Held back" in nino.get(page).content.decode()
    nino.post(acting, {"act": "off"})
    assert not Sending.objects.exists()
    answer = nino.post(acting, {"act": "guess"})
    assert (answer.status_code, "No server was found" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"port": "1"}, "There is no mail server at this address"),
        ({"host": "https://smtp.example.test/"}, "Only the name of the server"),
        ({"name": "Finjan\r\nBcc: everybody@example.org"}, "one line"),
        ({"service": "postmark"}, "Paste the key the service gave you"),
        ({"service": "mailgun", "password": "key"}, "the name it gave you beside the key"),
    ],
)
def test_what_does_not_work_is_said_and_nothing_changed(
    nino: Client, smtp: wayward.Server, mailbox: Mailbox, changed: dict[str, str], words: str  # noqa: F811
) -> None:  # fmt: skip
    before = Sending.objects.values().get()
    answer = nino.post(reverse("web:settings_mailbox_sending", args=[mailbox.pk]), said(smtp.port, **changed))
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert Sending.objects.values().get() == before
