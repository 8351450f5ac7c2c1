"""What is asked to be sent, and what of it is refused before anything is kept?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from hafawa.channels.mail import mime
from hafawa.channels.outbox.paper import File
from hafawa.kernel.errors import Refused

RECIPIENTS, SUBJECT_CHARACTERS, TEXT_CHARACTERS = 50, 500, 100_000
FILES, FILE_BYTES = 30, 18 * 2**20  # encoded a third larger, it stays below what providers take
_LINE = re.compile(r"[\r\n\x00\u2028\u2029\x85\x0b\x0c]")
_ID = re.compile(r"[\x21-\x3b\x3d\x3f-\x7e]{3,250}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_KIND = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,90}")


class NotQueued(Refused):
    """The letter cannot be sent as it is; nothing was kept and nothing sent."""


class BadHeader(NotQueued):
    """A subject, address or id that holds a line's end: what follows it would be a header of its own."""


class BadAddress(NotQueued):
    """Something that is no mail address, none at all, or too many."""


class TooLarge(NotQueued):
    """More than providers take."""


class NothingSaid(NotQueued):
    """No words and no files."""


@dataclass(frozen=True)
class Letter:
    """A message to be sent from the mailbox `account_id`, which has sending set up.

    `ref` is the conversation's key; empty begins one. `in_reply_to` and `references` are message ids without brackets;
    left empty, they are those of the conversation's messages. `quotes_event_id` is the event whose words are repeated
    below; they go to those only who take part already. `person_id`: whose timeline; None is found by the address.
    `unsubscribe` is the address that takes one click for "no more of these" (RFC 8058).
    """

    account_id: int
    to: Sequence[str]
    subject: str
    text: str
    cc: Sequence[str] = ()
    language: str = ""
    ref: str = ""
    in_reply_to: str = ""
    references: Sequence[str] = ()
    person_id: int | None = None
    suggestion_id: int | None = None
    is_automatic: bool = False
    is_sales: bool = False
    unsubscribe: str = ""
    quotes_event_id: int | None = None
    files: Sequence[File] = ()


def addresses(found: Sequence[str]) -> list[str]:
    """`found` as they stand in a header: domains in ASCII, each once. Raises BadAddress, BadHeader."""
    return list(dict.fromkeys(_address(one) for one in found))


def line(text: str) -> str:
    """`text` if it may stand in a header. Raises BadHeader."""
    if _LINE.search(text):
        raise BadHeader(
            _("The subject or an address holds a line break. Nothing was sent. Take it out, then try again.")
        )
    return without_surrogates(text)


def ids(found: Sequence[str]) -> list[str]:
    """Message ids, without brackets. Raises BadHeader; one that cannot stand in a header (blanks, letters) goes."""
    for one in found:
        line(one)
    return [bare for one in found if _ID.fullmatch(bare := one.strip("<> "))]


def words(text: str) -> str:
    """What was written, as it is sent: line ends even, control characters gone. Raises TooLarge."""
    if len(text) > TEXT_CHARACTERS:
        raise TooLarge(_("The text is too long for one mail. Nothing was sent. Attach it as a file."))
    even = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", without_surrogates(even)).strip("\n")


def files(found: Sequence[File]) -> list[File]:
    """With names and types that may stand in a header. Raises TooLarge."""
    if len(found) > FILES or sum(len(one.content) for one in found) > FILE_BYTES:
        raise TooLarge(
            _("What is attached is more than mail servers take (%(most)d MB together). Nothing was sent. Send a link.")
            % {"most": FILE_BYTES >> 20}
        )
    return [
        File(
            mime.safe_name(one.name) or f"file-{number}",
            one.kind if _KIND.fullmatch(one.kind) and not one.kind.startswith(("multipart/", "message/")) else _OCTETS,
            one.content,
        )
        for number, one in enumerate(found, 1)
    ]


def without_surrogates(text: str) -> str:
    """`text` with halves of characters, which no encoding can write, replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


_OCTETS = "application/octet-stream"


def _address(typed: str) -> str:
    local, _at, domain = line(typed).strip().rpartition("@")
    try:
        found = f"{local}@{domain.encode('idna').decode()}".strip() if not domain.isascii() else f"{local}@{domain}"
        validate_email(found)
    except (ValidationError, UnicodeError):
        raise BadAddress(_("“%(address)s” is no mail address. Nothing was sent.") % {"address": typed[:100]}) from None
    if not found.isascii() or "[" in found:
        raise BadAddress(
            _("“%(address)s” has letters before the @ that most servers do not take. Nothing was sent.")
            % {"address": typed[:100]}
        )
    return found
