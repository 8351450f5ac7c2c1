"""One-time links: once, 48 hours, never blank, never two."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hafawa.team import links, members
from hafawa.team.actions import PasswordTooWeak
from hafawa.team.models import OneTimeLink, Role, User

NOW = datetime(2026, 3, 1, tzinfo=UTC)
WORDS = "a long sentence of words"


@pytest.fixture
def nino(db: None) -> User:
    return User.objects.create_user(email="nino@example.com", password=WORDS, name="Nino", role=Role.OWNER)


def test_weak_tokens_one_time_48_hours_blank_refused_revoked(nino: User) -> None:
    """Threat row "Weak tokens (blank, reused, immortal)"."""
    _link, token = members.invite(email="luka@example.com", role=Role.AGENT, by=nino, now=NOW)
    assert len(token) >= 43, "256 bits"
    assert token not in str(OneTimeLink.objects.values_list()), "only the digest is kept"
    for bad in ("", " ", token[:-1], token + "x", token.upper()):
        with pytest.raises(links.LinkDead):
            links.find(bad, kind="invite", now=NOW)
    with pytest.raises(links.LinkDead):
        links.find(token, kind="password", now=NOW)  # a link for one thing opens no other
    with pytest.raises(links.LinkDead):
        links.find(token, kind="invite", now=NOW + timedelta(hours=48))
    assert links.find(token, kind="invite", now=NOW + timedelta(hours=47, minutes=59))
    members.join(token, name="Luka", password=WORDS, language="en", now=NOW)
    with pytest.raises(links.LinkDead):
        members.join(token, name="Luka", password=WORDS, language="en", now=NOW)


def test_a_newer_link_ends_the_one_before(nino: User) -> None:
    _link, first = members.invite(email="luka@example.com", role=Role.AGENT, by=nino, now=NOW)
    _link, second = members.invite(email="Luka@example.com ", role=Role.VIEWER, by=nino, now=NOW)
    with pytest.raises(links.LinkDead):
        links.find(first, kind="invite", now=NOW)
    assert members.join(second, name="Luka", password=WORDS, language="ka", now=NOW).role == Role.VIEWER


def test_a_password_that_is_too_weak_does_not_use_the_link_up(nino: User) -> None:
    _link, token = members.invite(email="luka@example.com", role=Role.AGENT, by=nino, now=NOW)
    with pytest.raises(PasswordTooWeak):
        members.join(token, name="Luka", password="short", language="en", now=NOW)
    assert members.join(token, name="Luka", password=WORDS, language="en", now=NOW).pk


def test_an_invitation_taken_back_opens_nothing(nino: User) -> None:
    link, token = members.invite(email="luka@example.com", role=Role.AGENT, by=nino, now=NOW)
    members.take_back(link, by=nino, now=NOW)
    with pytest.raises(links.LinkDead):
        members.join(token, name="Luka", password=WORDS, language="en", now=NOW)


def test_a_changed_password_ends_sessions_tokens_and_links(nino: User) -> None:
    before, epoch = nino.get_session_auth_hash(), nino.access_epoch
    link = members.password_link(nino, by=None, now=NOW)
    members.change_password(nino, present=WORDS, new="another long sentence", now=NOW)
    assert nino.get_session_auth_hash() != before
    assert nino.access_epoch == epoch + 1, "tokens remember the epoch they were made in"
    with pytest.raises(links.LinkDead):
        members.set_password(link, password="a third long sentence", now=NOW)


def test_one_who_is_out_cannot_come_back_by_a_link(nino: User) -> None:
    luka = User.objects.create_user(email="luka@example.com", password=WORDS, name="Luka", role=Role.AGENT)
    token = members.password_link(luka, by=nino, now=NOW)
    members.deactivate(luka, by=nino, now=NOW)
    with pytest.raises(links.LinkDead):
        members.set_password(token, password="another long sentence", now=NOW)
