"""Which pages lie under Settings, what is each called, and who sees it?"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hafawa.team.permissions import Level
from hafawa.web.policy import level_of


@dataclass(frozen=True)
class Tab:
    """One page; `is_here` where it, or something below it, is being looked at."""

    title: str
    url: str
    is_here: bool


def tabs(request: HttpRequest) -> list[Tab]:
    """Those the one who asks may open, in order. A page belongs to the tab its route's name begins with."""
    level, here = level_of(request), (request.resolver_match.url_name or "") if request.resolver_match else ""
    listed = [
        (Level.MANAGER, "settings", _("The shop"), ("settings",)),
        (Level.VIEWER, "team", _("Team"), ("team",)),
        (Level.MANAGER, "privacy_settings", _("Privacy"), ("privacy_", "retention_", "wording_", "terms_", "erasure")),
        (Level.AGENT, "settings_replies", _("Saved replies"), ("settings_repl",)),
        (Level.MANAGER, "routine", _("Routine questions"), ("routine", "automatic")),
        (Level.OWNER, "backups", _("Backups"), ("backups",)),
        (Level.MANAGER, "settings_mailboxes", _("Mailboxes"), ("settings_mailbox", "settings_mail_door")),
        (Level.MANAGER, "settings_phone", _("Phone"), ("settings_phone",)),
        (Level.MANAGER, "settings_chat", _("Chat"), ("settings_chat",)),
        (Level.MANAGER, "settings_tokens", _("Keys for programs"), ("settings_token",)),
        (Level.MANAGER, "settings_webhooks", _("Webhooks"), ("settings_webhook", "settings_delivery", "settings_door")),
        (Level.OWNER, "assistant", _("Language model"), ("assistant",)),
        (Level.MANAGER, "health", _("Health"), ("health",)),
        (Level.OWNER, "audit", _("Who did what"), ("audit",)),
        (Level.VIEWER, "account", _("My account"), ("account",)),
        (Level.VIEWER, "security", _("Signing in"), ("security", "account_password", "mfa_")),
    ]
    found = [(name, title, begins) for least, name, title, begins in listed if level >= least]
    mine = max(found, key=lambda tab: max((len(b) for b in tab[2] if here.startswith(b)), default=0))[0]
    return [
        Tab(title, reverse(f"web:{name}"), name == mine and _is_below(here, begins)) for name, title, begins in found
    ]


def _is_below(here: str, begins: tuple[str, ...]) -> bool:
    return any(here.startswith(b) for b in begins)
