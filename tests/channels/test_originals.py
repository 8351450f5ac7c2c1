"""Is the original of every message found, the right one, whatever became of the file it lies in?"""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from hafawa.channels import originals
from hafawa.channels.importers import keeping, places, runs
from hafawa.channels.models import ImportRun, KeptMessage, Outgoing, RejectedRow
from hafawa.people.models import Identifier
from hafawa.privacy import erasing
from hafawa.tasks.models import Task
from hafawa.timeline.models import Event
from tests.channels.mail.rich import PHOTO, bring, event_of, rich

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SEPARATOR = b"From someone@example.org Tue Nov 10 09:30:00 2026\n"
WHO = ["layla", "nino", "giorgi", "layla"]


def letters() -> list[bytes]:
    """Four, two of Layla's; one has a line that an mbox writes with a mark before it."""
    return [
        rich(
            sender=f"{who} <{who}@example.org>",
            number=n,
            subject=f"letter {n}",
            words=f"From the start, {who}.\nلا يعمل {n}" * (n + 1),
            files=[PHOTO] if n % 2 else [],
        )
        for n, who in enumerate(WHO)
    ]


def mbox() -> bytes:
    return b"".join(SEPARATOR + raw.replace(b"\nFrom the", b"\n>From the") + b"\n" for raw in letters())


def plain(folder: Path) -> Path:
    (folder / "box.mbox").write_bytes(mbox())
    return folder / "box.mbox"


def packed(folder: Path) -> Path:
    (folder / "box.mbox.gz").write_bytes(gzip.compress(mbox()))
    return folder / "box.mbox.gz"


def zipped(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "box.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for n, raw in enumerate(letters()):
            archive.writestr(f"mail/{n}.eml", raw)
    return folder / "box.zip"


def foldered(folder: Path) -> Path:
    (folder / "box").mkdir()
    for n, raw in enumerate(letters()):
        (folder / "box" / f"{n}.eml").write_bytes(raw)
    return folder / "box"


FORMS = [plain, packed, zipped, foldered]
Form = Callable[[Path], Path]


@pytest.fixture(autouse=True)
def a_folder(settings: object, tmp_path: Path) -> None:
    settings.HAFAWA_DATA_DIR = tmp_path / "data"  # type: ignore[attr-defined]


def come(path: Path) -> ImportRun:
    run = runs.receive(path, name=path.name, by=None, now=NOW)
    if run.questions:
        run = runs.answer(run, {"us": "finjan.example"}, NOW)
    return runs.carry_out(run, now=NOW)


def body(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n").strip()


def found(event: Event) -> bytes:
    return originals.raw_of(event, now=NOW)


@pytest.mark.parametrize("form", FORMS)
def test_the_original_is_found_byte_for_byte_wherever_it_lies(form: Form, tmp_path: Path) -> None:
    run = come(form(tmp_path))
    for n, raw in enumerate(letters()):
        assert body(found(event_of(run, f"letter {n}"))) == body(raw)


@pytest.mark.parametrize("form", FORMS)
def test_erasure_takes_theirs_and_those_behind_are_found_where_they_moved(form: Form, tmp_path: Path) -> None:
    run = come(form(tmp_path))
    gone = event_of(run, "letter 3")
    person = Identifier.objects.get(value="layla@example.org").person
    asked = erasing.ask(person.pk, typed=person.name, by=None, now=NOW - timedelta(days=2))
    erasing.carry_out(asked, now=NOW)
    run.refresh_from_db()
    for n in (1, 2):
        assert body(found(event_of(run, f"letter {n}"))) == body(letters()[n])
    assert sorted(KeptMessage.objects.values_list("row_number", flat=True)) == [2, 3]
    with pytest.raises(originals.NotKept):
        found(gone)


@pytest.mark.parametrize("form", FORMS)
def test_a_place_that_is_wrong_is_found_anew(form: Form, tmp_path: Path) -> None:
    run = come(form(tmp_path))
    KeptMessage.objects.update(start=7, size=40, file="")
    for n, raw in enumerate(letters()):
        assert body(found(event_of(run, f"letter {n}"))) == body(raw)


def test_an_import_from_before_there_were_places_is_looked_through_once(tmp_path: Path) -> None:
    run = come(plain(tmp_path))
    KeptMessage.objects.all().delete()
    assert body(found(event_of(run, "letter 2"))) == body(letters()[2])
    assert KeptMessage.objects.filter(import_run=run).count() == 4


def test_a_large_file_is_looked_through_by_the_worker_and_nobody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = come(plain(tmp_path))
    KeptMessage.objects.all().delete()
    ImportRun.objects.filter(pk=run.pk).update(size_bytes=originals.AT_ONCE_BYTES + 1)
    with pytest.raises(originals.BeingLookedFor):
        found(event_of(run, "letter 2"))
    task = Task.objects.get(function="hafawa.channels.tasks.find_places")
    from hafawa.channels import tasks

    tasks.find_places(*task.args)
    assert body(found(event_of(run, "letter 2"))) == body(letters()[2])


def test_nothing_but_the_message_itself_is_ever_handed_out(tmp_path: Path) -> None:
    """A place that leads to another's letter is no place."""
    run = come(foldered(tmp_path))
    mine, other = event_of(run, "letter 0"), event_of(run, "letter 1")
    KeptMessage.objects.filter(key=places.key(mine.external_id)).update(file="1.eml")
    assert body(found(mine)) == body(letters()[0])
    assert body(found(other)) == body(letters()[1])


def test_a_place_outside_the_kept_folder_is_no_place(tmp_path: Path) -> None:
    run = come(foldered(tmp_path))
    (tmp_path / "data" / "secret.eml").write_bytes(letters()[0])
    KeptMessage.objects.update(file="../../../secret.eml")
    places_before = list(KeptMessage.objects.values_list("pk", flat=True))
    found(event_of(run, "letter 0"))
    assert not KeptMessage.objects.filter(pk__in=places_before).exists(), "it was not read there but looked for anew"


def test_the_same_letter_in_another_folder_is_found_too(tmp_path: Path) -> None:
    """What came first may go with its import's file; a copy that came later still has the bytes."""
    run = come(plain(tmp_path))
    bring(tmp_path, *letters(), now=NOW, name="again")
    event = event_of(run, "letter 2")
    keeping.path_of(run.path).unlink()
    assert body(found(event)) == body(letters()[2])


def test_where_its_time_was_over_it_says_so(tmp_path: Path) -> None:
    run = come(plain(tmp_path))
    keeping.path_of(run.path).unlink()
    ImportRun.objects.filter(pk=run.pk).update(gone_at=NOW)
    with pytest.raises(originals.NotKept, match="its time was over"):
        found(event_of(run, "letter 1"))


def test_what_was_sent_from_here_is_found_whether_or_not_a_copy_came_back(tmp_path: Path) -> None:
    run = come(plain(tmp_path))
    event = event_of(run, "letter 1")
    raw = found(event)
    KeptMessage.objects.all().delete()
    keeping.path_of(run.path).unlink()
    Outgoing.objects.create(
        ref=event.ref, message_id="x", external_id=event.external_id, raw=raw, made_at=NOW, due_at=NOW, until=NOW
    )
    assert found(event) == raw


def test_undoing_the_import_forgets_the_places(tmp_path: Path) -> None:
    run = come(plain(tmp_path))
    runs.undo(run, by=None, now=NOW)
    assert not KeptMessage.objects.exists()


@pytest.mark.parametrize("form", [plain, foldered])
def test_a_letter_that_could_not_be_read_is_handed_out_as_it_came(form: Form, tmp_path: Path) -> None:
    path = form(tmp_path)
    broken = b"To: support@finjan.example\nSubject: who am I\n\nno sender at all"
    if path.is_dir():
        (path / "5.eml").write_bytes(broken)
    else:
        path.write_bytes(path.read_bytes() + SEPARATOR + broken)
    come(path)
    row = RejectedRow.objects.get()
    assert body(b"".join(originals.raw_of_rejected(row))) == broken


def test_an_interrupted_import_notes_each_place_once(tmp_path: Path) -> None:
    run = come(plain(tmp_path))
    ImportRun.objects.filter(pk=run.pk).update(state="running", rows_read=0)
    run.refresh_from_db()
    runs.carry_out(run, now=NOW)
    assert KeptMessage.objects.count() == 4
    assert settings.HAFAWA_DATA_DIR
