"""How is a mailbox connected, changed, paused and let go by a person?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from imapclient import IMAPClient

from hafawa.channels.mailbox import connecting, oauth
from hafawa.channels.mailbox.connecting import Account
from hafawa.channels.models import Mailbox, MailboxGrant, MailFolder
from hafawa.kernel import sealed
from hafawa.kernel.errors import Refused
from hafawa.team import audit
from hafawa.team.models import Shop, User

_NOT_READ = {
    b"\\Trash",
    b"\\Junk",
    b"\\Drafts",
    b"\\All",
    b"\\Flagged",
    b"\\Important",
    b"\\Noselect",
    b"\\NonExistent",
}
FOLDERS_MOST = 500


class ConnectedAlready(Refused):
    """The address is one of those read already."""


class NoFolder(Refused):
    """None of the account's folders was chosen."""


@dataclass(frozen=True)
class Seen:
    """A folder of an account: its name, and whether it is one to be read unless somebody says otherwise."""

    name: str
    is_proposed: bool


def try_out(account: Account) -> list[Seen]:
    """Sign in and look at the folders: the inbox and the sent mail are proposed. Raises `connecting.Trouble`."""
    with connecting.signed_in(account) as client:
        return _seen(client)


def connect(*, address: str, account: Account, since: date | None, by: User | None, now: datetime) -> Mailbox:
    """Sign in, and keep the mailbox with its folders, those proposed being read. Its address becomes one of ours.

    Raises ConnectedAlready, `connecting.Trouble`.
    """
    if Mailbox.objects.filter(address__iexact=address).exists():
        raise ConnectedAlready(_("This mailbox is connected already. Nothing was changed."))
    folders = try_out(account)
    with transaction.atomic():
        return _made(address, account, folders, since=since, by=by, now=now)


def connect_granted(
    *, address: str, account: Account, of: oauth.Application, keys: oauth.Keys, since: date | None, by: User | None,
    now: datetime,
) -> Mailbox:  # fmt: skip
    """The same with leave instead of a password; a mailbox connected already gets the leave, and is read on.

    Raises `connecting.Trouble`.
    """
    folders = try_out(account)
    with transaction.atomic():
        made = Mailbox.objects.filter(address__iexact=address).first()
        if made is None:
            made = _made(address, account, folders, since=since, by=by, now=now)
        else:
            audit.note(by=by, what="mailboxes.granted", about=f"mailbox:{made.pk}", now=now)
            Mailbox.objects.filter(pk=made.pk).update(sealed_password="")
        oauth.keep(made, of, keys, now=now)
    made.refresh_from_db()
    return made


def choose_folders(mailbox: Mailbox, names: Collection[str], *, by: User | None, now: datetime) -> None:
    """Read these folders and no others. One read before goes on from where it was. Raises NoFolder."""
    with transaction.atomic():
        folders = MailFolder.objects.filter(mailbox=mailbox)
        if not folders.filter(name__in=names).exists():
            raise NoFolder(_("Choose at least one folder to read. Nothing was changed."))
        folders.filter(name__in=names).update(is_read=True)
        folders.exclude(name__in=names).update(is_read=False, waiting=0)
        audit.note(by=by, what="mailboxes.folders", about=f"mailbox:{mailbox.pk}", now=now)
    look_soon(mailbox)


def look_for_folders(mailbox: Mailbox) -> int:
    """Folders made there since are offered, and not read until somebody says so; how many. Raises Trouble."""
    known = set(mailbox.folders.values_list("name", flat=True))
    new = [seen.name for seen in try_out(Account.of(mailbox)) if seen.name not in known]
    MailFolder.objects.bulk_create(
        (MailFolder(mailbox=mailbox, name=name, is_read=False) for name in new), ignore_conflicts=True
    )
    return len(new)


def new_password(mailbox: Mailbox, password: str, *, by: User | None, now: datetime) -> None:
    """Another password, tried first; what stood in the way is forgotten. Raises `connecting.Trouble`."""
    account = Account(mailbox.host, mailbox.port, mailbox.security, mailbox.username, password)
    try_out(account)
    with transaction.atomic():
        Mailbox.objects.filter(pk=mailbox.pk).update(
            sealed_password=sealed.seal(password, purpose=connecting.PURPOSE),
            trouble="",
            trouble_since=None,
            tries=0,
            next_look_at=None,
        )
        MailboxGrant.objects.filter(mailbox=mailbox).delete()
        audit.note(by=by, what="mailboxes.password", about=f"mailbox:{mailbox.pk}", now=now)


def pause(mailbox: Mailbox, *, is_paused: bool, by: User | None, now: datetime) -> None:
    """Stop looking at it, or look again, from where it was; nothing is missed by a pause."""
    with transaction.atomic():
        Mailbox.objects.filter(pk=mailbox.pk).update(is_paused=is_paused, tries=0, next_look_at=None)
        what = "mailboxes.paused" if is_paused else "mailboxes.resumed"
        audit.note(by=by, what=what, about=f"mailbox:{mailbox.pk}", now=now)


def look_soon(mailbox: Mailbox) -> None:
    """Look at it at once, whatever stood in the way."""
    Mailbox.objects.filter(pk=mailbox.pk).update(next_look_at=None, tries=0)


def let_go(mailbox: Mailbox, *, by: User | None, now: datetime) -> None:
    """Read it no longer, and forget its password. What came from it stays."""
    with transaction.atomic():
        audit.note(by=by, what="mailboxes.let_go", about=f"mailbox:{mailbox.pk}", now=now)
        mailbox.delete()


def sent_folder(client: IMAPClient) -> str | None:
    """Where the account keeps what was sent: marked as such (RFC 6154), else by its name; None where there is none."""
    folders = client.list_folders()[:FOLDERS_MOST]
    names = [str(name) for _flags, _delimiter, name in folders]
    marked = [str(name) for flags, _delimiter, name in folders if b"\\Sent" in flags]
    return next(iter([*marked, *filter(_is_sent_by_name, names)]), None)


def _made(
    address: str, account: Account, folders: list[Seen], *, since: date | None, by: User | None, now: datetime
) -> Mailbox:
    made = Mailbox.objects.create(
        address=address.lower(),
        host=account.host,
        port=account.port,
        security=account.security,
        username=account.username,
        sealed_password=sealed.seal(account.password, purpose=connecting.PURPOSE),
        since=since,
        by=by,
        made_at=now,
    )
    MailFolder.objects.bulk_create(MailFolder(mailbox=made, name=f.name, is_read=f.is_proposed) for f in folders)
    is_us(made.address)
    audit.note(by=by, what="mailboxes.connected", about=f"mailbox:{made.pk}", now=now)
    return made


def _seen(client: IMAPClient) -> list[Seen]:
    found = []
    for flags, _delimiter, name in client.list_folders()[:FOLDERS_MOST]:
        marks = set(flags)
        if marks & {b"\\Noselect", b"\\NonExistent"}:
            continue
        is_proposed = name.upper() == "INBOX" or b"\\Sent" in marks
        found.append(Seen(str(name), is_proposed and not marks & _NOT_READ))
    if not any(seen.is_proposed and seen.name.upper() != "INBOX" for seen in found):
        found = [Seen(s.name, s.is_proposed or _is_sent_by_name(s.name)) for s in found]
    return sorted(found, key=lambda s: (not s.is_proposed, s.name.upper() != "INBOX", s.name.casefold()))


def _is_sent_by_name(name: str) -> bool:
    """Servers without SPECIAL-USE (RFC 6154) call the sent mail by one of these."""
    return name.rpartition(".")[2].rpartition("/")[2].casefold() in {"sent", "sent items", "sent messages", "sent mail"}


def is_us(address: str) -> None:
    """Mail from `address` is ours from now on, and mail to it comes to us."""
    with transaction.atomic():
        shop = Shop.objects.select_for_update().filter(id=1).first() or Shop.get()
        known = [str(a).lower() for a in shop.staff_addresses]
        if address not in known and address.rpartition("@")[2] not in known:
            Shop.objects.filter(id=1).update(staff_addresses=[*shop.staff_addresses, address])
