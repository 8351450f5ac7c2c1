"""How are words in three scripts folded for finding, and which way do they run?"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

ARABIC = re.compile(r"[\u0600-\u06FF\u0750-\u077F\u08A0-\u08FF\uFB50-\uFDFF\uFE70-\uFEFF]")
GEORGIAN = re.compile(r"[\u10A0-\u10FF\u1C90-\u1CBF\u2D00-\u2D2F]")
LATIN = re.compile(r"[A-Za-z\u00C0-\u024F]")
_RTL = re.compile(r"[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]")
_FOLDS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ؤ": "و", "ئ": "ي"}
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_PILE = re.compile(r"[^\w\s\x00-\x7f]{31,}")  # what a pile of marks stands in: no mark is a letter of its own
_PILED_MOST = 30  # as Unicode's stream-safe text (UAX 15): no word of any language has more
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_MARKS = re.compile(f"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640{_UNSEEN}]")
ISOLATE_LTR, ISOLATE_AUTO, END_ISOLATE = "\u2066", "\u2068", "\u2069"


def ascii_digits(text: str) -> str:
    """`text` with Arabic-Indic and Persian digits as 0 to 9; nothing else is changed."""
    return text.translate(_DIGITS)


def without_invisible(text: str) -> str:
    """`text` without what nobody sees or types: marks of direction, joiners, blanks of no width, soft hyphens."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def normalised(form: Literal["NFC", "NFD", "NFKC"], text: str) -> str:
    """`text` in a normal form of Unicode, of any pile of marks on one letter the first thirty.

    The library sorts a pile in time that grows with its square: 200 kB of them in one letter would take a minute.
    """
    return unicodedata.normalize(form, _PILE.sub(_less_piled, text))


def fold(text: str) -> str:
    """`text` as it is compared: NFKC, lower case, no tashkeel, tatweel or accents, hamza forms joined, ASCII digits."""
    if text.isascii():  # nothing of the rest can happen to it, and most names in an export are
        return " ".join(text.lower().split())
    text = normalised("NFKC", text).translate(_DIGITS)
    text = _MARKS.sub("", text).translate(_FOLDS).lower()
    decomposed = normalised("NFD", text)
    kept = "".join(c for c in decomposed if not ("\u0300" <= c <= "\u036f"))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _less_piled(found: re.Match[str]) -> str:
    kept: list[str] = []
    piled = 0
    for letter in found[0]:
        piled = piled + 1 if unicodedata.combining(letter) else 0
        if piled <= _PILED_MOST:
            kept.append(letter)
    return "".join(kept)


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
