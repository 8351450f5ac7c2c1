"""Do the pages about privacy show what holds, and let each role do what is its own and no more?"""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from hafawa.kernel import clock
from hafawa.people import merging
from hafawa.people.models import Consent, Gift, Person
from hafawa.privacy import erasing, exporting, retention
from hafawa.privacy.models import Erasure, PersonExport, Removal, Retention, Terms, Wording
from hafawa.tasks.models import Task
from hafawa.team.models import AuditEntry, Role, User
from tests.web.conftest import House, colleague, signed_in

SAID = {
    "answer": "yes",
    "purpose": "care",
    "channel": "email",
    "language": "ka",
    "wording": "შეიძლება?",
    "source": "till",
}


def page_of(person: Person) -> str:
    return reverse("web:person_privacy", args=[person.pk])


def test_a_statement_is_written_down_and_shown_with_its_words(house: House, nino: Client) -> None:
    answer = nino.post(reverse("web:consent_record", args=[house.giorgi.pk]), SAID, follow=True)
    text = answer.content.decode()
    assert "შეიძლება?" in text
    assert f'href="#said-{Consent.objects.get().pk}"' in text
    assert Consent.objects.get().by_person


def test_a_statement_without_words_is_not_written_down(house: House, nino: Client) -> None:
    answer = nino.post(reverse("web:consent_record", args=[house.giorgi.pk]), SAID | {"wording": ""})
    assert answer.status_code == 422
    assert not Consent.objects.exists()


def test_a_withdrawal_is_one_more_statement(house: House, nino: Client) -> None:
    for said in ("yes", "no"):
        nino.post(reverse("web:consent_record", args=[house.giorgi.pk]), SAID | {"answer": said})
    assert [c.granted for c in Consent.objects.all()] == [True, False]
    assert (
        'data-tone="ok"'
        not in nino.get(page_of(house.giorgi)).content.decode().split("<tbody>")[1].split("</tbody>")[0]
    )


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("consent_record", Role.AGENT),
        ("gift_add", Role.AGENT),
        ("export_ask", Role.MANAGER),
        ("person_erase", Role.OWNER),
    ],
)
def test_a_role_does_what_is_its_own(house: House, name: str, allowed: str) -> None:
    order = [Role.VIEWER, Role.AGENT, Role.MANAGER, Role.OWNER]
    someone = colleague(Role.VIEWER)
    for role in order:
        User.objects.filter(pk=someone.pk).update(role=role)
        client = signed_in(User.objects.get(pk=someone.pk))
        answer = client.post(reverse(f"web:{name}", args=[house.layla.pk]), {"language": "en"})
        assert (answer.status_code == 403) == (order.index(role) < order.index(allowed)), role


@pytest.mark.parametrize("name", ["retention_keep", "terms_keep"])
def test_only_the_owner_says_how_long_things_are_kept(house: House, name: str) -> None:
    assert signed_in(colleague(Role.MANAGER)).post(reverse(f"web:{name}"), {"messages": 1}).status_code == 403
    assert not Retention.objects.exists()


def test_a_copy_is_made_in_the_background_and_fetched_with_a_note_of_it(house: House, nino: Client) -> None:
    nino.post(reverse("web:export_ask", args=[house.layla.pk]), {"language": "ar"})
    made = PersonExport.objects.get()
    assert Task.objects.filter(function=exporting.MAKE, args=[made.pk]).exists()
    row = nino.get(reverse("web:export_state", args=[made.pk])).content.decode()
    assert "every 1s" in row
    assert nino.post(reverse("web:export_fetch", args=[made.pk])).status_code == 422
    exporting.make(made, now=clock.now())
    row = nino.get(reverse("web:export_state", args=[made.pk])).content.decode()
    assert "every 1s" not in row
    answer = nino.post(reverse("web:export_fetch", args=[made.pk]))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert 'dir="rtl"' in archive.read("index.html").decode()
    assert AuditEntry.objects.get(what="privacy.export_fetched").by == house.owner


def test_an_erasure_shows_first_what_would_go_and_asks_for_the_name(house: House, nino: Client) -> None:
    to = reverse("web:person_erase", args=[house.layla.pk])
    text = nino.get(to).content.decode()
    assert house.layla.name in text
    assert "Order placed" in text
    assert nino.post(to, {"typed": "somebody else"}).status_code == 422
    assert not Erasure.objects.exists()
    assert nino.post(to, {"typed": house.layla.name}).status_code == 302
    assert "Call it off" in nino.get(page_of(house.layla)).content.decode()
    assert "are to be erased" in nino.get(reverse("web:person", args=[house.layla.pk])).content.decode()


def test_it_is_called_off_from_either_page(house: House, nino: Client) -> None:
    for path in (page_of(house.layla), reverse("web:privacy_settings")):
        asked = erasing.ask(house.layla.pk, typed=house.layla.name, by=house.owner, now=clock.now())
        assert reverse("web:erasure_call_off", args=[asked.pk]) in nino.get(path).content.decode()
        nino.post(reverse("web:erasure_call_off", args=[asked.pk]))
        asked.refresh_from_db()
        assert asked.state == "called_off"


def test_the_certificate_is_fetched_from_the_settings(house: House, nino: Client) -> None:
    asked = erasing.ask(house.layla.pk, typed=house.layla.name, by=house.owner, now=clock.now() - timedelta(days=2))
    erasing.carry_out(asked, now=clock.now())
    to = reverse("web:erasure_certificate", args=[asked.pk])
    assert to in nino.get(reverse("web:privacy_settings")).content.decode()
    assert json.loads(nino.get(to).content)["number"] == asked.pk
    assert nino.get(reverse("web:person", args=[house.layla.pk])).status_code == 404
    assert nino.get("/").status_code == 200  # Today goes on without them


def test_a_dry_run_is_shown_and_changes_nothing(house: House, nino: Client) -> None:
    answer = nino.post(reverse("web:retention_try"), {"messages": "1"})
    assert "This only counted" in answer.content.decode()
    assert not Retention.objects.exists()
    assert nino.post(reverse("web:retention_try"), {"messages": "0"}).status_code == 422


def test_terms_are_kept_and_what_went_is_listed(house: House, nino: Client) -> None:
    nino.post(reverse("web:retention_keep"), {"messages": "24"})
    nino.post(reverse("web:terms_keep"), {"erase_after_hours": "0", "export_days": "3"})
    assert retention.months()["messages"] == 24
    assert Terms.get().export_days == 3
    now = clock.now()
    Removal.objects.create(kind="messages", removed=1234, before=now, at=now)
    assert "1,234" in nino.get(reverse("web:privacy_settings")).content.decode()


def test_own_words_are_added_and_retired(house: House, nino: Client) -> None:
    nino.post(reverse("web:wording_add"), {"purpose": "care", "language": "ar", "text": "هل نطمئن عليك؟"})
    assert "هل نطمئن عليك؟" in nino.get(reverse("web:privacy_settings")).content.decode()
    nino.post(reverse("web:wording_retire", args=[Wording.objects.get().pk]))
    assert "هل نطمئن عليك؟" not in nino.get(reverse("web:privacy_settings")).content.decode()


def test_the_log_is_fetched_as_a_table(house: House, nino: Client) -> None:
    nino.post(reverse("web:consent_record", args=[house.giorgi.pk]), SAID)
    whole = nino.post(reverse("web:consent_log"))
    one = nino.get(reverse("web:consent_csv", args=[house.giorgi.pk]))
    for answer in (whole, one):
        assert "შეიძლება?" in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert AuditEntry.objects.filter(what="privacy.consent_log_taken", by=house.owner).count() == 1
    text = b"".join(nino.get(reverse("web:consent_csv", args=[house.layla.pk])).streaming_content)  # type: ignore[attr-defined]
    assert "შეიძლება?".encode() not in text


def test_all_that_is_remembered_leaves_as_a_table_and_that_is_noted(house: House, nino: Client) -> None:
    detail = {"text": "no nuts", "audience": "never_show", "source": "said"}
    nino.post(reverse("web:detail_add", args=[house.layla.pk]), detail)
    assert nino.get(reverse("web:details_taken")).status_code == 405
    text = b"".join(nino.post(reverse("web:details_taken")).streaming_content).decode()  # type: ignore[attr-defined]
    assert "email:layla@example.com" in text
    assert "no nuts" in text
    assert AuditEntry.objects.filter(what="people.details_taken", by=house.owner).count() == 1
    assert signed_in(colleague(Role.AGENT)).post(reverse("web:details_taken")).status_code == 403
    assert AuditEntry.objects.filter(what="people.details_taken").count() == 1


def test_a_gift_is_remembered_for_the_giver_and_not_seen_by_whom_it_is_for(house: House, nino: Client) -> None:
    given = {"what": "a copper pot", "recipient": "layla@example.com", "occasion": "Eid", "is_surprise": "on"}
    answer = nino.post(reverse("web:gift_add", args=[house.giorgi.pk]), given, HTTP_HX_REQUEST="true")
    assert "a copper pot" in answer.content.decode()
    assert Gift.objects.get().recipient == house.layla
    assert "a copper pot" in nino.get(reverse("web:person", args=[house.giorgi.pk])).content.decode()
    assert "a copper pot" not in nino.get(reverse("web:person", args=[house.layla.pk])).content.decode()
    nino.post(reverse("web:gift_forget", args=[Gift.objects.get().pk]))
    assert not Gift.objects.exists()


def test_a_viewer_sees_and_is_told_who_may_do_more(house: House) -> None:
    text = signed_in(colleague(Role.VIEWER)).get(page_of(house.layla)).content.decode()
    assert "Only the owner can have somebody erased." in text
    assert "Write down what they said" not in text
    assert User.objects.count() >= 2


def test_a_detail_can_be_a_surprise_for_somebody_we_know(house: House, nino: Client) -> None:
    to = reverse("web:detail_add", args=[house.giorgi.pk])
    said = {"text": "plans a party", "source": "said", "audience": "may_say", "secret_from": "nobody at all"}
    assert nino.post(to, said).status_code == 422
    nino.post(to, said | {"secret_from": house.layla.name})
    kept = house.giorgi.details.get()
    assert (kept.secret_from, kept.audience) == (house.layla, "know")
    assert "A surprise for" in nino.get(reverse("web:person", args=[house.giorgi.pk])).content.decode()


def test_an_erasure_confirmed_on_a_page_from_before_a_merge_is_not_started(house: House, nino: Client) -> None:
    to = reverse("web:person_erase", args=[house.layla.pk])
    page = nino.get(to).content.decode()
    assert f'name="previewed" value="{house.layla.pk}"' in page
    merging.merge(house.layla.pk, house.giorgi.pk, by=house.owner, now=clock.now())
    answer = nino.post(to, {"typed": house.layla.name, "previewed": str(house.layla.pk)})
    assert answer.status_code == 422
    assert "Nothing was started" in answer.content.decode()
    assert not Erasure.objects.exists()
    assert nino.post(to, {"typed": house.layla.name, "previewed": "1,x"}).status_code == 422


def test_a_state_set_aside_is_told_where_backups_are_and_where_somebody_is_erased(
    house: House, nino: Client, data_folder: Path
) -> None:
    (data_folder / "before-restore-20261101-120000").mkdir()
    assert "The state from before" in nino.get(reverse("web:backups")).content.decode()
    page = nino.get(reverse("web:person_erase", args=[house.layla.pk])).content.decode()
    assert "1 earlier state" in page
