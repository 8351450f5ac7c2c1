"""What is the normal form of an email address, a phone number, a customer number?"""

from __future__ import annotations

import re

import phonenumbers

from hafawa.kernel.text import ascii_digits, normalised, without_invisible

LONGEST = 320
_EMAIL = re.compile(r"[^\s@<>\",;:]+@[^\s@<>\",;:]+\.[^\s@<>\",;:]+")


def normal_email(text: str) -> str | None:
    """`text` lower-cased (NFKC), without what nobody sees, if it looks like one address, else None.

    Letters that only look alike stay different: a Cyrillic "а" makes it another address.
    """
    text = _as_spoken(_plain(text).strip("<>").strip().lower().rstrip("."))
    is_one = len(text) <= 254 and text.isprintable() and _EMAIL.fullmatch(text)
    return text if is_one else None


def normal_phone(text: str, *, country: str) -> str | None:
    """`text` in E.164, read as a number of `country` (ISO 3166, may be empty) without a prefix; None if not one."""
    try:
        number = phonenumbers.parse(ascii_digits(without_invisible(text)).strip(), country or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def normal_customer_id(text: str, *, source: str) -> str | None:
    """`source:number`: customer numbers of two systems never meet. One too long to keep whole is none."""
    text = _plain(ascii_digits(text))
    found = f"{source}:{text}"
    return found if text and text.isprintable() and len(found) <= LONGEST else None


def _as_spoken(email: str) -> str:
    """With a domain of another script in that script, which mail programs write as xn--…; else unchanged."""
    box, _at, domain = email.rpartition("@")
    if "xn--" not in domain or len(domain) > 253 or not domain.isascii():
        return email
    try:
        return f"{box}@{normalised('NFKC', domain.encode().decode('idna')).lower()}"
    except UnicodeError:
        return email


def _plain(text: str) -> str:
    return without_invisible(normalised("NFKC", text)).strip()
