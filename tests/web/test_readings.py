"""Does the panel say how a message was read, and does one click correct it, for what rests on it too, until undone?"""

from __future__ import annotations

import pytest
from django.test import Client

from hafawa import flow
from hafawa.kernel import clock
from hafawa.listening import annotate, door
from hafawa.listening.models import Annotation, Correction
from hafawa.listening.rules import RuleReader
from hafawa.team.models import AuditEntry, Role
from tests.web.conftest import House, colleague, signed_in

HTMX = {"HTTP_HX_REQUEST": "true"}


class Another(RuleReader):
    """The rules by another name."""

    version = "rules-99"


def of_margaret(house: House) -> int:
    return Annotation.objects.get(event__person=house.margaret).event_id


def correct(browser: Client, event_id: int, **said: str) -> str:
    answer = browser.post(f"/readings/{event_id}/correct/", said, **HTMX)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_words_that_decided_are_marked_in_the_text(house: House, nino: Client) -> None:
    shown = nino.get(f"/readings/{of_margaret(house)}/", **HTMX).content.decode()
    assert "<mark" in shown
    assert "disappointed" in shown.lower()


def test_every_message_of_the_story_leads_to_how_it_was_read(house: House, nino: Client) -> None:
    page = nino.get(f"/people/{house.margaret.pk}/").content.decode()
    assert f"/readings/{of_margaret(house)}/" in page


def test_a_correction_holds_at_once_and_names_who_made_it(house: House, nino: Client) -> None:
    event_id = of_margaret(house)
    shown = correct(nino, event_id, what="feeling", value="pos")
    assert Annotation.objects.get(event_id=event_id).feeling == 0.8
    assert "Nino" in shown


def test_undo_brings_back_what_was_read(house: House, nino: Client) -> None:
    event_id = of_margaret(house)
    before = Annotation.objects.get(event_id=event_id)
    correct(nino, event_id, what="kind", said="complaint:no")
    assert not Annotation.objects.get(event_id=event_id).is_complaint
    nino.post(f"/corrections/{Correction.objects.get().pk}/undo/", **HTMX)
    after = Annotation.objects.get(event_id=event_id)
    assert (after.is_complaint, after.kinds, after.bad_kind) == (before.is_complaint, before.kinds, before.bad_kind)


def test_a_correction_outlives_another_reader(house: House, nino: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    event_id = of_margaret(house)
    correct(nino, event_id, what="kind", said="complaint:no")
    monkeypatch.setattr(door, "READER", Another())
    annotate.rebuild(clock.now())
    row = Annotation.objects.get(event_id=event_id)
    assert row.version == "rules-99"
    assert not row.is_complaint


def test_standing_follows_a_correction(house: House, nino: Client) -> None:
    house.margaret.refresh_from_db()
    assert house.margaret.standing.row["strikes"] >= 1
    correct(nino, of_margaret(house), what="feeling", value="pos")
    correct(nino, of_margaret(house), what="kind", said="complaint:no")
    assert flow.is_anything_new()
    flow.live(clock.now())
    house.margaret.refresh_from_db()
    assert Annotation.objects.get(event_id=of_margaret(house)).is_complaint is False


def test_who_corrected_what_is_noted_without_words_of_the_customer(house: House, nino: Client) -> None:
    event_id = of_margaret(house)
    correct(nino, event_id, what="feeling", value="neu")
    entry = AuditEntry.objects.get(what="listening.corrected")
    assert (entry.about, entry.facts["to"]) == (f"event:{event_id}", "neu")


def test_saying_it_twice_says_it_once(house: House, nino: Client) -> None:
    for _ in range(2):
        correct(nino, of_margaret(house), what="feeling", value="neu")
    assert Correction.objects.count() == 1


@pytest.mark.parametrize(
    "said",
    [
        {"what": "feeling", "value": "furious"},
        {"what": "kind", "said": "nonsense:yes"},
        {"what": "found", "value": "no"},
        {"what": "event_id", "value": "1"},
        {},
    ],
)
def test_what_no_message_can_be_is_refused_in_words(house: House, nino: Client, said: dict[str, str]) -> None:
    answer = nino.post(f"/readings/{of_margaret(house)}/correct/", said)
    assert "nothing was changed" in answer.content.decode()
    assert not Correction.objects.exists()


def test_a_viewer_sees_the_reading_and_corrects_nothing(house: House) -> None:
    viewer = signed_in(colleague(Role.VIEWER))
    event_id = of_margaret(house)
    assert "/correct/" not in viewer.get(f"/readings/{event_id}/").content.decode()
    assert viewer.post(f"/readings/{event_id}/correct/", {"what": "feeling", "value": "pos"}).status_code == 403
