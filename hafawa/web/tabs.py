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


@dataclass(frozen=True)
class Group:
    """Pages about one subject; it leads to the first."""

    title: str
    tabs: list[Tab]

    @property
    def url(self) -> str:
        """Of its first page."""
        return self.tabs[0].url

    @property
    def is_here(self) -> bool:
        """Whether one of its pages is being looked at."""
        return any(tab.is_here for tab in self.tabs)


_PRIVACY = ("privacy_", "retention_", "wording_", "terms_", "erasure")
_WEBHOOKS = ("settings_webhook", "settings_delivery", "settings_door")
_Listed = tuple[Level, str, str, tuple[str, ...]]  # who sees it, its route, its name, how the routes below it begin


def groups(request: HttpRequest) -> list[Group]:
    """Those the one who asks may open, in order. A page belongs to the tab its route's name begins with."""
    level, here = level_of(request), (request.resolver_match.url_name or "") if request.resolver_match else ""
    found = [(title, [one for one in pages if level >= one[0]]) for title, pages in _listed()]
    every = [one for _title, pages in found for one in pages]
    mine = max(every, key=lambda one: max((len(b) for b in one[3] if here.startswith(b)), default=0))[1]

    def tab(one: _Listed) -> Tab:
        _least, name, title, begins = one
        return Tab(title, reverse(f"web:{name}"), name == mine and any(here.startswith(b) for b in begins))

    return [Group(title, [tab(one) for one in pages]) for title, pages in found if pages]


def _listed() -> list[tuple[str, list[_Listed]]]:
    return [
        (_("The shop"), [
            (Level.MANAGER, "settings", _("Basics"), ("settings",)),
            (Level.VIEWER, "team", _("Team"), ("team",)),
            (Level.MANAGER, "privacy_settings", _("Privacy"), _PRIVACY),
        ]),
        (_("Channels"), [
            (Level.MANAGER, "settings_mailboxes", _("Mailboxes"), ("settings_mailbox", "settings_mail_door")),
            (Level.MANAGER, "settings_chat", _("Chat"), ("settings_chat",)),
            (Level.MANAGER, "settings_phone", _("Phone"), ("settings_phone",)),
        ]),
        (_("Answers"), [
            (Level.AGENT, "settings_replies", _("Saved replies"), ("settings_repl",)),
            (Level.MANAGER, "routine", _("Routine questions"), ("routine",)),
            (Level.MANAGER, "automatic", _("Automatic answers"), ("automatic",)),
            (Level.MANAGER, "asking", _("Asking afterwards"), ("asking",)),
            (Level.OWNER, "assistant", _("Language model"), ("assistant",)),
        ]),
        (_("Other programs"), [
            (Level.MANAGER, "settings_tokens", _("Keys for programs"), ("settings_token",)),
            (Level.MANAGER, "settings_webhooks", _("Webhooks"), _WEBHOOKS),
        ]),
        (_("Safety"), [
            (Level.OWNER, "backups", _("Backups"), ("backups",)),
            (Level.MANAGER, "health", _("Health"), ("health",)),
            (Level.OWNER, "audit", _("Who did what"), ("audit",)),
        ]),
        (_("You"), [
            (Level.VIEWER, "account", _("My account"), ("account",)),
            (Level.VIEWER, "security", _("Signing in"), ("security", "account_password", "mfa_")),
        ]),
    ]  # fmt: skip
