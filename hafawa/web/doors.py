"""Which of allauth's pages are there, at which address, for whom? No others are: nobody signs up here.

Their names have no namespace, since allauth looks them up by them. What needs much memory (WebAuthn, QR codes) is
loaded when a page is first asked for.
"""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string

from hafawa.team.permissions import Level
from hafawa.web.policy import Policy, View, policy
from hafawa.web.views import account, entry

OPEN = Policy(Level.ANYONE, Level.ANYONE)
MINE = Policy(Level.VIEWER, Level.VIEWER, before_second_step=True)
MINE_FRESH = Policy(Level.VIEWER, Level.VIEWER, fresh=True, before_second_step=True)
MINE_TO_SEE = Policy(Level.VIEWER, fresh=True, before_second_step=True)


def _late(dotted: str, declared: Policy) -> View[...]:
    """The view of that name, loaded at the first request, under `declared`."""

    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        _only_what_can_be_read(request)
        found: HttpResponseBase = import_string(dotted)(request, *args, **kwargs)
        return found

    view.__name__ = dotted.rsplit(".", 1)[1]
    view.__module__ = __name__
    wrapped: View[...] = policy(
        declared.read, write=declared.write, fresh=declared.fresh, before_second_step=declared.before_second_step
    )(view)
    return wrapped


def _only_what_can_be_read(request: HttpRequest) -> None:
    """Leave out what allauth would stumble over: a page to go to that is not ours or no address, a key that is none."""
    for name in ("GET", "POST"):
        sent: QueryDict = getattr(request, name)
        wrong = [field for field, is_sound in _SOUND.items() if not is_sound(request, sent.get(field, ""))]
        if wrong:
            kept = sent.copy()
            for field in wrong:
                del kept[field]
            setattr(request, name, kept)


def _is_our_page(request: HttpRequest, to: str) -> bool:
    return not to or url_has_allowed_host_and_scheme(to, allowed_hosts={request.get_host()})


def _is_json(_request: HttpRequest, text: str) -> bool:
    try:
        return not text or (len(text) < _LONGEST_KEY and isinstance(json.loads(text), dict))
    except (ValueError, RecursionError):
        return False


_LONGEST_KEY = 100_000
_SOUND = {"next": _is_our_page, "credential": _is_json}


_MFA = "allauth.mfa"
urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", entry.sign_in, name="account_login"),
    path("sign-in/code/", _late(f"{_MFA}.base.views.authenticate", OPEN), name="mfa_authenticate"),
    path("sign-in/passkey/", _late(f"{_MFA}.webauthn.views.login_webauthn", OPEN), name="mfa_login_webauthn"),
    path("again/", _late("allauth.account.views.reauthenticate", MINE), name="account_reauthenticate"),
    path("again/code/", _late(f"{_MFA}.base.views.reauthenticate", MINE), name="mfa_reauthenticate"),
    path(
        "again/passkey/",
        _late(f"{_MFA}.webauthn.views.reauthenticate_webauthn", MINE),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/security/", account.security, name="mfa_index"),
    path("account/security/", account.security, name="mfa_list_webauthn"),
    path("account/code/", _late(f"{_MFA}.totp.views.activate_totp", MINE_FRESH), name="mfa_activate_totp"),
    path("account/code/off/", _late(f"{_MFA}.totp.views.deactivate_totp", MINE_FRESH), name="mfa_deactivate_totp"),
    path(
        "account/recovery/",
        _late(f"{_MFA}.recovery_codes.views.view_recovery_codes", MINE_TO_SEE),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/recovery/new/",
        _late(f"{_MFA}.recovery_codes.views.generate_recovery_codes", MINE_FRESH),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/recovery/codes.txt",
        _late(f"{_MFA}.recovery_codes.views.download_recovery_codes", MINE_TO_SEE),
        name="mfa_download_recovery_codes",
    ),
    path("account/passkeys/add/", _late("hafawa.web.views.passkeys.add", MINE_FRESH), name="mfa_add_webauthn"),
    path(
        "account/passkeys/<int:pk>/name/",
        _late("hafawa.web.views.passkeys.rename", MINE_FRESH),
        name="mfa_edit_webauthn",
    ),
    path(
        "account/passkeys/<int:pk>/remove/",
        _late("hafawa.web.views.passkeys.remove", MINE_FRESH),
        name="mfa_remove_webauthn",
    ),
]
