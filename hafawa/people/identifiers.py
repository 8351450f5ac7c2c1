"""What is the normal form of an email address, a phone number, a customer number?"""

from __future__ import annotations

import re
import unicodedata

import phonenumbers

from hafawa.kernel.text import ascii_digits

_EMAIL = re.compile(r"[^\s@<>\",;:]+@[^\s@<>\",;:]+\.[^\s@<>\",;:]+")


def normal_email(text: str) -> str | None:
    """`text` lower-cased (NFKC) if it looks like one address, else None."""
    text = unicodedata.normalize("NFKC", text).strip().strip("<>").lower()
    return text if len(text) <= 254 and _EMAIL.fullmatch(text) else None


def normal_phone(text: str, *, country: str) -> str | None:
    """`text` in E.164, read as a number of `country` (ISO 3166, may be empty) without a prefix; None if not one."""
    try:
        number = phonenumbers.parse(ascii_digits(text).strip(), country or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def normal_customer_id(text: str, *, source: str) -> str | None:
    """`source:number`: customer numbers of two systems never meet."""
    text = unicodedata.normalize("NFKC", ascii_digits(text)).strip()
    return f"{source}:{text}"[:320] if text else None
