"""Saved replies are found by a few letters, offered in the reader's language, counted, and never deleted."""

from __future__ import annotations

import pytest

from hafawa.conversations.composing import replies_csv, saved
from hafawa.conversations.composing.models import SavedReply, Use
from hafawa.conversations.composing.saved import NotSaved, Said, ShortcutTaken
from hafawa.team.models import AuditEntry, User
from tests.conversations.cast import NOW, colleague, person

pytestmark = pytest.mark.django_db
RETURNS = Said(
    "How a return works",
    "",
    {"en": "Hello {first_name}, bring {order} back.", "ar": "مرحباً {first_name}، أعيدي {order}.", "ka": ""},
)


@pytest.fixture
def nino() -> User:
    return colleague("Nino")


def offered(sought: str, language: str = "en", **values: str) -> list[saved.Offered]:
    return saved.offered(sought, language=language, fallback="en", values=values)


def test_one_is_written_found_and_filled_in_the_language_of_whom_it_goes_to(nino: User) -> None:
    saved.write(RETURNS, by=nino, now=NOW)
    saved.write(Said("Hours", "open", {"ka": "გახსნილი ვართ ათიდან."}), by=nino, now=NOW)
    [found] = offered("retu", "ar", first_name="ليلى", order="HF-1")
    assert (found.language, found.direction, found.text) == ("ar", "rtl", "مرحباً ليلى، أعيدي HF-1.")
    assert found.unfilled == ()
    [found] = offered("return", "ka", first_name="გიორგი")
    assert (found.language, found.unfilled) == ("en", ("order",)), "not written in theirs; and a place is left"
    assert [o.reply.title for o in offered("")] == ["Hours", "How a return works"]
    assert [o.reply.title for o in offered("open")] == ["Hours"]
    assert [o.reply.title for o in offered("ათიდან")] == ["Hours"], "by its words"
    assert offered("zzz") == []


@pytest.mark.parametrize(
    "said",
    [
        Said("", "", {"en": "x"}), Said("Title", "", {"en": " "}), Said("Title", "", {}), Said("!!!", "", {"en": "x"}),
        Said("Title", "", {"en": "Use {coupon}"}), Said("Title", "", {"en": "x" * 10_001}),
    ],
)  # fmt: skip
def test_what_cannot_be_saved_is_refused_in_words(said: Said, nino: User) -> None:
    with pytest.raises(NotSaved):
        saved.write(said, by=nino, now=NOW)
    assert not SavedReply.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_shortcut_finds_one_and_is_free_again_once_it_is_put_away(nino: User) -> None:
    first = saved.write(Said("Hours", "open", {"en": "At ten."}), by=nino, now=NOW)
    with pytest.raises(ShortcutTaken):
        saved.write(Said("Other", "OPEN", {"en": "x"}), by=nino, now=NOW)
    saved.archive(first, by=nino, now=NOW)
    assert offered("open") == []
    second = saved.write(Said("Other", "open", {"en": "x"}), by=nino, now=NOW)
    first.refresh_from_db()
    with pytest.raises(ShortcutTaken):
        saved.restore(first, by=nino, now=NOW)
    saved.archive(second, by=nino, now=NOW)
    saved.restore(first, by=nino, now=NOW)
    assert [o.reply.pk for o in offered("open")] == [first.pk]


def test_uses_are_counted_changed_and_unchanged_apart_and_not_when_taken_back(nino: User) -> None:
    layla = person()
    reply = saved.write(Said("Hours", "open", {"en": "Hello {first_name}, at ten."}), by=nino, now=NOW)
    saved.used("Hello Layla, at ten.", [], person=layla, key="mail:1", by=nino, now=NOW)
    saved.used("Hello Layla, at ten. And tea!", [reply.pk, 999], person=layla, key="mail:1", by=nino, now=NOW)
    saved.used("Something else", [], person=layla, key="mail:1", by=nino, now=NOW)
    found = saved.counted(SavedReply.objects.all()).get()
    assert (found.n_uses, found.n_unchanged, found.used_at) == (2, 1, NOW)
    saved.not_used("mail:1", by=nino, at=NOW)
    assert not Use.objects.exists()


def test_the_table_that_went_out_changes_nothing_when_it_comes_in(nino: User) -> None:
    saved.write(RETURNS, by=nino, now=NOW)
    saved.write(Said("=1+1", "sum", {"en": "+995 is our number, @all\nline two"}), by=nino, now=NOW)
    before = list(SavedReply.objects.values())
    came = replies_csv.bring_in("".join(replies_csv.rows()).encode(), by=nino, now=NOW)
    assert (came.new, came.changed, came.same, came.left_out) == (0, 0, 2, ())
    assert list(SavedReply.objects.values()) == before


def test_a_table_brings_new_ones_changes_known_ones_and_says_what_it_left_out(nino: User) -> None:
    saved.write(Said("Hours", "open", {"en": "At ten."}), by=nino, now=NOW)
    table = "shortcut,title,text_en,text_ka\nopen,Hours,At nine.,ათზე\nback,Returns,Bring it,\n,,,\nx,X,{coupon},\n"
    came = replies_csv.bring_in(table.encode("utf-8-sig"), by=nino, now=NOW)
    assert (came.new, came.changed, came.same) == (1, 1, 0)
    [(row, why)] = came.left_out
    assert row == 5
    assert "coupon" in why
    assert SavedReply.objects.get(shortcut="open").texts == {"en": "At nine.", "ka": "ათზე"}


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a,b\n1,2\n", b"title,shortcut\nx,y\n", b'"unclosed'])
def test_what_is_no_table_is_refused(content: bytes, nino: User) -> None:
    with pytest.raises(replies_csv.NotATable):
        replies_csv.bring_in(content, by=nino, now=NOW)
