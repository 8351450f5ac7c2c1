"""Files in the chat: they reach the bubble by a key and nobody else, and are kept once."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from hafawa.channels.chat import actions as chat
from hafawa.channels.chat import door, site, speaking
from hafawa.channels.models import ChatFile
from hafawa.conversations import gather
from hafawa.conversations.composing.models import DraftFile
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock
from hafawa.team.models import User
from tests.web.answering import GEORGIAN, PDF, attach, box, ids, reply
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(data_folder: Path) -> Path:
    return data_folder / "attached"


@pytest.fixture
def nino(owner: User) -> Client:
    return signed_in(owner)


@pytest.fixture
def chat_talk(owner: User) -> Conversation:
    """Somebody wrote in the bubble."""
    now = clock.now()
    site.change(
        is_on=True, origins=["https://shop.example"], greetings={}, away_words={}, takes_files=True, by=owner, now=now
    )
    door.write("a" * 43, "", door.Said(key="key-00000001", text="Have you a price list?"), address="10.0.0.1", now=now)
    gather.read_on(now=now)
    return Conversation.objects.get(channel="chat")


def test_in_the_chat_a_file_reaches_the_bubble_by_a_key_and_nobody_else(
    chat_talk: Conversation, nino: Client, data_folder: Path
) -> None:
    page = box(nino, chat_talk)
    assert "10 MB each" in page
    assert attach(nino, chat_talk, (GEORGIAN, PDF)).status_code == 200
    assert reply(nino, chat_talk, "", *ids()).status_code == 302
    said = speaking.latest(door.known("a" * 43).ref)[-1]
    assert (said["mine"], [one["name"] for one in said["files"]]) == (False, [GEORGIAN])
    file = said["files"][0]
    address = reverse("web:chat_file", args=[file["id"]])
    assert Client().get(address).status_code == 404
    got = Client().get(address, {"key": file["key"]})
    assert b"".join(got) == PDF
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Content-Disposition"].startswith("attachment")
    gather.read_on(now=clock.now())
    thread = nino.get(reverse("web:inbox_conversation", args=[chat_talk.pk])).content.decode()
    assert address in thread, "one of us downloads it from the thread"
    assert ids() == []


def test_the_chat_takes_of_us_what_it_takes_of_visitors(chat_talk: Conversation, nino: Client) -> None:
    answer = attach(nino, chat_talk, ("run.exe", b"MZ"), ("not a picture.png", b"<svg>"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "run.exe" in page
    assert "not a picture.png" in page
    assert not DraftFile.objects.exists()
    assert not ChatFile.objects.exists()


def test_the_same_answer_in_the_chat_said_twice_keeps_its_file_once(chat_talk: Conversation, owner: User) -> None:
    ref, now = door.known("a" * 43).ref, clock.now()
    for _time in range(2):
        chat.say(ref, "Here.", by=owner, now=now, key="same", files=[(GEORGIAN, PDF)])
    assert ChatFile.objects.count() == 1
