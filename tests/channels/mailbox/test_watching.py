"""Is it known at once that something arrived, and does a line that breaks cost nothing but time?"""

from __future__ import annotations

import pytest

from hafawa.channels.mailbox import fetching
from hafawa.channels.mailbox.watching import Watcher
from hafawa.channels.models import Mailbox
from tests.channels.mailbox.conftest import NOW, Post, look
from tests.dovecot import letter

pytestmark = pytest.mark.django_db


def heard(watcher: Watcher) -> int:
    """What is said within some seconds."""
    for _round in range(20):
        if n := watcher.round(seconds=1.0):
            return n
    return 0


def test_what_arrives_has_the_mailbox_looked_at_now(post: Post) -> None:
    mailbox = post.connect()
    look(mailbox)
    watcher = Watcher()
    watcher.round(seconds=0.0)
    look(mailbox)
    assert fetching.due(now=NOW) == []
    post.deliver(letter("Just now"))
    assert heard(watcher) == 1
    assert fetching.due(now=NOW) == [mailbox]
    watcher.close()


def test_a_mailbox_that_is_paused_is_not_watched(post: Post) -> None:
    mailbox = post.connect()
    look(mailbox)
    Mailbox.objects.update(is_paused=True)
    watcher = Watcher()
    watcher.round(seconds=0.0)
    post.deliver(letter("Not heard"))
    assert watcher.round(seconds=1.5) == 0
    watcher.close()


def test_a_line_that_broke_is_opened_again(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hafawa.channels.mailbox.watching.AGAIN_SECONDS", 0.0)
    monkeypatch.setattr("hafawa.channels.mailbox.watching.LISTED_SECONDS", 0.0)
    mailbox = post.connect()
    look(mailbox)
    watcher = Watcher()
    watcher.round(seconds=0.0)
    post.server.stop()
    watcher.round(seconds=1.0)
    post.server.start()
    watcher.round(seconds=0.0)
    look(mailbox)
    post.deliver(letter("After the break"))
    assert heard(watcher) == 1
    watcher.close()
