"""A colleague named in a note is told, if they may see it; and no note finds a way to a customer."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from hafawa.conversations import actions
from hafawa.conversations.composing import mentioning
from hafawa.team.models import Role, User
from hafawa.timeline.models import Event
from tests.conftest import ROOT
from tests.conversations.cast import NOW, colleague, gathered, person, writes


def named(text: str, *names: str) -> list[str]:
    team = [User(pk=n, name=name) for n, name in enumerate(names)]
    return [user.name for user in mentioning.named(text, team)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@Nino please look", ["Nino"]),
        ("ask @nino, and @Luka.", ["Nino", "Luka"]),
        ("@Nino Beridze knows her", ["Nino Beridze"]),
        ("mail nino@shop.example", []),
        ("@Ninoshka is a customer", []),
        ("@نينو انظر", ["نينو"]),
        ("იხილე @გიორგი!", ["გიორგი"]),
        ("Nino", []),
        ("@", []),
    ],
)
def test_a_name_counts_after_its_sign(text: str, expected: list[str]) -> None:
    assert named(text, "Nino", "Luka", "Nino Beridze", "نينو", "გიორგი") == expected


def test_of_two_with_one_name_both_are_told() -> None:
    assert named("@Nino", "Nino", "Nino") == ["Nino", "Nino"]


@pytest.mark.django_db
def test_who_is_named_is_told_once_and_not_who_wrote_it_nor_who_may_not_see_it() -> None:
    writes(person(), "Hello")
    nino, luka, zura = colleague("Nino"), colleague("Luka"), colleague("Zura", Role.VIEWER)
    note = actions.note(gathered(), "@Luka @Nino @Zura look", by=nino, now=NOW)
    told = mentioning.tell(note, by=nino, now=NOW)
    mentioning.tell(note, by=nino, now=NOW)
    assert (told.told, told.not_told) == ((luka,), (zura,))
    assert [mentioning.unseen(user).count() for user in (luka, nino, zura)] == [1, 0, 0]
    assert mentioning.seen(luka, now=NOW, key="mail:other") == 0
    assert mentioning.seen(luka, now=NOW, key="mail:1") == 1
    assert mentioning.unseen(luka).count() == 0
    assert [mention.note for mention in mentioning.of(luka)] == [note]


@pytest.mark.django_db
def test_a_note_writes_no_event_so_nothing_that_sends_or_tells_others_ever_meets_it() -> None:
    writes(person(), "Hello")
    before = list(Event.objects.values_list("pk", flat=True))
    note = actions.note(gathered(), "@Luka she is hard to please", by=colleague("Nino"), now=NOW)
    mentioning.tell(note, by=colleague("Luka"), now=NOW)
    assert list(Event.objects.values_list("pk", flat=True)) == before


SENDERS = ("hafawa.channels", "hafawa.webhooks", "hafawa.conversations.replying", "hafawa.conversations.ways")


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{name.name}" for name in node.names}
    return found


def test_what_keeps_notes_and_tells_of_them_knows_nothing_that_sends() -> None:
    keepers = [
        "conversations/models/note.py",
        "conversations/composing/mentioning.py",
        "conversations/composing/models.py",
    ]
    for name in keepers:
        reached = {i for i in _imports(ROOT / "hafawa" / name) if i.startswith(SENDERS)}
        assert not reached, name


def test_what_sends_knows_nothing_of_notes() -> None:
    folders = [ROOT / "hafawa" / "channels", ROOT / "hafawa" / "webhooks"]
    files = [*(p for f in folders for p in f.rglob("*.py")), ROOT / "hafawa/conversations/replying.py"]
    assert len(files) > 20
    for path in files:
        wrong = {i for i in _imports(path) if i.endswith((".Note", "models.note", ".mentioning"))}
        assert not wrong, path
