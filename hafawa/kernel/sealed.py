"""How is a secret of somebody else's system, a password or a key, kept so that the database alone does not tell it?

Encrypted with a key made from the installation's own secret key, another for each purpose, so that what is sealed for
one purpose opens for no other. After the secret key was changed, what was sealed under an earlier one in
SECRET_KEY_FALLBACKS still opens.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused


class CannotOpen(Refused):
    """It was sealed under another secret key, or is damaged."""


def seal(secret: str, *, purpose: str) -> str:
    """`secret` as it may be stored; empty stays empty."""
    return _box(purpose).encrypt(secret.encode()).decode() if secret else ""


def opened(sealed: str, *, purpose: str) -> str:
    """What was sealed for `purpose`; empty stays empty. Raises CannotOpen."""
    if not sealed:
        return ""
    try:
        return _box(purpose).decrypt(sealed.encode()).decode()
    except (InvalidToken, UnicodeError):
        raise CannotOpen(
            _("A password or key kept here was sealed under another secret key, so it cannot be read. Type it anew.")
        ) from None


def _box(purpose: str) -> MultiFernet:
    return MultiFernet([_one(str(key), purpose) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _one(key: str, purpose: str) -> Fernet:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"hafawa.sealed.{purpose}".encode())
    return Fernet(base64.urlsafe_b64encode(made.derive(key.encode())))
