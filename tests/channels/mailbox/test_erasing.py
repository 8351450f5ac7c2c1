"""Is somebody who was erased gone from what came out of a mailbox, also when all of it is read again?"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from hafawa.people.models import Identifier
from hafawa.privacy import erasing
from tests.channels.mailbox.conftest import NOW, Post, look
from tests.dovecot import letter

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)


def kept() -> bytes:
    return b"".join(p.read_bytes() for p in Path(settings.HAFAWA_DATA_DIR, "raw").rglob("*") if p.is_file())


def test_the_erased_are_gone_from_kept_mail_and_stay_gone_when_the_folder_is_read_anew(post: Post) -> None:
    letters = [letter("My secret canary"), letter("I stay", sender="Nino <nino@example.org>")]
    post.deliver(*letters, folder="Sent")
    mailbox = post.connect(folders=("INBOX", "Sent"))
    look(mailbox)
    assert b"secret canary" in kept()
    person = Identifier.objects.get(value="layla@example.org").person
    asked = erasing.ask(person.pk, typed=person.name, by=None, now=NOW - timedelta(days=2))
    erasing.carry_out(asked, now=NOW)
    assert b"canary" not in kept()
    assert b"I stay" in kept()
    with post.server.client(post.user) as line:
        line.delete_folder("Sent")
        line.create_folder("Sent")
    post.deliver(*letters, folder="Sent")
    assert look(mailbox) == 2
    assert not Identifier.objects.filter(value="layla@example.org").exists()
    assert b"canary" not in kept()
    assert b"I stay" in kept()
