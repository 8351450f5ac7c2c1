"""Does mail come out of a real mailbox once, whatever happens on the way, and without a trace there?"""

from __future__ import annotations

import errno

import pytest
from pytest_django.fixtures import Settings

from hafawa.channels.importers import runs
from hafawa.channels.mailbox import connecting, fetching, keeping
from hafawa.channels.mailbox.connecting import NoServer, NotEncrypted, SignInRefused, Trouble
from hafawa.channels.models import ImportRun, Mailbox, Security
from hafawa.kernel import sealed
from hafawa.team.models import Shop
from hafawa.timeline.models import Event
from tests import proxies
from tests.channels.mailbox.conftest import NOW, Post, look
from tests.dovecot import PASSWORD, letter

pytestmark = pytest.mark.django_db


def texts() -> list[str]:
    return [e.data["text"].strip() for e in Event.objects.filter(kind__startswith="message.").order_by("id")]


def test_what_lies_in_the_mailbox_comes_in_and_then_only_what_is_new(post: Post) -> None:
    post.deliver(letter("Where is my order?"), letter("Thank you!", sender="Nino <nino@example.org>"))
    mailbox = post.connect()
    assert (look(mailbox), texts()) == (2, ["Where is my order?", "Thank you!"])
    assert look(mailbox) == 0
    post.deliver(letter("One more thing"))
    assert (look(mailbox), texts()[2:]) == (1, ["One more thing"])


def test_nothing_is_marked_in_the_mailbox(post: Post) -> None:
    post.deliver(letter("Hello"))
    look(post.connect())
    with post.server.client(post.user) as line:
        line.select_folder("INBOX", readonly=True)
        assert line.get_flags([1])[1] == (b"\\Recent",)


def test_what_was_read_elsewhere_comes_too(post: Post) -> None:
    mailbox = post.connect()
    post.deliver(letter("Read on the telephone first"))
    with post.server.client(post.user) as line:
        line.select_folder("INBOX")
        line.add_flags([1], [b"\\Seen", b"\\Answered"])
    look(mailbox)
    assert texts() == ["Read on the telephone first"]


def test_a_folder_made_anew_doubles_nothing(post: Post) -> None:
    post.deliver(letter("First"), letter("Second"), folder="Sent")
    mailbox = post.connect(folders=("INBOX", "Sent"))
    look(mailbox)
    before = mailbox.folders.get(name="Sent").uid_validity
    with post.server.client(post.user) as line:
        line.delete_folder("Sent")
        line.create_folder("Sent")
    post.deliver(letter("First"), letter("Second"), letter("Third"), folder="Sent")
    assert look(mailbox) == 3
    assert sorted(texts()) == ["First", "Second", "Third"]
    assert mailbox.folders.get(name="Sent").uid_validity != before


def test_what_we_sent_is_ours(post: Post) -> None:
    mailbox = post.connect(folders=("INBOX", "Sent"))
    post.deliver(letter("Where is it?"))
    post.deliver(letter("It is on its way.", sender=post.user, to="layla@example.org"), folder="Sent")
    look(mailbox)
    assert sorted(Event.objects.values_list("kind", flat=True)) == ["message.received", "message.sent"]
    assert Event.objects.values("person").distinct().count() == 1
    assert post.user in Shop.get().staff_addresses


def test_a_crash_before_the_cursor_moved_loses_nothing_and_doubles_nothing(post: Post) -> None:
    post.deliver(letter("Kept"))
    mailbox = post.connect()

    def crash(_run: ImportRun) -> None:
        raise MemoryError

    with pytest.raises(MemoryError):
        look(mailbox, bring_in=crash)
    assert mailbox.folders.get(name="INBOX").last_uid is None
    look(mailbox)
    assert texts() == ["Kept"]


def test_a_full_disk_of_ours_is_no_fault_of_the_server(post: Post) -> None:
    post.deliver(letter("Kept"))
    mailbox = post.connect()

    def full(_run: ImportRun) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        look(mailbox, bring_in=full)
    mailbox.refresh_from_db()
    assert (mailbox.trouble, mailbox.tries) == ("", 0)
    look(mailbox)
    assert texts() == ["Kept"]


def test_a_line_that_breaks_in_the_middle_goes_on_where_it_was(post: Post, settings: Settings) -> None:
    many = [letter(f"Letter {n} " + "word " * 4000) for n in range(30)]
    post.deliver(*many)
    proxy = proxies.Proxy(post.server.port, cut_after=300_000)
    settings.HAFAWA_FETCH_ALLOW |= {f"localhost:{proxy.port}"}
    mailbox = post.connect()
    Mailbox.objects.filter(pk=mailbox.pk).update(port=proxy.port)
    with pytest.raises(Trouble):
        look(mailbox)
    mailbox.refresh_from_db()
    assert (mailbox.trouble, mailbox.tries) == ("no_answer", 1)
    proxy.cut_after = None
    look(mailbox)
    proxy.close()
    assert [text.split()[1] for text in texts()] == [str(n) for n in range(30)]
    mailbox.refresh_from_db()
    assert (mailbox.trouble, mailbox.tries) == ("", 0)


def test_a_message_nobody_can_read_does_not_keep_the_next_waiting(post: Post) -> None:
    post.deliver(b"\x00\xff" * 500, b"no header at all", letter("I can be read"))
    look(post.connect())
    assert texts() == ["I can be read"]
    assert ImportRun.objects.get().rows_rejected == 2


def test_of_a_very_large_message_the_words_come(post: Post) -> None:
    post.deliver(letter("The film is attached. " + "x" * 32 * 2**20))
    look(post.connect())
    assert texts()[0].startswith("The film is attached.")


def test_a_folder_that_is_gone_does_not_keep_the_others_waiting(post: Post) -> None:
    with post.server.client(post.user) as line:
        line.create_folder("Orders")
    mailbox = post.connect(folders=("Orders", "INBOX"))
    with post.server.client(post.user) as line:
        line.delete_folder("Orders")
    post.deliver(letter("Still here"))
    look(mailbox)
    assert texts() == ["Still here"]
    assert not mailbox.folders.get(name="Orders").is_read


def test_a_pause_misses_nothing(post: Post) -> None:
    mailbox = post.connect()
    keeping.pause(mailbox, is_paused=True, by=None, now=NOW)
    assert fetching.due(now=NOW) == []
    post.deliver(letter("While you were away"))
    keeping.pause(mailbox, is_paused=False, by=None, now=NOW)
    assert fetching.due(now=NOW) == [mailbox]
    look(mailbox)
    assert texts() == ["While you were away"]


def test_a_password_refused_three_times_is_not_tried_any_more_until_there_is_another(post: Post) -> None:
    mailbox = post.connect()
    old = sealed.seal("one from last year", purpose=connecting.PURPOSE)
    Mailbox.objects.filter(pk=mailbox.pk).update(sealed_password=old)
    for _ in range(fetching.SIGN_INS):
        assert [m.pk for m in fetching.due(now=NOW + fetching.LONGEST_WAIT)] == [mailbox.pk]
        with pytest.raises(SignInRefused, match="app password"):
            look(mailbox)
    assert fetching.due(now=NOW + fetching.LONGEST_WAIT) == []
    with pytest.raises(SignInRefused):
        keeping.new_password(mailbox, "wrong again", by=None, now=NOW)
    keeping.new_password(mailbox, PASSWORD, by=None, now=NOW)
    post.deliver(letter("Back again"))
    look(mailbox)
    assert texts() == ["Back again"]


def test_a_certificate_of_another_name_gets_no_password(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(NotEncrypted):
        keeping.try_out(post.account())
    assert "Login" not in (post.server.folder / "log").read_text().partition(post.user)[2]


def test_the_line_may_be_encrypted_after_it_began(post: Post) -> None:
    found = keeping.try_out(post.account(port=post.server.starttls_port, security=Security.STARTTLS))
    assert [(seen.name, seen.is_proposed) for seen in found] == [("INBOX", True), ("Sent", True), ("Trash", False)]


def test_a_server_inside_our_walls_is_not_asked(post: Post, settings: Settings) -> None:
    settings.HAFAWA_FETCH_ALLOW = set()
    with pytest.raises(NoServer):
        keeping.try_out(post.account())


def test_a_server_that_says_nothing_is_left(post: Post, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "_CONNECT_SECONDS", 1)
    with proxies.silent() as server:
        port = server.getsockname()[1]
        settings.HAFAWA_FETCH_ALLOW = {f"localhost:{port}"}
        with pytest.raises(Trouble) as trouble:
            keeping.try_out(post.account(port=port))
    assert trouble.value.key == "no_answer"


def test_the_password_is_not_in_the_database(post: Post) -> None:
    mailbox = post.connect()
    assert PASSWORD not in mailbox.sealed_password
    assert connecting.Account.of(mailbox).password == PASSWORD


def test_a_password_sealed_under_another_key_is_told(post: Post, settings: Settings) -> None:
    mailbox = post.connect()
    settings.SECRET_KEY = "another"
    with pytest.raises(connecting.SealBroken, match="Type it anew"):
        look(mailbox)
    assert fetching.due(now=NOW) == []


def test_a_mailbox_is_connected_once_and_let_go_with_its_messages_kept(post: Post) -> None:
    post.deliver(letter("Stays"))
    mailbox = post.connect()
    with pytest.raises(keeping.ConnectedAlready):
        post.connect()
    look(mailbox)
    keeping.let_go(mailbox, by=None, now=NOW)
    assert not Mailbox.objects.exists()
    assert texts() == ["Stays"]


def test_what_came_can_be_taken_back(post: Post) -> None:
    post.deliver(letter("By mistake"))
    look(post.connect())
    runs.undo(ImportRun.objects.get(), by=None, now=NOW)
    assert texts() == []
