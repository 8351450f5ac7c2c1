"""Which order numbers, amounts of money and phone numbers stand in a text? Pure, linear.

An order number is believed where it has the shape of the shop's own, or where a word or `#` says what it is. What looks
like a date, an amount or a phone number is none. An amount needs its currency; where a word is the money of several
countries ("ريال", "dinar", "$"), the shop's own decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from hafawa.kernel.money import to_minor
from hafawa.kernel.text import ascii_digits
from hafawa.listening.extraction.writing import LONGEST
from hafawa.listening.reading import Found
from hafawa.people.identifiers import normal_phone

MOST_SHAPES = 500
SHAPE, CUE, LOCAL = 0.95, 0.85, 0.6
_D = r"[\d,.٬٫'  ]"
_ORDER_CUE = re.compile(
    r"(?:\b(?:order|purchase|invoice|booking|reservation|ticket|ref(?:erence)?|orders|talab|talabi|shekvet\w{0,6})\b|"
    r"(?:ال)?طلب(?:ي|ية|يتي|كم|نا|ه|ها)?|(?:ال)?(?:اوردر|أوردر|فاتورة|حجز|شكوى)|شكوى|"
    r"შეკვეთ\w{0,6}|ინვოის\w{0,4}|ჯავშ\w{0,6})"
    r"(?:[\s:]{1,3}(?:no|nr|number|num|id|is|رقم|رقمه|رقمها|ნომერი|ნომრით|nomeri|raqam|n)\b\.?:?)?\s{0,2}[#№:]?\s{0,2}"
    r"(?P<n>[A-Za-z]{0,5}[-_/]?\d[\dA-Za-z/_-]{2,20})",
    re.IGNORECASE,
)
_HASH = re.compile(r"(?<![\w#])[#№]\s?(?P<n>[A-Za-z]{0,5}[-_/]?\d[\dA-Za-z/_-]{2,20})")
_BEFORE = re.compile(r"(?<![\w#])(?P<n>\d{3,12})\s{0,2}(?:-?\s?(?:ე|ის|იანი))?\s{0,2}(?:შეკვეთ|shekvet)")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?$")
_PHONE = re.compile(r"(?<![\w#/.])(?:\+|00)?\(?\d[\d \t().\-  ]{5,20}\d(?![\w/])")
_NUMBER = r"\d{1,9}(?:[,. ٬٫' ]\d{2,3}){0,4}(?:[.,٫]\d{1,3})?"
_WORTH = {
    "USD": r"us\$|usd|dollars?|bucks|دولار(?:ات|ين|اً)?|დოლარ\w{0,4}|dolar\w{0,4}",
    "EUR": r"€|eur|euros?|يورو|ევრო\w{0,4}|evro\w{0,3}",
    "GBP": r"£|gbp|pounds?|quid|جنيه استرليني|ფუნტ\w{0,4}",
    "GEL": r"₾|gel|lari\w{0,3}|لاري|ლარ\w{0,5}|laris?",
    "AED": r"aed|dhs?|dirhams?|د\.إ|درهم(?:اً|ين)?|دراهم|დირჰამ\w{0,4}",
    "SAR": r"sar|sr|riyals?|rials?|ر\.س|ريال(?:اً|ات|ين)?",
    "EGP": r"egp|le|جنيه(?:اً|ات|ين)?|geneh|gneh|genih",
    "KWD": r"kwd|kd|د\.ك|دينار(?:اً|ين)?|دنانير|dinars?",
    "LBP": r"lbp|ل\.ل|ليرة|ليرات|lira",
    "INR": r"₹|inr|rs\.?|rupees?|روبية",
    "NGN": r"₦|ngn|naira",
    "TRY": r"₺|try|tl",
    "JPY": r"¥|jpy|yen",
    "CENT": r"cents?|p|pence|თეთრ\w{0,4}|قرش|فلس",
}
_SHARED = {  # money of several countries by one name: the shop's own is meant
    "USD": {"USD", "CAD", "AUD", "NZD", "SGD", "HKD"}, "SAR": {"SAR", "QAR", "OMR", "YER"},
    "GBP": {"GBP", "EGP", "SYP"},
    "KWD": {"KWD", "BHD", "JOD", "IQD", "LYD", "TND", "DZD"}, "LBP": {"LBP", "SYP", "TRY"},
    "EGP": {"EGP", "SDG", "GBP"},
    "AED": {"AED", "MAD"}, "INR": {"INR", "PKR", "LKR", "NPR"},
}  # fmt: skip
_SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "₾": "GEL", "₹": "INR", "₦": "NGN", "₺": "TRY", "¥": "JPY"}
_ANY = "|".join(rf"(?P<{code}>{names})" for code, names in _WORTH.items())
_AFTER = re.compile(rf"(?<![\w.,#])(?P<n>{_NUMBER})\s?(?:{_ANY}|(?P<sign>[$]))(?![^\W\d_])", re.IGNORECASE)
_AHEAD = re.compile(
    rf"(?<!\w)(?:(?P<sign>us\$|[$£€₾₹₦₺¥])|(?P<code>[a-z]{{2,3}}))[\s ]?(?P<n>{_NUMBER})(?!\w)", re.IGNORECASE
)
_CODES = {
    "usd",
    "eur",
    "gbp",
    "gel",
    "aed",
    "sar",
    "egp",
    "kwd",
    "lbp",
    "inr",
    "ngn",
    "try",
    "jpy",
    "qar",
    "omr",
    "bhd",
    "jod",
    "rs",
    "dhs",
    "le",
}


def orders(text: str, *, shapes: Sequence[str] = ()) -> Iterator[Found]:
    """Order numbers; `shapes` are numbers of the shop's own ("#1042", "ORD-20417"), from which theirs is learned."""
    plain = ascii_digits(text[:LONGEST])
    seen: set[int] = set()
    for pattern, confidence in [
        *((p, SHAPE) for p in _shaped(tuple(shapes[:MOST_SHAPES]))),
        (_ORDER_CUE, CUE),
        (_HASH, CUE),
        (_BEFORE, CUE),
    ]:
        for match in pattern.finditer(plain):
            start, end = match.span("n")
            number = plain[start:end].rstrip("-_/")
            if start in seen or _DATE.match(number) or sum(c.isdigit() for c in number) < 3:
                continue
            seen.add(start)
            end = start + len(number)
            yield Found(
                what="order", words=text[start:end], start=start, end=end, says={"ref": number}, confidence=confidence
            )


@lru_cache(maxsize=32)
def _shaped(shapes: tuple[str, ...]) -> list[re.Pattern[str]]:
    """One pattern for each shape: the letters before as they are, as many digits, one more or fewer."""
    made = set()
    for shape in shapes:
        match = re.fullmatch(r"[#№]?\s?(?P<head>[A-Za-z]{0,6}[-_/]?)(?P<digits>\d{3,14})", ascii_digits(shape.strip()))
        if match:
            made.add((match["head"].lower(), len(match["digits"])))
    return [_of_shape(head, digits) for head, digits in sorted(made) if head or digits >= 4]


def _of_shape(head: str, digits: int) -> re.Pattern[str]:
    least, most = (max(3, digits - 1), digits + 1) if head else (digits, digits)
    number = rf"{re.escape(head)}\d{{{least},{most}}}"
    return re.compile(rf"(?<![\w.,/+-])(?P<n>{number})(?![\w/]|[.,]\d)", re.IGNORECASE)


def amounts(text: str, *, currency: str = "") -> Iterator[Found]:
    """Amounts with their currency (ISO 4217); `currency` is the shop's own, which settles names that several share."""
    plain = ascii_digits(text[:LONGEST])
    taken: list[tuple[int, int]] = []
    for pattern in (_AHEAD, _AFTER):
        for match in pattern.finditer(plain):
            code, number = _code(match, currency), _decimal(match["n"])
            start, end = match.span()
            if not code or number is None or any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            if code == "CENT":
                code, number = currency or "USD", number.scaleb(-2)
            says = {"amount": str(number), "currency": code, "amount_minor": str(to_minor(number, currency=code))}
            yield Found(what="amount", words=text[start:end], start=start, end=end, says=says, confidence=0.9)


def _code(match: re.Match[str], own: str) -> str:
    groups = match.groupdict()
    if sign := groups.get("sign"):
        code = _SIGNS[sign[-1]]
    elif "code" in groups:
        written = (groups["code"] or "").lower()
        if written not in _CODES:
            return ""
        code = {"rs": "INR", "dhs": "AED", "le": "EGP"}.get(written, written.upper())
    else:
        code = next((c for c in _WORTH if groups.get(c)), "")
    return own if own in _SHARED.get(code, ()) else code


def _decimal(written: str) -> Decimal | None:
    """A number as people write it: the last mark is the decimal one if one or two digits follow, else it groups."""
    bare = re.sub(r"[\s '٬]", "", written).replace("٫", ".")
    head, mark, tail = bare.rpartition("." if bare.rfind(".") > bare.rfind(",") else ",")
    whole, part = (head, "." + tail) if mark and len(tail) != 3 else (bare, "")
    bare = re.sub(r"[.,]", "", whole) + part
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None


def phones(text: str, *, country: str = "") -> Iterator[Found]:
    """Phone numbers, in E.164 where they can be (`says["e164"]`); `country` (ISO 3166) reads those without a prefix."""
    plain = ascii_digits(text[:LONGEST])
    for match in _PHONE.finditer(plain):
        written = match[0].strip()
        digits = sum(c.isdigit() for c in written)
        if not 8 <= digits <= 15 or _DATE.fullmatch(written) or re.fullmatch(r"\d{4}-\d\d-\d\d.*", written):
            continue
        start = match.start() + match[0].index(written)
        number = normal_phone(written.replace("00", "+", 1) if written.startswith("00") else written, country=country)
        if number is None and not (written.startswith("0") and digits >= 9):
            continue
        yield Found(
            what="phone", words=text[start : start + len(written)], start=start, end=start + len(written),
            says={"e164": number} if number else {}, confidence=0.9 if number else LOCAL,
        )  # fmt: skip
