"""What came in through the doors, what goes out, and which doors stand open."""

from hafawa.channels.models.chat import ChatFile, ChatSignal, ChatSite, ChatVisitor
from hafawa.channels.models.grants import MailboxGrant
from hafawa.channels.models.imports import FilledIn, ImportRun, ImportState, RejectedRow
from hafawa.channels.models.mail_doors import Arrived, MailDoor
from hafawa.channels.models.mailboxes import Mailbox, MailFolder, Security
from hafawa.channels.models.originals import KeptMessage
from hafawa.channels.models.outbox import Outgoing, OutgoingState, Sending

__all__ = [
    "Arrived",
    "ChatFile",
    "ChatSignal",
    "ChatSite",
    "ChatVisitor",
    "FilledIn",
    "ImportRun",
    "ImportState",
    "KeptMessage",
    "MailDoor",
    "MailFolder",
    "Mailbox",
    "MailboxGrant",
    "Outgoing",
    "OutgoingState",
    "RejectedRow",
    "Security",
    "Sending",
]
