"""What do the cells of a phone system's log mean: in or out, reached or not, how long, whose name? Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from hafawa.channels.call import IN, LONGEST_SECONDS, NOT_REACHED, OUT, REACHED, VOICEMAIL
from hafawa.channels.importers.columns import plain
from hafawa.kernel.text import ascii_digits

DISPOSITIONS = frozenset({"ANSWERED", "NO ANSWER", "BUSY", "FAILED", "CONGESTION", "CANCEL"})
_INSIDE_MOST = 5  # digits of a number inside the house


def _words(text: str) -> frozenset[str]:
    return frozenset(plain(word) for word in text.split("|"))


_DIRECTIONS = {
    IN: _words(
        "in|inbound|incoming|received|call in|inc|ingress|وارد|واردة|مكالمة واردة|შემომავალი|შემოსული|входящий|входящие"
        "|entrante|recebida|eingehend|gelen"
    ),
    OUT: _words(
        "out|outbound|outgoing|dialed|dialled|made|call out|egress|صادر|صادرة|مكالمة صادرة|გამავალი|გასული|исходящий"
        "|исходящие|saliente|efetuada|ausgehend|giden"
    ),
    "missed": _words(
        "missed|missed call|rejected|blocked|فائتة|مكالمة فائتة|لم يرد عليها|გამოტოვებული|გაცდენილი|пропущенный"
        "|perdida|verpasst|cevapsiz"
    ),
    "inside": _words("internal|intern|local|inside|داخلي|داخلية|შიდა|внутренний|interna|dahili"),
}
_OUTCOMES = {
    REACHED: _words(
        "answered|answer|completed|complete|connected|reached|success|successful|ok|normal clearing|yes|talked|تم الرد"
        "|مجابة|ناجحة|ناجح|ნაპასუხები|უპასუხა|შემდგარი|отвечен|отвечено|принят|contestada|atendida|angenommen|cevaplandi"
    ),
    NOT_REACHED: _words(
        "no answer|noanswer|not answered|unanswered|missed|busy|failed|fail|congestion|cancel|cancelled|canceled"
        "|rejected|abandoned|chanunavail|unavailable|not reached|no|لم يرد|لا يوجد رد|لا رد|فائتة|مشغول|فشل|ملغاة"
        "|უპასუხო|არ უპასუხა|გამოტოვებული|დაკავებული|შეუმდგარი|не отвечен|пропущен|занято|no contestada|perdida"
        "|ocupado|verpasst|besetzt|cevapsiz|mesgul"
    ),
    VOICEMAIL: _words("voicemail|voice mail|vm|machine|بريد صوتي|ხმოვანი ფოსტა|автоответчик|buzon de voz|mailbox"),
}
_INBOUND_CONTEXT = re.compile(
    r"from[-_](?:trunk|pstn|external|did|sip[-_]external)|incoming|inbound|ext[-_]did", re.IGNORECASE
)
_OUTBOUND_CONTEXT = re.compile(r"from[-_]internal|outgoing|outbound|outbound[-_]allroutes", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})")
_UNITS = re.compile(r"(?:(\d{1,4})\s*h\w*)?\s*(?:(\d{1,5})\s*m\w*)?\s*(?:(\d{1,6})\s*s\w*)?", re.IGNORECASE)
_CLID = re.compile(r'\s*"?([^"<]*)"?\s*<[^>]*>\s*')


class Direction(NamedTuple):
    """In, out or (empty) not to be told; whether it was missed, or between two of us."""

    direction: str
    is_missed: bool = False
    is_inside: bool = False


def direction(cell: str, context: str, source: str, target: str) -> Direction:
    """Where a call went: by its own word, else by its context, else by which of its numbers is inside the house."""
    word = plain(cell)
    for told, words in _DIRECTIONS.items():
        if word in words:
            return Direction(
                IN if told == "missed" else "" if told == "inside" else told, told == "missed", told == "inside"
            )
    from_inside, to_inside = _is_inside(source), _is_inside(target)
    if source and target and from_inside and to_inside:
        return Direction(IN) if _INBOUND_CONTEXT.search(context) and not source else Direction("", is_inside=True)
    if _INBOUND_CONTEXT.search(context):
        return Direction(IN)
    if from_inside and not to_inside and target:
        return Direction(OUT)
    if to_inside and not from_inside and source:
        return Direction(IN)
    return Direction(OUT) if _OUTBOUND_CONTEXT.search(context) else Direction("")


def outcome(cell: str) -> str:
    """How a call ended, by the phone system's word; empty where that is not one we know."""
    word = plain(cell)
    return next((told for told, words in _OUTCOMES.items() if word in words), "")


def seconds(cell: str) -> int | None:
    """A length in seconds: "95", "1:35", "00:01:35", "1m 35s"; None where it is none a call could have."""
    text = ascii_digits(cell).strip().lower()
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, rest = (int(part or 0) for part in clock.groups())
        found = 3600 * hours + 60 * minutes + rest
    elif text.removesuffix(".0").isascii() and text.removesuffix(".0").isdecimal() and len(text) < 10:
        found = int(text.removesuffix(".0"))
    elif text and (units := _UNITS.fullmatch(text)) and any(units.groups()):
        hours, minutes, rest = (int(part or 0) for part in units.groups())
        found = 3600 * hours + 60 * minutes + rest
    else:
        return None
    return found if found <= LONGEST_SECONDS else None


def name(cell: str) -> str:
    """A caller's name, without the number that a caller id holds beside it; empty where it is only a number."""
    found = _CLID.fullmatch(cell)
    text = (found[1] if found else cell).strip().strip('"').strip()
    return "" if not any(c.isalpha() for c in text) or "@" in text else text[:300]


def _is_inside(number: str) -> bool:
    """A number inside the house: an extension of a few digits, or a word of the switch itself (s, voicemail)."""
    digits = "".join(c for c in ascii_digits(number) if c.isdecimal())
    return bool(number) and len(digits) <= _INSIDE_MOST
