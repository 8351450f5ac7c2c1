"""Which screens are there, and who has to be at the door to see each? A page route that is not here fails a test."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from tests.web.routes import route, routes


class Who(Enum):
    """In whose window a screen is looked at."""

    OWNER = "the owner, signed in"
    CODES = "somebody who signs in with codes, signed in"
    HALF = "the same, between the password and the code"
    STRANGER = "nobody yet"
    FIRST = "whoever opens an empty folder"


@dataclass(frozen=True)
class Screen:
    """A page to look at."""

    path: str
    who: Who = Who.OWNER
    status: int = 200


FIRST = {"welcome"}
STRANGER = {"sign_in", "forgotten", "join", "new_password", "felt", "felt_never"}
HALF = {"mfa_authenticate"}
CODES = {
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_reauthenticate",
}
OWNER = {
    *(
        "today",
        "inbox",
        "inbox_conversation",
        "inbox_write",
        "inbox_mentions",
        "settings_replies",
        "settings_reply",
        "results",
        "figures",
        "figures_evidence",
        "search",
        "people",
        "alike",
        "merge",
        "like_one",
        "person",
    ),
    *("calls", "call", "settings_phone"),
    *("person_privacy", "person_erase", "imports", "import", "import_undo", "settings", "privacy_settings"),
    *(
        "assistant",
        "settings_chat",
        "settings_mailboxes",
        "settings_mailbox",
        "outbox",
        "settings_mailbox_leave",
        "settings_mail_doors",
        "settings_mail_door",
        "backups",
        "settings_tokens",
        "settings_webhooks",
        "settings_webhook",
        "account",
        "security",
        "audit",
        "team",
    ),
    *("confidential", "boundaries", "person_boundaries"),
    *("listening", "listening_messages", "listening_backlog", "listening_demand", "listening_words"),
    *("listening_mentions", "listening_learned", "reading"),
    *("welcome_shop", "welcome_customers", "patterns", "health"),
    *("asking", "automatic", "routine", "routine_matter", "routine_person", "routine_try"),
    *("themes", "theme", "themes_topics"),
    *("message", "message_as_sent", "message_invitation", "message_package", "unread_letters"),
    *("account_reauthenticate", "mfa_activate_totp", "mfa_add_webauthn"),
}
NOT_PAGES = {
    "settings_mailbox_granted": "leads on, or says at settings_mailbox_leave what was wrong",
    "message_attachment": "a file",
    "message_frame": "a stranger's page, in a frame of message_as_sent",
    "message_original": "a file",
    "message_packed": "a file",
    "message_picture": "a picture",
    "unread_original": "a file",
    "themes_csv": "a file",
    "theme_csv": "a file",
    "similar_cases": "a part of a message",
    "inbox_csv": "a file",
    "inbox_write_replies": "a part of the box to answer in",
    "settings_replies_csv": "a file",
    "inbox_next": "leads on to a conversation",
    "chat_file": "a file",
    "chat_live": "a stream",
    "chat_widget": "a script",
    "live": "a stream",
    "outgoing": "a part of the outbox and of a conversation",
    "today_news": "a part of Today",
    "palette": "a part of every page",
    "routine_safety": "a part of the page of routine questions",
    "routine_suggested": "a part of the page of routine questions",
    "person_evidence": "a part of a card",
    "consent_csv": "a file",
    "export_state": "a part of a person's privacy",
    "erasure_certificate": "a file",
    "listening_mood_csv": "a file",
    "listening_backlog_csv": "a file",
    "listening_words_csv": "a file",
    "listening_mentions_csv": "a file",
    "import_dry_run": "a part of an import",
    "import_rejected": "a file",
    "audit_csv": "a file",
    "guess": "a part of the shop's form",
    "sample": "leads on to Today while nothing is being filled",
    "healthz": "for machines",
    "readyz": "for machines",
    "metrics": "for machines",
    "mfa_login_webauthn": "for the passkey's script",
    "mfa_reauthenticate_webauthn": "for the passkey's script",
    "mfa_download_recovery_codes": "a file",
}
STREAMS = {"live", "chat_live"}  # they do not end
SAME = {"account_login": "sign_in", "mfa_index": "security", "mfa_list_webauthn": "security"}  # one address, two names
MORE = {  # what else a page shows, by its query
    "today": ["?minutes=15"],
    "people": ["?q=zzzz", "?q=nino"],
    "search": ["?q=order", "?q=zzzzzz"],
    "listening": ["?period=90&language=ka&channel=sms"],
    "themes": ["?days=365&language=ka"],
    "themes_topics": ["?try=The+coffee+was+cold"],
    "audit": ["?what=nothing.at.all"],
}
BESIDES = [Screen("/api/v1/docs/"), Screen("/nowhere/", status=404), Screen("/nowhere/", Who.STRANGER, 404)]


def page_routes() -> set[str]:
    """The names of all routes that answer to a look."""
    return {r.name for r in routes() if r.policy is not None and r.policy.read is not None}


def screens(known: dict[str, str]) -> list[Screen]:
    """All of them, their addresses filled from `known` (see examples.py)."""
    found = [
        Screen(path, who)
        for who, names in zip(
            (Who.OWNER, Who.CODES, Who.HALF, Who.STRANGER, Who.FIRST),
            (OWNER, CODES, HALF, STRANGER, FIRST),
            strict=True,
        )
        for name in sorted(names)
        for path in _paths(name, known)
    ]
    asked = route("import").address(run_id=known["asked_run_id"])
    return [*found, Screen(asked), *BESIDES]


def _paths(name: str, known: dict[str, str]) -> list[str]:
    own = {key.partition(".")[2]: value for key, value in known.items() if key.startswith(f"{name}.")}
    path = route(name).address(**known | own)
    return [path, *(path + query for query in MORE.get(name, []))]
