"""Pairs side by side, a preview before two become one, and the way back from each decision."""

from __future__ import annotations

from django.test import Client

from hafawa.kernel import clock
from hafawa.people import actions, belonging, clusters, likely
from hafawa.people.models import Company, HouseholdMember, Merge, NotSame, Person, Relation
from hafawa.team.models import AuditEntry, Role
from hafawa.timeline import log
from hafawa.timeline.events import OrderPlaced
from tests.web.conftest import House, colleague, signed_in


def twin(house: House) -> Person:
    """Layla once more, by another spelling and a number."""
    now = clock.now()
    made, _ = actions.find_or_make(
        [("phone", "+962790000001", "0790000001")], name="Layla Haddad", language="", now=now
    )
    log.append(
        log.Entry(OrderPlaced(ref="T-1", amount_minor=500, currency="GEL"), now, "test", "twin", made.pk), now=now
    )
    likely.refresh(now=now)
    return made


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_pair_the_page_says_what_it_looks_at(nino: Client, house: House) -> None:
    assert "Nobody seems to be here twice" in page(nino, "/people/alike/")


def test_a_pair_stands_side_by_side_with_its_reasons_and_is_announced_on_the_list(nino: Client, house: House) -> None:
    twin(house)
    found = page(nino, "/people/alike/")
    assert "One person?" in found
    assert "Both names read as" in found
    assert "perhaps here twice" in page(nino, "/people/")


def test_a_merge_is_previewed_made_and_taken_apart_from_the_persons_page(nino: Client, house: House) -> None:
    other = twin(house)
    path = f"/people/{house.layla.pk}/merge/{other.pk}/"
    preview = page(nino, path)
    assert "The names differ" in preview
    assert not Merge.objects.exists()
    nino.post(path)
    merge = Merge.objects.get()
    assert (merge.kept_id, merge.absorbed_id) == (house.layla.pk, other.pk)
    found = page(nino, f"/people/{house.layla.pk}/")
    assert "Merged with" in found
    assert "T-1" in found
    assert "0790000001" in found
    nino.post(f"/merges/{merge.pk}/take-apart/")
    assert clusters.ids_of(other.pk) == [other.pk]
    assert "T-1" not in page(nino, f"/people/{house.layla.pk}/")


def test_the_page_of_whoever_was_merged_leads_to_the_one_kept(nino: Client, house: House) -> None:
    other = twin(house)
    nino.post(f"/people/{house.layla.pk}/merge/{other.pk}/")
    answer = nino.get(f"/people/{other.pk}/?evidence=1")
    assert answer.status_code == 302
    assert answer["Location"] == f"/people/{house.layla.pk}/?evidence=1"
    assert "0790000001" in page(nino, "/people/?q=0790000001")
    assert f"/people/{other.pk}/" not in page(nino, "/people/?q=Haddad")


def test_never_match_takes_the_pair_away_and_can_be_taken_back(nino: Client, house: House) -> None:
    other = twin(house)
    nino.post(f"/people/alike/{house.layla.pk}/{other.pk}/never/")
    assert "One person?" not in page(nino, "/people/alike/")
    assert nino.post(f"/people/{house.layla.pk}/merge/{other.pk}/").status_code == 422
    nino.post("/people/alike/take-back/", {"said": NotSame.objects.get().pk})
    assert "One person?" in page(nino, "/people/alike/")


def test_a_household_is_noted_and_the_pair_is_not_suggested_again(nino: Client, house: House) -> None:
    other = twin(house)
    nino.post(f"/people/alike/{house.layla.pk}/{other.pk}/household/")
    assert HouseholdMember.objects.count() == 2
    assert "One person?" not in page(nino, "/people/alike/")
    assert "Layla Haddad" in page(nino, f"/people/{house.layla.pk}/")


def test_a_relation_is_said_once_and_read_from_both_sides(nino: Client, house: House) -> None:
    path = f"/people/{house.layla.pk}/near/"
    said = {"who": "giorgi@example.com", "kind": "parent", "source": "said", "audience": "know"}
    nino.post(path, said)
    assert "Mother or father" in page(nino, f"/people/{house.layla.pk}/")
    assert "Son or daughter" in page(nino, f"/people/{house.giorgi.pk}/")
    nino.post(f"/people/{house.giorgi.pk}/near/", {**said, "who": "layla@example.com", "kind": "child"})
    assert Relation.objects.count() == 1


def test_words_that_mean_several_people_offer_them_and_nobody_is_said(nino: Client, house: House) -> None:
    for n in range(2):
        actions.find_or_make([("email", f"t{n}@example.com", "")], name="Tamar Kiknadze", language="", now=clock.now())
    path = f"/people/{house.layla.pk}/near/"
    said = {"who": "Tamar", "kind": "friend", "source": "said", "audience": "know"}
    answer = nino.post(path, said)
    assert answer.status_code == 422
    assert answer.content.decode().count('name="chosen"') == 2
    nino.post(path, {**said, "chosen": Person.objects.filter(name="Tamar Kiknadze")[0].pk})
    assert Relation.objects.count() == 1
    assert "Nobody by that name" in nino.post(path, {**said, "who": "zzz"}).content.decode()


def test_a_company_is_one_however_it_is_spelt_and_a_removed_tie_comes_back(nino: Client, house: House) -> None:
    for who, company in ((house.layla, "ACME  Trading"), (house.giorgi, "acme trading")):
        nino.post(f"/people/{who.pk}/company/", {"company": company, "role": "Buyer"})
    assert Company.objects.count() == 1
    job = belonging.jobs([house.layla.pk])[0]
    gone = nino.post(f"/people/{house.layla.pk}/around/company/{job.pk}/remove/", headers={"hx-request": "true"})
    assert not belonging.jobs([house.layla.pk])
    kept = gone.content.decode().split('name="kept" value="')[1].split('"')[0]
    nino.post("/around/restore/", {"kept": kept})
    assert belonging.jobs([house.layla.pk])[0].role == "Buyer"
    assert nino.post("/around/restore/", {"kept": "forged"}).status_code == 404


def test_who_looks_only_decides_nothing(house: House) -> None:
    other = twin(house)
    viewer = signed_in(colleague(Role.VIEWER))
    assert viewer.get("/people/alike/").status_code == 403  # its reasons name addresses and numbers
    assert viewer.post(f"/people/{house.layla.pk}/merge/{other.pk}/").status_code == 403
    assert not AuditEntry.objects.filter(what="people.merged").exists()


def test_one_person_is_asked_about_on_a_page_of_their_own(nino: Client, house: House) -> None:
    twin(house)
    assert "Layla Haddad" in page(nino, f"/people/{house.layla.pk}/alike/")
    assert "Nobody here is like them" in page(nino, f"/people/{house.margaret.pk}/alike/")
