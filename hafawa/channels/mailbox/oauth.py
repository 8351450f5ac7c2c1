"""How does a mailbox open without a password: asked for, granted, renewed, taken back (OAuth 2 with PKCE)?

Sources: RFC 6749 (4.1 and 6), RFC 7636 (S256). The owner types the id and secret of an application of their own at the
provider; keys are kept sealed. A key is renewed by one process at a time, for some providers give a new lasting key
with each and forget the one before.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from hafawa.channels.mailbox import providers, troubles
from hafawa.channels.models import Mailbox, MailboxGrant
from hafawa.kernel import locks, safe_fetch, sealed
from hafawa.kernel.errors import Refused

PURPOSE = "mailbox-grant"
ASKED_FOR = timedelta(minutes=15)
_EARLY = timedelta(seconds=90)  # a key that ends while it is used is no key
_USUAL_SECONDS, _MOST_SECONDS = 3600, 86_400


class NotGranted(Refused):
    """Leave was not given, or the answer is none to what we asked."""


@dataclass(frozen=True)
class Application:
    """The owner's application at the provider; the secret in the clear, held no longer than needed."""

    provider: providers.Provider
    tenant: str
    client_id: str
    client_secret: str


@dataclass(frozen=True)
class Asking:
    """A question put to the provider: what its answer must carry, and what only we know."""

    state: str
    verifier: str
    redirect_uri: str
    asked_at: str


@dataclass(frozen=True)
class Keys:
    """What the provider gave; `refresh` is empty where it gave no lasting key."""

    access: str
    refresh: str
    until: datetime


def ask(redirect_uri: str, *, now: datetime) -> Asking:
    """A new question, to be kept until the answer comes."""
    return Asking(secrets.token_urlsafe(32), secrets.token_urlsafe(64), redirect_uri, now.isoformat())


def address(asking: Asking, of: Application, *, mailbox: str) -> str:
    """The provider's page on which the owner says yes."""
    digest = hashlib.sha256(asking.verifier.encode()).digest()
    said = {
        "response_type": "code",
        "client_id": of.client_id,
        "redirect_uri": asking.redirect_uri,
        "scope": of.provider.scope,
        "state": asking.state,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        "login_hint": mailbox,
        **dict(of.provider.more),
    }
    joint = "&" if "?" in of.provider.authorize_url else "?"
    return f"{of.provider.authorize_url}{joint}{urlencode(said)}"


def granted(asking: Asking, of: Application, *, state: str, code: str, now: datetime) -> Keys:
    """The keys for the answer `code`; raises NotGranted when it is no answer to this question, or too late."""
    is_late = now - datetime.fromisoformat(asking.asked_at) > ASKED_FOR
    if is_late or not constant_time_compare(state, asking.state) or not code:
        raise NotGranted(
            _("This is no answer to what was asked, or it came too late. Nothing was kept: begin again from here.")
        )
    said = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": asking.redirect_uri,
        "code_verifier": asking.verifier,
    }
    status, told = _asked(of, said)
    if status != 200 or not _text(told, "access_token"):
        raise NotGranted(
            _("The provider gave no key (it says: %(error)s). Nothing was kept. Check the application's id and secret.")
            % {"error": _text(told, "error")[:60] or status}
        )
    keys = _keys(told, now=now)
    if not keys.refresh:
        raise NotGranted(
            _(
                "The provider gave a key for an hour, and none that lasts. Nothing was kept. Let the application ask "
                "for offline access, then begin again."
            )
        )
    return keys


def keep(mailbox: Mailbox, of: Application, keys: Keys, *, now: datetime) -> MailboxGrant:
    """Keep the keys with the mailbox, sealed; what stood in its way is forgotten."""
    values = {
        "provider": of.provider.key,
        "tenant": of.tenant,
        "authorize_url": of.provider.authorize_url,
        "token_url": of.provider.token_url,
        "scope": of.provider.scope,
        "client_id": of.client_id,
        "sealed_client_secret": _seal(of.client_secret),
        "granted_at": now,
        "refused_at": None,
        **_sealed_keys(keys),
    }
    with transaction.atomic():
        grant, _made = MailboxGrant.objects.update_or_create(mailbox=mailbox, defaults=values)
        Mailbox.objects.filter(pk=mailbox.pk).update(trouble="", trouble_since=None, tries=0, next_look_at=None)
    return grant


def application_of(grant: MailboxGrant) -> Application:
    """The application that leave was given to; raises troubles.SealBroken."""
    provider = providers.Provider(
        grant.provider, grant.provider, grant.authorize_url, grant.token_url, grant.scope, "",
        providers.PROVIDERS[grant.provider].more if grant.provider in providers.PROVIDERS else (),
    )  # fmt: skip
    return Application(provider, grant.tenant, grant.client_id, _open(grant.sealed_client_secret))


def token_for(mailbox: Mailbox, now: datetime) -> str:
    """A key that opens the mailbox now, by IMAP (XOAUTH2, OAUTHBEARER) and by SMTP; renewed where it ends soon.

    Raises troubles.Trouble: LeaveTakenBack when only the owner can help, NoAnswer when the provider is away.
    """
    grant = MailboxGrant.objects.get(mailbox=mailbox)
    if not _is_good(grant, now):
        with locks.only_one(f"grant-{grant.pk}"):
            grant.refresh_from_db()
            if not _is_good(grant, now):  # another may have renewed it while we waited
                _renew(grant, now=now)
    return _open(grant.sealed_access)


def forget_access(mailbox: Mailbox) -> None:
    """The server refused the key of the hour: the next one is fetched anew."""
    MailboxGrant.objects.filter(mailbox=mailbox).update(access_until=None)


def _is_good(grant: MailboxGrant, now: datetime) -> bool:
    return grant.access_until is not None and now + _EARLY < grant.access_until and bool(grant.sealed_access)


def _renew(grant: MailboxGrant, *, now: datetime) -> None:
    if grant.refused_at is not None:
        raise troubles.LeaveTakenBack(troubles.WORDS["leave"])
    refresh = _open(grant.sealed_refresh)
    status, told = _asked(application_of(grant), {"grant_type": "refresh_token", "refresh_token": refresh})
    if status in (400, 401) and _text(told, "error") in _FOR_GOOD:
        MailboxGrant.objects.filter(pk=grant.pk).update(refused_at=now, sealed_access="", access_until=None)
        raise troubles.LeaveTakenBack(troubles.WORDS["leave"])
    if status != 200 or not _text(told, "access_token"):
        raise troubles.Trouble(troubles.WORDS["no_answer"])
    keys = _keys(told, now=now, refresh=refresh)
    for name, value in _sealed_keys(keys).items():
        setattr(grant, name, value)
    grant.save(update_fields=[*_sealed_keys(keys)])


_FOR_GOOD = {"invalid_grant", "invalid_client", "unauthorized_client", "interaction_required", "consent_required"}


def _asked(of: Application, said: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """What the provider's address of keys answers; raises troubles.Trouble where it does not."""
    sent = {**said, "client_id": of.client_id, **({"client_secret": of.client_secret} if of.client_secret else {})}
    head = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    try:
        answer = safe_fetch.fetch(
            of.provider.token_url, method="POST", body=urlencode(sent).encode(), headers=head, seconds=20,
            most_bytes=256 * 1024,
        )  # fmt: skip
    except safe_fetch.NotFetched as error:
        raise troubles.Trouble(troubles.WORDS["no_answer"]) from error
    try:
        told = json.loads(answer.body)
    except (ValueError, RecursionError):
        told = {}
    return answer.status, told if isinstance(told, dict) else {}


def _keys(told: dict[str, Any], *, now: datetime, refresh: str = "") -> Keys:
    try:
        seconds = int(told.get("expires_in") or _USUAL_SECONDS)
    except (TypeError, ValueError, OverflowError):
        seconds = _USUAL_SECONDS
    seconds = max(0, min(seconds, _MOST_SECONDS))
    return Keys(_text(told, "access_token"), _text(told, "refresh_token") or refresh, now + timedelta(seconds=seconds))


def _text(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def _sealed_keys(keys: Keys) -> dict[str, Any]:
    return {
        "sealed_access": _seal(keys.access),
        "sealed_refresh": _seal(keys.refresh),
        "access_until": keys.until,
    }


def _seal(secret: str) -> str:
    return sealed.seal(secret, purpose=PURPOSE)


def _open(kept: str) -> str:
    try:
        return sealed.opened(kept, purpose=PURPOSE)
    except sealed.CannotOpen as error:
        raise troubles.SealBroken(troubles.WORDS["seal"]) from error


@dataclass(frozen=True)
class Begun:
    """All that is kept in the asking browser's session until the answer comes."""

    asking: Asking
    application: Application
    mailbox: dict[str, Any]


def pack(begun: Begun) -> str:
    """`begun`, sealed."""
    return _seal(json.dumps(asdict(begun)))


def unpack(packed: str) -> Begun:
    """What `pack` sealed; raises NotGranted where there is nothing of the kind."""
    try:
        told = json.loads(sealed.opened(packed, purpose=PURPOSE))
        of = told["application"]
        more = tuple((str(a), str(b)) for a, b in of["provider"].pop("more"))
        provider = providers.Provider(**of.pop("provider"), more=more)
        return Begun(Asking(**told["asking"]), Application(provider, **of), told["mailbox"])
    except (ValueError, KeyError, TypeError, binascii.Error, sealed.CannotOpen) as error:
        raise NotGranted(
            _("Nothing was asked from this browser, or it was too long ago. Nothing was kept: begin again from here.")
        ) from error
