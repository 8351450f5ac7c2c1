"""How does allauth behave here: in which words, from which address, what is noted, and where does one go then?"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hafawa.kernel import clock
from hafawa.team import audit, second_steps
from hafawa.team.models import Shop, User
from hafawa.web.where import address_of

_WORDS = {
    "incorrect_code": _("That code is not right, or it was used already. Wait for the next one and try again."),
    "incorrect_password": _("That password is not right. Try again."),
    "too_many_login_attempts": _("There were too many wrong guesses. Wait a quarter of an hour, then try again."),
    "rate_limited": _("There were too many wrong guesses. Wait a quarter of an hour, then try again."),
    "cannot_generate_recovery_codes": _("Recovery codes come with a second step. Set one up first."),
}


class AccountKeeper(DefaultAccountAdapter):  # type: ignore[misc]
    """Passwords and sessions."""

    error_messages = DefaultAccountAdapter.error_messages | _WORDS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: the first one is welcomed, the others are invited."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("web:today")

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """A passkey of one who is out reads as any that does not fit."""
        messages.error(request, _("This passkey does not open this shop. Sign in another way."))
        return redirect("web:sign_in")

    def add_message(self, request: HttpRequest, level: int, *_template: Any, **more: Any) -> None:
        """Only what went wrong is said; what went well is to be seen on the page that follows."""
        if more.get("message"):
            messages.add_message(request, level, more["message"])

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """They are in: noted, with how and from where."""
        from allauth.account.authentication import get_authentication_records

        steps = [str(r.get("type") or r["method"]) for r in get_authentication_records(request, user)]
        facts = {"with": list(dict.fromkeys(steps)), "from": address_of(request)}
        audit.note(by=user, what="team.signed_in", about=f"user:{user.pk}", facts=facts, now=clock.now())
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response


class SecondStepKeeper(DefaultMFAAdapter):  # type: ignore[misc]
    """Codes, recovery codes, passkeys."""

    error_messages = DefaultMFAAdapter.error_messages | _WORDS

    def encrypt(self, text: str) -> str:
        """Secrets of codes and recovery codes, as they are kept."""
        return second_steps.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Raises `second_steps.OtherKey`: then no code opens the door, and they are told why."""
        return second_steps.opened(encrypted_text)

    def get_totp_issuer(self) -> str:
        """What the authenticator app shows above the code."""
        name = Shop.get().name
        return f"{name} · Hafawa" if name else "Hafawa"

    def _get_site_name(self) -> str:
        return self.get_totp_issuer()

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002
        from allauth.mfa.models import Authenticator

        n = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return str(_("Passkey %(n)d") % {"n": n})
