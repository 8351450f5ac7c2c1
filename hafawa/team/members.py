"""Who joins, who may do what, who leaves? Each verb is one transaction, is noted, and leaves an owner in the shop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from hafawa.kernel import locks
from hafawa.kernel.errors import Refused
from hafawa.team import audit, links
from hafawa.team.actions import check_password
from hafawa.team.models import LinkKind, OneTimeLink, Role, Shop, User
from hafawa.team.permissions import Level, level_of

OWNERS = "team.owners"  # whoever changes who owns the shop waits for the one before


class NotYours(Refused):
    """Somebody of their own level or above, or a role above what they may give."""


class LastOwner(Refused):
    """Without this one nobody would own the shop."""


class AlreadyHere(Refused):
    """There is a member with this address."""


def may_handle(by: User, role: str) -> bool:
    """Whether `by` may invite, change and send away those who are `role`: an owner all, a manager those below."""
    level = level_of(by)
    return level >= Level.OWNER or (level >= Level.MANAGER and Role(role) in {Role.AGENT, Role.VIEWER})


class WrongPassword(Refused):
    """The present password was not given rightly."""


def invite(*, email: str, role: str, by: User, now: datetime) -> tuple[OneTimeLink, str]:
    """An invitation and the token of its link. Raises AlreadyHere, NotYours."""
    _check_may(by, role)
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise AlreadyHere(_("Someone with this email address is in the team already. Nothing was changed."))
    with transaction.atomic():
        link, token = links.make(kind=LinkKind.INVITE, email=email, role=role, by=by, now=now)
        audit.note(by=by, what="team.invited", about=f"link:{link.pk}", facts={"role": role}, now=now)
    return link, token


def take_back(link: OneTimeLink, *, by: User, now: datetime) -> None:
    """The invitation opens nothing any more."""
    _check_may(by, link.role)
    with transaction.atomic():
        if links.end_all_of(link.email, now=now):
            audit.note(by=by, what="team.invitation_taken_back", about=f"link:{link.pk}", now=now)


def join(token: str, *, name: str, password: str, language: str, now: datetime) -> User:
    """The invited one becomes a member and may sign in. Raises LinkDead, PasswordTooWeak; then nothing is used up."""
    check_password(password)
    with transaction.atomic():
        link = links.use(token, kind=LinkKind.INVITE, now=now)
        if User.objects.filter(email=link.email).exists():
            raise AlreadyHere(_("Someone with this email address is in the team already. Sign in instead."))
        user = User.objects.create_user(
            email=link.email, password=password, name=name, role=link.role, language=language
        )
        audit.note(by=user, what="team.joined", about=f"user:{user.pk}", facts={"role": link.role}, now=now)
    return user


def change_role(user: User, role: str, *, by: User, now: datetime) -> None:
    """`user` may do what `role` may, at once. Raises NotYours, LastOwner."""
    _check_may(by, user.role)
    _check_may(by, role)
    with transaction.atomic():
        locks.in_turn(OWNERS)
        if Role(role) is not Role.OWNER:
            _keep_an_owner(besides=user)
        was = User.objects.filter(pk=user.pk).values_list("role", flat=True).get()
        if was != role:
            User.objects.filter(pk=user.pk).update(role=role)
            facts = {"from": was, "to": role}
            audit.note(by=by, what="team.role_changed", about=f"user:{user.pk}", facts=facts, now=now)
    user.role = role


def deactivate(user: User, *, by: User, now: datetime) -> None:
    """`user` is out at once: sessions, tokens and links of theirs end; what they noted stays. Raises as change_role."""
    _check_may(by, user.role)
    with transaction.atomic():
        locks.in_turn(OWNERS)
        _keep_an_owner(besides=user)
        if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
            end_access(user, now=now)
            audit.note(by=by, what="team.deactivated", about=f"user:{user.pk}", now=now)


def reactivate(user: User, *, by: User, now: datetime) -> None:
    """`user` may sign in again, as they were."""
    _check_may(by, user.role)
    with transaction.atomic():
        if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
            audit.note(by=by, what="team.reactivated", about=f"user:{user.pk}", now=now)


def hand_over(to: User, *, by: User, now: datetime) -> None:
    """`to` owns the shop, and `by` becomes a manager. Raises NotYours where `to` is out or `by` is no owner."""
    with transaction.atomic():
        locks.in_turn(OWNERS)
        now_so = User.objects.in_bulk([to.pk, by.pk])
        giver, taker = now_so.get(by.pk), now_so.get(to.pk)
        if giver is None or taker is None or giver == taker or level_of(giver) < Level.OWNER or not taker.is_active:
            raise NotYours(_("Only an owner can hand the shop over, and only to someone who is in the team."))
        User.objects.filter(pk=taker.pk).update(role=Role.OWNER)
        User.objects.filter(pk=giver.pk).update(role=Role.MANAGER)
        audit.note(by=by, what="team.handed_over", about=f"user:{to.pk}", now=now)


def password_link(user: User, *, by: User | None, now: datetime) -> str:
    """The token of a link with which `user` sets a new password; `by` None: they asked themselves, by mail."""
    if by is not None:
        _check_may(by, user.role)
    with transaction.atomic():
        _link, token = links.make(kind=LinkKind.PASSWORD, email=user.email, by=by, now=now)
        audit.note(by=by, what="team.password_link_made", about=f"user:{user.pk}", now=now)
    return token


def set_password(token: str, *, password: str, now: datetime) -> User:
    """Who has the link signs in with `password` from now on; everything signed in before ends. As `join` raises."""
    check_password(password)
    with transaction.atomic():
        link = links.use(token, kind=LinkKind.PASSWORD, now=now)
        user = User.objects.filter(email=link.email, is_active=True).first()
        if user is None:
            links.find("", kind=LinkKind.PASSWORD, now=now)
            raise AssertionError("unreachable")
        new_password(user, password, now=now)
        audit.note(by=user, what="team.password_reset", about=f"user:{user.pk}", now=now)
    return user


def change_password(user: User, *, present: str, new: str, now: datetime) -> None:
    """`user` signs in with `new` from now on; all else signed in ends. Raises WrongPassword, PasswordTooWeak."""
    if not user.check_password(present):
        raise WrongPassword(_("The present password is not right, so nothing was changed. Type it again."))
    check_password(new)
    with transaction.atomic():
        new_password(user, new, now=now)
        audit.note(by=user, what="team.password_changed", about=f"user:{user.pk}", now=now)


def new_password(user: User, password: str, *, now: datetime) -> None:
    """Keep it, and end every session, token and link made under the one before. The caller notes why."""
    user.set_password(password)
    user.save(update_fields=["password"])
    end_access(user, now=now)


def end_access(user: User, *, now: datetime) -> None:
    """Sessions and tokens of `user` made until now hold no more, nor do links made for them."""
    User.objects.filter(pk=user.pk).update(access_epoch=F("access_epoch") + 1)
    user.refresh_from_db(fields=["access_epoch"])
    links.end_all_of(user.email, now=now)


def drop_second_step(user: User, *, by: User | None, now: datetime) -> None:
    """For one who lost their telephone: they sign in with the password alone until they set up anew.

    `by` None is who holds the machine.
    """
    from allauth.mfa.models import Authenticator

    if by is not None:
        _check_may(by, user.role)
    with transaction.atomic():
        if Authenticator.objects.filter(user_id=user.pk).delete()[0]:
            end_access(user, now=now)
            audit.note(by=by, what="team.second_step_dropped", about=f"user:{user.pk}", now=now)


def ask_second_step(roles: Sequence[str], *, by: User, now: datetime) -> None:
    """Those with one of `roles` work only after a second step of signing in is set up."""
    kept = [r for r in Role.values if r in roles]
    with transaction.atomic():
        shop = Shop.get()
        if shop.second_step_roles != kept:
            shop.second_step_roles = kept
            shop.save(update_fields=["second_step_roles"])
            audit.note(by=by, what="team.second_step_asked", facts={"roles": kept}, now=now)


def _check_may(by: User, role: str) -> None:
    if not may_handle(by, role):
        raise NotYours(_("Only an owner can do that for owners and managers. Nothing was changed."))


def _keep_an_owner(*, besides: User) -> None:
    """Raise LastOwner unless another owner stays. Who calls it waits for its turn first: two cannot go at once."""
    owners = set(User.objects.filter(role=Role.OWNER, is_active=True).values_list("pk", flat=True))
    if owners == {besides.pk}:
        raise LastOwner(
            _("This is the only owner, and a shop needs one. Make someone else an owner first. Nothing was changed.")
        )
