"""The team's page and who did what."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hafawa.conversations.composing.models import SavedReply
from hafawa.kernel import clock
from hafawa.kernel.csv_out import unguard
from hafawa.people.models import Person
from hafawa.tasks.models import Task
from hafawa.team import audit, members, tokens
from hafawa.team.models import AuditEntry, OneTimeLink, Role, Shop, User
from hafawa.web.words.audit import ACTS
from tests.conftest import ROOT
from tests.web.conftest import PASSWORD, colleague, signed_in


@pytest.fixture
def fresh(owner: User) -> Client:
    """The owner, who has just shown the password."""
    client = signed_in(owner)
    client.post("/again/", {"password": PASSWORD})
    return client


def test_an_invitation_is_shown_once_and_lists_who_is_awaited(fresh: Client) -> None:
    answer = fresh.post(reverse("web:team_invite"), {"email": "Luka@Finjan.example", "role": "agent"})
    link = re.search(r'value="http://testserver(/join/[^"]+)"', answer.content.decode())
    assert link
    page = fresh.get(reverse("web:team")).content.decode()
    assert "luka@finjan.example" in page
    assert link[1] not in page
    fresh.post(reverse("web:team_take_back", args=[OneTimeLink.objects.get().pk]))
    assert Client().get(link[1]).status_code == 422


@pytest.mark.parametrize(
    ("email", "role"), [("", "agent"), ("x", "agent"), ("a@b.example", "king"), ("nino@finjan.example", "agent")]
)
def test_an_invitation_that_cannot_be_is_said_beside_its_field(fresh: Client, email: str, role: str) -> None:
    answer = fresh.post(reverse("web:team_invite"), {"email": email, "role": role})
    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
    assert not OneTimeLink.objects.exists()


def test_a_manager_cannot_invite_an_owner_by_writing_the_form_anew(owner: User) -> None:
    client = signed_in(colleague(Role.MANAGER))
    client.post("/again/", {"password": PASSWORD})
    for role in ("owner", "manager"):
        assert client.post(reverse("web:team_invite"), {"email": "a@b.example", "role": role}).status_code == 422
    assert not OneTimeLink.objects.exists()
    assert client.post(reverse("web:team_role", args=[owner.pk]), {"role": "viewer"}).status_code == 422
    owner.refresh_from_db()
    assert owner.role == Role.OWNER


def test_a_member_who_may_handle_nobody_sees_names_and_no_addresses(owner: User) -> None:
    page = signed_in(colleague(Role.AGENT)).get(reverse("web:team")).content.decode()
    assert "Nino" in page
    assert owner.email not in page
    assert "/role/" not in page


def test_the_shop_changes_hands(fresh: Client, owner: User) -> None:
    luka = colleague(Role.AGENT)
    fresh.post(reverse("web:team_hand_over", args=[luka.pk]))
    luka.refresh_from_db()
    owner.refresh_from_db()
    assert (luka.role, owner.role) == (Role.OWNER, Role.MANAGER)


def test_the_only_owner_reads_why_they_cannot_go(fresh: Client, owner: User) -> None:
    answer = fresh.post(reverse("web:team_deactivate", args=[owner.pk]))
    assert answer.status_code == 422
    assert "only owner" in answer.content.decode()


def test_who_needs_a_second_step_is_kept(fresh: Client) -> None:
    fresh.post(reverse("web:team_second_step"), {"roles": ["manager", "agent"]})
    assert Shop.get().second_step_roles == ["manager", "agent"]
    fresh.post(reverse("web:team_second_step"), {"roles": ["king"]})
    assert Shop.get().second_step_roles == ["manager", "agent"]


def test_who_did_what_can_be_narrowed_and_paged(owner: User, nino: Client) -> None:
    luka = colleague(Role.AGENT)
    for n in range(60):
        audit.note(by=luka, what="people.merged", about=f"person:{n}", now=clock.now())
    members.deactivate(luka, by=owner, now=clock.now())

    def lines(**asked: Any) -> list[str]:
        page = nino.get(reverse("web:audit"), asked).content.decode()
        return re.findall(r'<li class="noted">(.*?)</li>', page, re.DOTALL)

    assert len(lines()) == 50
    assert "Deactivated a colleague" in lines()[0]
    assert len(lines(before=AuditEntry.objects.order_by("-id")[49].pk)) == 11
    assert len(lines(about="person:7")) == 1
    assert len(lines(what="team.deactivated")) == 1
    assert len(lines(who=owner.pk)) == 1
    assert len(lines(who="x", what="<script>", about="y")) == 0


def test_who_did_what_is_told_with_names_and_says_what_is_gone(owner: User, nino: Client) -> None:
    now = clock.now()
    token, _key = tokens.make(user=owner, name="The till", scopes=["people:read"], days=1, by=owner, now=now)
    layla = Person.objects.create(name="ليلى", created_at=now)
    for about in (f"person:{layla.pk}", "person:999", "endpoint:7", "erasure:3", "shop:1"):
        audit.note(by=owner, what="shop.changed", about=about, now=now)
    page = nino.get(reverse("web:audit")).content.decode()
    lines = [re.sub(r"<[^>]+>", "", line) for line in re.findall(r'row-title">(.*?)</span>', page, re.DOTALL)]
    said = [line.partition(" · ")[2] for line in lines]
    assert said == [
        "The shop", "Erasure 3", "System that is told 7", "Person 999", "Person ليلى", "Key of a program The till",
    ]  # fmt: skip
    assert f"token:{token.pk}" not in page
    tokens.revoke(token, by=owner, now=now)
    assert "Key of a program <bdi>The till</bdi>" in nino.get(reverse("web:audit")).content.decode()


def test_who_did_what_is_told_in_words_and_not_in_names_of_the_code(owner: User, nino: Client) -> None:
    now = clock.now()
    reply = SavedReply.objects.create(
        title="Returns", shortcut="returns", text_en="Send it.", made_at=now, changed_at=now
    )
    for what, about, facts in (
        ("listening.corrected", "event:12", {"step": "feeling", "to": "mix", "from": "neg"}),
        ("listening.corrected", "event:12", {"step": "kind", "to": "yes", "from": "no", "kind": "complaint"}),
        ("listening.demand_decided", "demand:3", {"from": "open", "to": "done"}),
        ("boundaries.agreed", "person:1", {"step": "no_calls"}),
        ("routine.matter_added", "matter:opening_hours", {}),
        ("composing.reply_saved", f"saved_reply:{reply.pk}", {}),
        ("mail_doors.opened", "mail_door:1", {"kind": "mailgun"}),
        ("team.token_made", "token:1", {"scopes": ["people:read", "people:write", "events:read"]}),
        ("team.role_changed", "user:0", {"from": "agent", "to": "manager"}),
        ("shop.changed", "shop:1", {"changed": ["opens_at", "held_out_share"]}),
        ("privacy.retention_set", "", {"messages": 24}),
        ("backups.made", "backup:9", {"proof": "restored", "is_encrypted": True, "size_bytes": 1200}),
    ):
        audit.note(by=owner, what=what, about=about, facts=facts, now=now)
    page = re.sub(r"<[^>]+>|[\u2066-\u2069]", "", nino.get(reverse("web:audit")).content.decode())
    for words in (
        "Message 12", "Feeling: from Unhappy to Mixed", "Complaint: from no to yes", "Wish 3",
        "changed: from Open to Done", "step: No calls", "Routine question When are you open?", "Saved reply Returns",
        "service: Mailgun", "may: People, their keys and days: read and write, What happened: read",
        "changed: Opens at, Left alone to learn, in percent", "24 months", "encrypted: yes", "size in bytes: 1,200",
    ):  # fmt: skip
        assert words in page, words


def test_who_did_what_is_narrowed_to_a_kind_and_a_number(owner: User, nino: Client) -> None:
    for about in ("person:7", "person:71", "demand:7"):
        audit.note(by=owner, what="people.merged", about=about, now=clock.now())

    def told(**asked: str) -> int:
        return nino.get(reverse("web:audit"), asked).content.decode().count('<li class="noted">')

    assert [told(about="person"), told(about="person", number="7"), told(about="demand")] == [2, 1, 1]
    assert told(about="person:71") == 1, "as an address from before had it"
    assert told(number="7") == told(), "a number of nothing narrows nothing"


def test_who_did_what_leaves_as_csv_that_no_spreadsheet_runs(owner: User, nino: Client) -> None:
    owner.name = "=cmd()"
    owner.save()
    audit.note(by=owner, what="people.merged", about="person:1", facts={"with": 2}, now=clock.now())
    answer = nino.get(reverse("web:audit_csv"))
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0]["by"] == "'=cmd()"
    assert unguard(rows[0]["by"]) == "=cmd()"
    assert (rows[0]["what"], rows[0]["about"], rows[0]["facts"]) == ("people.merged", "person:1", '{"with": 2}')


def test_which_settings_were_changed_is_noted_without_what_they_say(nino: Client) -> None:
    from tests.web.test_settings import SHOP

    nino.post(reverse("web:settings"), SHOP)
    entry = AuditEntry.objects.get(what="shop.changed")
    assert "opens_at" in entry.facts["changed"]
    assert "other.example" not in str(entry.facts)
    nino.post(reverse("web:settings"), SHOP)
    assert AuditEntry.objects.filter(what="shop.changed").count() == 1, "the same again is no change"


@pytest.mark.parametrize(("server", "said"), [("locmem", "on its way"), ("smtp", "could not be sent")])
def test_a_link_is_mailed_or_the_page_says_that_it_was_not(
    fresh: Client, settings: Any, server: str, said: str
) -> None:
    settings.HAFAWA_MAIL_URL, settings.EMAIL_HOST, settings.EMAIL_PORT = "smtp://127.0.0.1:1", "127.0.0.1", 1
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{server}.EmailBackend"
    answer = fresh.post(reverse("web:team_invite"), {"email": "luka@finjan.example", "role": "agent"})
    page = answer.content.decode()
    assert said in page
    token = re.search(r"/join/([^/]+)/", page)
    assert token
    assert token[1] not in str(Task.objects.values_list()), "no token is kept in clear"


def test_every_act_that_is_noted_has_words() -> None:
    noted = {
        w for path in (ROOT / "hafawa").rglob("*.py") for w in re.findall(r'what="([a-z]+\.[a-z_]+)"', path.read_text())
    }
    assert "team.token_made" in noted
    assert not noted - set(ACTS)
