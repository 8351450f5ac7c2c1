"""Who may make whom what; the shop always has an owner."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hafawa.team import members
from hafawa.team.models import AuditEntry, Role, User

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def team(db: None) -> dict[str, User]:
    return {
        str(role): User.objects.create_user(
            email=f"{role}@example.com", password="a long sentence", name=role, role=role
        )
        for role in Role
    }


def test_the_last_owner_can_neither_leave_nor_become_less(team: dict[str, User]) -> None:
    owner = team["owner"]
    with pytest.raises(members.LastOwner):
        members.deactivate(owner, by=owner, now=NOW)
    with pytest.raises(members.LastOwner):
        members.change_role(owner, Role.MANAGER, by=owner, now=NOW)
    members.change_role(team["agent"], Role.OWNER, by=owner, now=NOW)
    members.change_role(owner, Role.MANAGER, by=team["agent"], now=NOW)
    owner.refresh_from_db()
    assert owner.role == Role.MANAGER


def test_an_owner_who_is_out_does_not_count(team: dict[str, User]) -> None:
    members.change_role(team["agent"], Role.OWNER, by=team["owner"], now=NOW)
    members.deactivate(team["agent"], by=team["owner"], now=NOW)
    with pytest.raises(members.LastOwner):
        members.deactivate(team["owner"], by=team["owner"], now=NOW)


@pytest.mark.parametrize(
    ("by", "whom", "role", "may"),
    [
        ("manager", "agent", Role.VIEWER, True),
        ("manager", "agent", Role.MANAGER, False),
        ("manager", "agent", Role.OWNER, False),
        ("manager", "owner", Role.VIEWER, False),
        ("manager", "manager", Role.AGENT, False),
        ("agent", "viewer", Role.AGENT, False),
        ("viewer", "viewer", Role.OWNER, False),
        ("owner", "manager", Role.OWNER, True),
    ],
)
def test_nobody_gives_or_takes_what_is_not_theirs(
    team: dict[str, User], by: str, whom: str, role: str, may: bool
) -> None:
    if may:
        members.change_role(team[whom], role, by=team[by], now=NOW)
    else:
        with pytest.raises(members.NotYours):
            members.change_role(team[whom], role, by=team[by], now=NOW)
    assert (User.objects.get(pk=team[whom].pk).role == role) == (may or whom == role)


@pytest.mark.parametrize(
    "act", [members.deactivate, members.reactivate, members.password_link, members.drop_second_step]
)
def test_a_manager_handles_no_manager_and_no_owner(team: dict[str, User], act: object) -> None:
    for whom in ("manager", "owner"):
        with pytest.raises(members.NotYours):
            act(team[whom], by=team["manager"], now=NOW)  # type: ignore[operator]


def test_the_shop_is_handed_over_as_a_whole(team: dict[str, User]) -> None:
    members.hand_over(team["agent"], by=team["owner"], now=NOW)
    roles = dict(User.objects.values_list("email", "role"))
    assert (roles["agent@example.com"], roles["owner@example.com"]) == (Role.OWNER, Role.MANAGER)
    for by in ("owner", "manager"):
        team[by].refresh_from_db()
        with pytest.raises(members.NotYours):
            members.hand_over(team[by], by=team[by], now=NOW)


def test_every_act_on_the_team_is_noted_with_who_did_it(team: dict[str, User]) -> None:
    owner, luka = team["owner"], team["agent"]
    members.invite(email="new@example.com", role=Role.VIEWER, by=owner, now=NOW)
    members.change_role(luka, Role.MANAGER, by=owner, now=NOW)
    members.deactivate(luka, by=owner, now=NOW)
    members.reactivate(luka, by=owner, now=NOW)
    members.ask_second_step(["owner", "manager", "nonsense"], by=owner, now=NOW)
    noted = [(e.what, e.about, e.by_name) for e in AuditEntry.objects.order_by("id")]
    assert [what for what, *_ in noted] == [
        "team.invited", "team.role_changed", "team.deactivated", "team.reactivated", "team.second_step_asked",
    ]  # fmt: skip
    assert {by for *_, by in noted} == {"owner"}
    assert noted[1][1] == f"user:{luka.pk}"
    assert "new@example.com" not in str(AuditEntry.objects.values_list())


def test_doing_it_twice_is_noted_once(team: dict[str, User]) -> None:
    for _time in range(2):
        members.deactivate(team["agent"], by=team["owner"], now=NOW)
        members.change_role(team["viewer"], Role.AGENT, by=team["owner"], now=NOW)
    assert AuditEntry.objects.count() == 2
