"""Which characters do these bytes stand for, when the declaration may be missing, unknown or wrong? Pure."""

from __future__ import annotations

import codecs
import re
import unicodedata

# Letters and marks of Arabic in Windows-1256; the vowels of Russian and of French in their own encodings lie between.
_ARABIC_BYTES = re.compile(rb"[\xa1\xaa\xba\xbf\xc1-\xd6\xd8-\xdf\xe1\xe3-\xe6\xec\xed\xf0-\xf3\xf5\xf6\xf8\xfa]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]{3,}")
_GUESS_BYTES = 4_000
_WIDER = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "iso-8859-6-i": "iso-8859-6",
    "iso-8859-6-e": "iso-8859-6",
    "gb2312": "gb18030",
    "ks_c_5601-1987": "cp949",
    "unicode-1-1-utf-7": "utf-7",
    "x-mac-arabic": "mac_arabic",
}
_NOT_TEXT = {
    "base64",
    "bz2",
    "hex",
    "quopri",
    "rot13",
    "uu",
    "zlib",
    "idna",
    "punycode",
    "undefined",
    "unicode_escape",
    "raw_unicode_escape",
    "mbcs",
    "oem",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def text_of(data: bytes, *, declared: str = "") -> tuple[str, bool]:
    """`data` as text, and whether its encoding had to be guessed. Never raises; what cannot be read becomes U+FFFD.

    The declared charset is believed when it is known and fits; UTF-8 next, then Windows-1256 where the bytes look
    Arabic, then the best guess of a detector on the first bytes, then Windows-1252.
    """
    codec = known(declared)
    if codec:
        found = _strictly(data, codec)
        if found is not None:
            return clean(found), False
    found = _strictly(data, "utf-8")
    if found is not None:
        return clean(found), bool(declared) and codec is None
    return clean(data.decode(_guess(data, codec), errors="replace")), True


def known(declared: str) -> str | None:
    """The codec for a declared charset, Latin-1 widened as mail programs do; None if there is no such text codec."""
    name = declared.strip().strip("\"'").lower()[:60]
    if not name or not name.isascii() or "\0" in name:
        return None
    name = _WIDER.get(name, name)
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return None if found.replace("-", "_") in _NOT_TEXT else _WIDER.get(found, found)


def clean(text: str) -> str:
    """`text` without NUL, other control characters and lone surrogates, which databases and pages refuse."""
    return _CONTROLS.sub("", text)


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        found = data.decode(codec)
    except (UnicodeError, ValueError):
        return None
    return found if _is_plausible(found, data, codec) else None


def _is_plausible(text: str, data: bytes, codec: str) -> bool:
    """False where a one-byte declaration fits anything: "iso-8859-1" over bytes that are UTF-8 or Arabic."""
    if codec not in ("cp1252", "iso8859-1", "iso8859-15") or data.isascii():
        return True
    return not _is_utf8(data) and not _looks_arabic(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_nearly_utf8(data: bytes) -> bool:
    """One letter torn apart by a cut, among many whole ones."""
    text = data.decode("utf-8", errors="replace")
    return text.count("\ufffd") * 10 < sum(ord(c) > 127 for c in text)


def _looks_arabic(data: bytes) -> bool:
    """Runs of high bytes, nearly all of them letters of Arabic in Windows-1256."""
    runs = b"".join(_HIGH_RUN.findall(data[:_GUESS_BYTES]))
    high = sum(b > 127 for b in data[:_GUESS_BYTES])
    return len(runs) * 2 > high and len(_ARABIC_BYTES.findall(runs)) * 20 >= len(runs) * 19


def _guess(data: bytes, declared: str | None) -> str:
    if _is_nearly_utf8(data):
        return "utf-8"
    if _looks_arabic(data):
        return "cp1256"
    if declared and not declared.startswith("utf") and declared != "ascii":
        return declared
    from charset_normalizer import from_bytes

    sample = data[:_GUESS_BYTES]
    if sum(len(run) for run in _HIGH_RUN.findall(sample)) < 6:
        return "cp1252" if declared is None else "utf-8"
    best = from_bytes(sample, cp_isolation=["cp1256", "cp1251", "cp1252", "koi8_r", "iso8859_6", "mac_arabic"]).best()
    return best.encoding if best else "cp1256" if _is_mostly_arabic(sample) else "cp1252"


def _is_mostly_arabic(sample: bytes) -> bool:
    letters = sample.decode("cp1256", errors="replace")
    return sum("ARABIC" in unicodedata.name(c, "") for c in letters) * 2 > sum(ord(c) > 127 for c in letters)
