"""How are words in three scripts folded for finding, and which way do they run?"""

from __future__ import annotations

import re
import unicodedata

ARABIC = re.compile(r"[\u0600-\u06FF\u0750-\u077F\u08A0-\u08FF\uFB50-\uFDFF\uFE70-\uFEFF]")
GEORGIAN = re.compile(r"[\u10A0-\u10FF\u1C90-\u1CBF\u2D00-\u2D2F]")
LATIN = re.compile(r"[A-Za-z\u00C0-\u024F]")
_RTL = re.compile(r"[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]")
_MARKS = re.compile(r"[\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06ED\u0640\u200B-\u200F\u202A-\u202E\u2066-\u2069]")
_FOLDS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ؤ": "و", "ئ": "ي"}
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
ISOLATE_LTR, ISOLATE_AUTO, END_ISOLATE = "\u2066", "\u2068", "\u2069"


def ascii_digits(text: str) -> str:
    """`text` with Arabic-Indic and Persian digits as 0 to 9; nothing else is changed."""
    return text.translate(_DIGITS)


def fold(text: str) -> str:
    """`text` as it is compared: NFKC, lower case, no tashkeel, tatweel or accents, hamza forms joined, ASCII digits."""
    if text.isascii():  # nothing of the rest can happen to it, and most names in an export are
        return " ".join(text.lower().split())
    text = unicodedata.normalize("NFKC", text).translate(_DIGITS)
    text = _MARKS.sub("", text).translate(_FOLDS).lower()
    decomposed = unicodedata.normalize("NFD", text)
    kept = "".join(c for c in decomposed if not ("\u0300" <= c <= "\u036f"))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def direction(text: str) -> str:
    """`"rtl"` or `"ltr"`, by the majority of the strong letters ("iPhone وصل متأخراً" runs right to left)."""
    rtl = len(_RTL.findall(text))
    return "rtl" if rtl > len(LATIN.findall(text)) + len(GEORGIAN.findall(text)) else "ltr"


def isolate(text: str) -> str:
    """`text` between marks that keep it from scrambling the sentence around it, for plain text."""
    return f"{ISOLATE_AUTO}{text}{END_ISOLATE}"


def isolate_ltr(text: str) -> str:
    """The same for what always runs left to right: phone, email, order number, address of a page."""
    return f"{ISOLATE_LTR}{text}{END_ISOLATE}"
