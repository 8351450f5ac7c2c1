"""How is an act that was noted told, in a sentence?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hafawa.team.models import AuditEntry
from hafawa.web.words.audit_facts import facts_of

#: What may have been done, in the words of the list. What is not here is told by its key.
ACTS: dict[str, Any] = {
    "team.signed_in": gettext_lazy("Signed in"),
    "team.signed_out": gettext_lazy("Signed out"),
    "team.sign_in_failed": gettext_lazy("A sign-in failed"),
    "team.session_ended": gettext_lazy("Signed another browser out"),
    "team.all_access_ended": gettext_lazy("Signed every other browser out"),
    "team.invited": gettext_lazy("Invited a colleague"),
    "team.invitation_taken_back": gettext_lazy("Took an invitation back"),
    "team.joined": gettext_lazy("Joined the team"),
    "team.role_changed": gettext_lazy("Changed a role"),
    "team.deactivated": gettext_lazy("Deactivated a colleague"),
    "team.reactivated": gettext_lazy("Reactivated a colleague"),
    "team.handed_over": gettext_lazy("Handed the shop over"),
    "team.password_link_made": gettext_lazy("Made a link for a new password"),
    "team.password_reset": gettext_lazy("Set a new password by a link"),
    "team.password_changed": gettext_lazy("Changed their password"),
    "team.second_step_added": gettext_lazy("Added a second step"),
    "team.second_step_removed": gettext_lazy("Removed a second step"),
    "team.second_step_dropped": gettext_lazy("Removed a colleague's second step"),
    "team.second_step_asked": gettext_lazy("Changed who needs a second step"),
    "team.recovery_codes_renewed": gettext_lazy("Made new recovery codes"),
    "boundaries.proposed": gettext_lazy("Proposed a boundary"),
    "boundaries.agreed": gettext_lazy("Agreed to a boundary"),
    "boundaries.declined": gettext_lazy("Did not agree to a boundary"),
    "boundaries.withdrawn": gettext_lazy("Took a proposed boundary back"),
    "boundaries.ended": gettext_lazy("Ended a boundary"),
    "confidential.made": gettext_lazy("Made a conversation confidential"),
    "confidential.opened": gettext_lazy("Opened a confidential conversation to the team"),
    "confidential.declined": gettext_lazy("Said that a conversation need not be confidential"),
    "confidential.reader_added": gettext_lazy("Let a colleague read a confidential conversation"),
    "confidential.reader_removed": gettext_lazy("Took a confidential conversation from a colleague"),
    "shop.changed": gettext_lazy("Changed the shop's settings"),
    "themes.topics_changed": gettext_lazy("Changed which topics are listened for"),
    "imports.started": gettext_lazy("Brought a file in"),
    "mailboxes.connected": gettext_lazy("Connected a mailbox"),
    "mailboxes.folders": gettext_lazy("Chose which folders of a mailbox are read"),
    "mailboxes.password": gettext_lazy("Changed the password of a mailbox"),
    "mailboxes.paused": gettext_lazy("Paused a mailbox"),
    "mailboxes.resumed": gettext_lazy("Had a mailbox read again"),
    "mailboxes.let_go": gettext_lazy("Disconnected a mailbox"),
    "chat.changed": gettext_lazy("Changed the chat on the shop's site"),
    "chat.secret_changed": gettext_lazy("Made a new secret for the chat"),
    "chat.confirmed": gettext_lazy("Confirmed who somebody in the chat is"),
    "mailboxes.sending_on": gettext_lazy("Set up how mail is sent from a mailbox"),
    "mailboxes.sending_off": gettext_lazy("Had a mailbox only be read"),
    "mailboxes.sending_paused": gettext_lazy("Held back the mail of a mailbox"),
    "mailboxes.sending_resumed": gettext_lazy("Let the mail of a mailbox go out again"),
    "outbox.sent_again": gettext_lazy("Had a mail sent once more"),
    "outbox.arrived": gettext_lazy("Said that a mail arrived"),
    "outbox.let_go": gettext_lazy("Let a mail go unsent"),
    "mailboxes.granted": gettext_lazy("Signed in anew for a mailbox at its provider"),
    "mail_doors.opened": gettext_lazy("Opened a door for a mail service"),
    "mail_doors.key": gettext_lazy("Entered the key a mail service signs with"),
    "mail_doors.turned": gettext_lazy("Made a new address for a mail service"),
    "mail_doors.off": gettext_lazy("Switched off a mail service's door"),
    "mail_doors.on": gettext_lazy("Switched on a mail service's door"),
    "mail_doors.closed": gettext_lazy("Closed a mail service's door"),
    "imports.undone": gettext_lazy("Took an import back"),
    "people.merged": gettext_lazy("Merged two people"),
    "automatic.switched_on": gettext_lazy("Let a rule answer"),
    "automatic.switched_off": gettext_lazy("Let a rule answer no more"),
    "surveys.by_itself": gettext_lazy("Changed whether people are asked after closing"),
    "automatic.worded": gettext_lazy("Changed a rule’s words"),
    "conversations.merged": gettext_lazy("Put two conversations together"),
    "conversations.parted": gettext_lazy("Took two conversations apart"),
    "conversations.split": gettext_lazy("Made a conversation of part of another"),
    "privacy.erased": gettext_lazy("Erased a person"),
    "backups.made": gettext_lazy("Made a backup"),
    "backups.restored": gettext_lazy("Restored a backup"),
    "team.token_made": gettext_lazy("Made a key for a program"),
    "team.token_revoked": gettext_lazy("Ended a key of a program"),
    "composing.reply_saved": gettext_lazy("Saved a reply"),
    "composing.reply_changed": gettext_lazy("Changed a saved reply"),
    "composing.reply_archived": gettext_lazy("Put a saved reply away"),
    "composing.reply_restored": gettext_lazy("Offered a saved reply again"),
    "routine.matter_added": gettext_lazy("Added a routine question"),
    "routine.matter_removed": gettext_lazy("Removed a routine question"),
    "routine.matter_to_machine": gettext_lazy("Let a machine handle a routine question"),
    "routine.matter_to_people": gettext_lazy("Left a routine question to people"),
    "routine.language_off": gettext_lazy("Switched a language of routine questions off"),
    "routine.language_shadow": gettext_lazy("Began to try a language of routine questions"),
    "routine.language_live": gettext_lazy("Switched a language of routine questions on"),
    "people.taken_apart": gettext_lazy("Took a merge apart"),
    "people.never_match": gettext_lazy("Said that two people are not the same"),
    "people.may_match": gettext_lazy("Took back that two people are not the same"),
    "people.consent_stated": gettext_lazy("Noted a yes or no to being contacted"),
    "privacy.consent_recorded": gettext_lazy("Wrote down what a customer said about contact"),
    "privacy.consent_log_taken": gettext_lazy("Downloaded all statements about contact"),
    "people.details_taken": gettext_lazy("Downloaded all that is remembered about people"),
    "privacy.export_asked": gettext_lazy("Had a copy of a person's data made"),
    "privacy.export_fetched": gettext_lazy("Downloaded a copy of a person's data"),
    "privacy.erasure_asked": gettext_lazy("Asked for a person to be erased"),
    "privacy.erasure_called_off": gettext_lazy("Called an erasure off"),
    "privacy.erasures_reapplied": gettext_lazy("Erased again after a restore"),
    "privacy.retention_set": gettext_lazy("Changed how long things are kept"),
    "privacy.terms_set": gettext_lazy("Changed the time limits of erasures and copies"),
    "privacy.wording_added": gettext_lazy("Added words to ask for consent with"),
    "privacy.wording_retired": gettext_lazy("Retired words to ask for consent with"),
    "backups.plan_changed": gettext_lazy("Changed the plan of backups"),
    "backups.proven": gettext_lazy("Proved a backup by restoring it aside"),
    "backups.not_proven": gettext_lazy("A backup could not be proven"),
    "backups.failed": gettext_lazy("A backup failed"),
    "backups.let_go": gettext_lazy("Let an old backup go"),
    "backups.downloaded": gettext_lazy("Downloaded a backup"),
    "backups.asides_let_go": gettext_lazy("Deleted earlier states that a restore had kept"),
    "backups.restore_undone": gettext_lazy("Undid a restore"),
    "tasks.retried": gettext_lazy("Had a task tried again"),
    "tasks.discarded": gettext_lazy("Let a task go"),
    "listening.corrected": gettext_lazy("Corrected how a message was read"),
    "listening.correction_taken_back": gettext_lazy("Took a correction of a reading back"),
    "listening.layer_switched_on": gettext_lazy("Had the reader use what corrections taught"),
    "listening.layer_switched_off": gettext_lazy("Had the reader leave out what corrections taught"),
    "listening.demand_decided": gettext_lazy("Decided what becomes of a demand"),
    "listening.demand_named": gettext_lazy("Called a demand by other words"),
    "listening.demands_joined": gettext_lazy("Joined two demands"),
    "listening.demands_parted": gettext_lazy("Parted two demands"),
    "listening.world_noted": gettext_lazy("Noted an event beside the mood"),
    "listening.world_removed": gettext_lazy("Removed an event beside the mood"),
    "listening.text_kept": gettext_lazy("Kept what the shop says of itself"),
    "listening.text_removed": gettext_lazy("Removed what the shop says of itself"),
    "webhooks.endpoint_made": gettext_lazy("Had another system told"),
    "webhooks.endpoint_changed": gettext_lazy("Changed what another system is told"),
    "webhooks.endpoint_secret_changed": gettext_lazy("Changed the secret of another system"),
    "webhooks.endpoint_started": gettext_lazy("Had another system told again"),
    "webhooks.endpoint_stopped": gettext_lazy("Stopped telling another system"),
    "webhooks.endpoint_removed": gettext_lazy("Removed another system"),
    "assistant.changed": gettext_lazy("Changed which language model may be asked"),
    "assistant.turned_on": gettext_lazy("Turned the language model on"),
    "assistant.turned_off": gettext_lazy("Turned the language model off"),
    "phone.door_made": gettext_lazy("Let a phone service tell us of calls"),
    "phone.door_changed": gettext_lazy("Changed how a phone service tells us of calls"),
    "phone.door_removed": gettext_lazy("Closed the door to a phone service"),
    "webhooks.door_made": gettext_lazy("Let another system tell us"),
    "webhooks.door_secret_changed": gettext_lazy("Changed the secret another system signs with"),
    "webhooks.door_removed": gettext_lazy("Closed the door to another system"),
}
_PAGES = {
    "person": "web:person",
    "import": "web:import",
    "event": "web:reading",
    "demand": "web:listening_demand",
    "saved_reply": "web:settings_reply",
}
_ONE = ("shop", "chat")  # there is but one, or its number is a random one


@dataclass(frozen=True)
class Told:
    """One line of the list."""

    id: int
    at: datetime
    by: str
    by_id: int | None
    words: str
    about: str  # what kind of thing, or the whole where it has no name
    name: str
    page: str
    facts: list[tuple[str, str]]


def tell(entry: AuditEntry, *, names: Mapping[str, str]) -> Told:
    """`entry` in words; what it is about by its name (`names`, by `kind:id`); `page` leads to what has a page."""
    kind, _sep, number = entry.about.partition(":")
    name = names.get(entry.about, "")
    is_there = entry.about in names or kind == "person"  # one without a name has a page, too
    page = reverse(_PAGES[kind], args=[int(number)]) if kind in _PAGES and number.isdecimal() and is_there else ""
    return Told(
        id=entry.pk,
        at=entry.at,
        by=entry.by_name,
        by_id=entry.by_id,
        words=str(ACTS.get(entry.what, entry.what)),
        about=_about(kind, number, is_named=bool(name)),
        name=name,
        page=page,
        facts=facts_of(entry),
    )


def kinds() -> dict[str, str]:
    """What an entry may be about, by the kind it is noted under."""
    return {
        "backup": _("Backup"), "chat": _("Chat"), "confidential": _("Confidential conversation"),
        "conversation": _("Conversation"), "demand": _("Wish"), "door": _("System that tells us"),
        "endpoint": _("System that is told"), "erasure": _("Erasure"), "event": _("Message"), "import": _("File"),
        "language": _("Language"), "link": _("Invitation"), "mail_door": _("Mail service"), "mailbox": _("Mailbox"),
        "matter": _("Routine question"), "outgoing": _("Mail"), "person": _("Person"), "phone": _("Phone service"),
        "rule": _("Rule"), "saved_reply": _("Saved reply"), "shop": _("The shop"), "task": _("Task"),
        "text": _("What the shop says of itself"), "token": _("Key of a program"), "user": _("Colleague"),
        "wording": _("Words to ask with"), "world": _("Event beside the mood"),
    }  # fmt: skip


def _about(kind: str, number: str, *, is_named: bool) -> str:
    """“Key”, beside which its name stands; “Key 12” where it is gone or has none."""
    said = kinds().get(kind, kind)
    return said if is_named or not number or kind in _ONE else f"{said} {number}"
