"""Is a mailbox connected with an address and a password, and does its page say how it stands?"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hafawa.channels.models import Mailbox
from hafawa.kernel import clock
from hafawa.team.models import Shop
from tests import dovecot
from tests.channels.mailbox.conftest import Post, imap, look, post  # noqa: F401
from tests.dovecot import letter

LIST = "web:settings_mailboxes"


def said(of: Post, **changed: Any) -> dict[str, Any]:
    values = {"address": of.user, "password": dovecot.PASSWORD, "host": "localhost", "port": of.server.port}
    return {**values, "back": "", "security": "tls", **changed}


def test_it_is_connected_with_the_inbox_and_the_sent_mail(nino: Client, post: Post) -> None:  # noqa: F811
    assert "No mailbox is connected yet" in nino.get(reverse(LIST)).content.decode()
    assert nino.post(reverse(LIST), said(post)).status_code == 302
    made = Mailbox.objects.get()
    assert [f.name for f in made.folders.filter(is_read=True)] == ["INBOX", "Sent"]
    page = nino.get(reverse("web:settings_mailbox", args=[made.pk])).content.decode()
    assert "Being read for the first time" in page
    post.deliver(letter("Hello"))
    look(made)
    page = nino.get(reverse("web:settings_mailbox", args=[made.pk])).content.decode()
    assert "Messages that came</dt><dd>1" in page
    assert f'href="{reverse("web:import", args=[made.runs.get().pk])}"' in page
    assert post.user not in nino.get(reverse("web:imports")).content.decode(), "a list of files, not of letters"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"password": "wrong"}, "The server refused the name or the password"),
        ({"port": "1"}, "There is no mail server at this address"),
        ({"host": "https://mail.example.test/"}, "Only the name of the server"),
        ({"address": "no address"}, "Enter a valid email address"),
    ],
)
def test_what_does_not_work_is_said_and_nothing_kept(
    nino: Client, post: Post, changed: dict[str, Any], words: str  # noqa: F811
) -> None:  # fmt: skip
    answer = nino.post(reverse(LIST), said(post, **changed))
    assert (answer.status_code, Mailbox.objects.count()) == (422, 0)
    page = answer.content.decode()
    assert words in page
    assert dovecot.PASSWORD not in page


def test_no_real_mail_comes_into_the_sample_shop(nino: Client, post: Post) -> None:  # noqa: F811
    shop = Shop.get()
    shop.is_sample = True
    shop.save()
    answer = nino.post(reverse(LIST), said(post))
    assert (answer.status_code, Mailbox.objects.count()) == (422, 0)


def test_trouble_is_told_in_words_with_the_way_out(nino: Client, post: Post) -> None:  # noqa: F811
    nino.post(reverse(LIST), said(post))
    made = Mailbox.objects.get()
    Mailbox.objects.update(trouble="sign_in", tries=3, trouble_since=clock.now())
    page = nino.get(reverse("web:settings_mailbox", args=[made.pk])).content.decode()
    assert "Needs you" in page
    assert "app password" in page
    to = reverse("web:settings_mailbox_password", args=[made.pk])
    assert nino.post(to, {"password": "wrong again"}).status_code == 422
    assert nino.post(to, {"password": dovecot.PASSWORD}).status_code == 302
    made.refresh_from_db()
    assert (made.trouble, made.tries) == ("", 0)


def test_it_is_paused_let_go_and_its_folders_chosen(nino: Client, post: Post) -> None:  # noqa: F811
    nino.post(reverse(LIST), said(post))
    made = Mailbox.objects.get()
    act = reverse("web:settings_mailbox_act", args=[made.pk])
    nino.post(act, {"act": "pause"})
    assert "Paused" in nino.get(reverse(LIST)).content.decode()
    nino.post(act, {"act": "go_on"})
    folders = reverse("web:settings_mailbox_folders", args=[made.pk])
    assert nino.post(folders, {"folder": ["Sent"]}).status_code == 302
    assert [f.name for f in made.folders.filter(is_read=True)] == ["Sent"]
    assert nino.post(folders, {"folder": []}).status_code == 422
    with post.server.client(post.user) as line:
        line.create_folder("Заказы ქართული")
    nino.post(act, {"act": "new_folders"})
    assert made.folders.filter(name="Заказы ქართული", is_read=False).exists()
    assert nino.post(act, {"act": "let_go"}).status_code == 302
    assert not Mailbox.objects.exists()
