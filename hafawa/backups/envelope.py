"""How is a backup kept from eyes it is not for? With age (age-encryption.org, through pyrage), as a stream.

To a recipient (`age1...` or an SSH public key): a plain age file, which the `age` program opens too. With a passphrase:
one line with a salt, then an age file for the key that passphrase and salt give (`passphrase.age_key`).
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyrage
from django.utils.translation import gettext as _

from hafawa.backups.errors import Locked, NotABackup, WrongKey, cut_short, damaged
from hafawa.backups.passphrase import age_key

_PASSPHRASE = b"hafawa-passphrase 1 "
_AGE = b"age-encryption.org/"
_TAR_AT, _TAR = 257, b"ustar"
_SMALL = 1 << 16
_SALT_BYTES = 16


@dataclass(frozen=True)
class Keys:
    """What locks (`recipient`) or opens (`identity`, the words of a key file), or both (`passphrase`)."""

    recipient: str = ""
    passphrase: str = ""
    identity: str = ""

    @property
    def locks(self) -> bool:
        """Whether something written with these is encrypted."""
        return bool(self.recipient or self.passphrase)


def ending(keys: Keys) -> str:
    """How the name of a file locked with `keys` ends."""
    return ".tar.age" if keys.recipient else ".tar.locked" if keys.passphrase else ".tar"


def is_locked(path: Path) -> bool:
    """Whether the file at `path` is encrypted. Raises NotABackup."""
    return _kind(path) != "tar"


def check_recipient(words: str) -> None:
    """Raises WrongKey where nobody can be written to under `words`."""
    _recipient(words)


@contextmanager
def sealed(file: IO[bytes], keys: Keys) -> Iterator[IO[bytes]]:
    """Something to write to, which reaches `file` encrypted where `keys` lock."""
    if not keys.locks:
        yield file
        return
    if keys.recipient:
        recipient = _recipient(keys.recipient)
    else:
        salt = os.urandom(_SALT_BYTES)
        file.write(_PASSPHRASE + salt.hex().encode() + b"\n")
        recipient = pyrage.x25519.Identity.from_str(age_key(keys.passphrase, salt=salt)).to_public()
    with _through(lambda source: _encrypt(source, file, recipient)) as sink:
        yield sink


@contextmanager
def opened(path: Path, keys: Keys) -> Iterator[IO[bytes]]:
    """The archive in the file at `path`, decrypted. Raises NotABackup, Locked, Damaged."""
    kind = _kind(path)
    with path.open("rb") as file:
        if kind == "tar":
            yield file
            return
        identities = [_own(file, keys)] if kind == "passphrase" else _identities(keys)
        with _from(lambda sink: _decrypt(file, sink, identities)) as source:
            yield source


def _kind(path: Path) -> str:
    try:
        with path.open("rb") as file:
            begins = file.read(512)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise NotABackup(_("There is no backup at %(path)s. Check the name and try again.") % {"path": path}) from error
    if begins.startswith(_PASSPHRASE):
        return "passphrase"
    if begins.startswith(_AGE):
        return "age"
    if begins[_TAR_AT:].startswith(_TAR):
        return "tar"
    raise NotABackup(
        _("%(path)s does not begin as a backup does: it is damaged at its beginning, or something else.")
        % {"path": path}
    )


def _recipient(words: str) -> Any:
    makers: list[Callable[[str], Any]] = [pyrage.x25519.Recipient.from_str, pyrage.ssh.Recipient.from_str]
    for make in makers:
        try:
            return make(words.strip())
        except (pyrage.RecipientError, UnicodeError):
            continue
    raise WrongKey(
        _(
            "Nobody can be written to under that key. A recipient begins with age1, or is an SSH public key "
            "(ssh-ed25519 or ssh-rsa); “age-keygen” makes one. Nothing was written."
        )
    )


def _identities(keys: Keys) -> list[Any]:
    if not keys.identity:
        raise Locked(_("This backup is encrypted. Give the file with its key: --identity FILE."))
    try:
        if "-----BEGIN" in keys.identity:
            return [pyrage.ssh.Identity.from_buffer(keys.identity.encode())]
        return [pyrage.x25519.Identity.from_str(line) for line in re.findall(r"AGE-SECRET-KEY-\w+", keys.identity)]
    except pyrage.IdentityError as error:
        raise WrongKey(_("The key file cannot be read: it holds neither an age key nor an SSH key.")) from error


def _own(file: IO[bytes], keys: Keys) -> Any:
    """The key that the passphrase gives with the salt that stands in front; `file` is left behind it."""
    if not keys.passphrase:
        raise Locked(_("This backup is locked with a passphrase. Give the file that holds it: --passphrase-file FILE."))
    try:
        salt = bytes.fromhex(file.readline(len(_PASSPHRASE) + 2 * _SALT_BYTES + 1).removeprefix(_PASSPHRASE).decode())
    except ValueError as error:
        raise damaged(_("the lock")) from error
    return pyrage.x25519.Identity.from_str(age_key(keys.passphrase, salt=salt))


def _encrypt(source: IO[bytes], file: IO[bytes], recipient: Any) -> None:
    remembering = _Remembering(file)
    try:
        pyrage.encrypt_io(source, remembering, [recipient])
    except pyrage.EncryptError as error:
        raise remembering.failed or error from error


def _decrypt(file: IO[bytes], sink: IO[bytes], identities: list[Any]) -> None:
    begins = file.tell()
    try:
        pyrage.decrypt_io(file, sink, identities)
    except (pyrage.DecryptError, OSError) as error:
        if "No matching keys" in str(error):
            raise Locked(
                _(
                    "This key or passphrase does not open the backup, or the backup's beginning is damaged. "
                    "Nothing was changed."
                )
            ) from error
        at = file.tell()
        raise (
            cut_short() if at == begins else damaged(_("what is encrypted, near byte %(at)d") % {"at": at})
        ) from error


@contextmanager
def _through(pump: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """A file to write to, from whose other end `pump` reads in a thread; what stops the pump is raised here."""
    read, write = os.pipe()
    failed: list[BaseException] = []

    def work() -> None:
        with os.fdopen(read, "rb") as source:
            try:
                pump(source)
            except BaseException as error:  # carried to the thread that waits
                failed.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        with os.fdopen(write, "wb", buffering=_SMALL) as sink:
            yield sink
    except BrokenPipeError:
        thread.join()
        if failed:
            raise failed[0] from None
        raise
    finally:
        thread.join()
    if failed:
        raise failed[0]


@contextmanager
def _from(pump: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """A file to read from, into whose other end `pump` writes in a thread; what stops the pump is raised here."""
    read, write = os.pipe()
    failed: list[BaseException] = []

    def work() -> None:
        with os.fdopen(write, "wb", buffering=_SMALL) as sink:
            try:
                pump(sink)
                sink.flush()
            except BrokenPipeError:  # the reader has seen enough
                pass
            except BaseException as error:  # carried to the thread that waits
                failed.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    source = os.fdopen(read, "rb")
    try:
        yield _Whole(source, thread, failed)  # type: ignore[misc]
    finally:
        source.close()
        thread.join()


class _Remembering:
    """A file that remembers why it could not be written: age would only say that."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.failed: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._file.write(data)
        except OSError as error:
            self.failed = error
            raise

    def flush(self) -> None:
        self._file.flush()


class _Whole:
    """Reads; at the end it says whether it was the end, or the pump had to stop."""

    def __init__(self, source: IO[bytes], thread: threading.Thread, failed: list[BaseException]) -> None:
        self._source, self._thread, self._failed = source, thread, failed

    def read(self, size: int) -> bytes:
        data = self._source.read(size)
        if len(data) < size:
            self._thread.join()
            if self._failed:
                raise self._failed[0]
        return data
