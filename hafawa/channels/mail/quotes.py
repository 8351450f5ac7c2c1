"""Which words of a letter are new, and which are quoted from before or a signature? English, Arabic, Georgian. Pure.

Line by line, each line cut to a fixed length before any pattern sees it, so that the time is linear in the text. The
marks are those of the common mail programs: a line that introduces a quote holds a date and an address, or a name and
"wrote:"; a block of header names (From:/Sent:/To:); a divider ("Original Message"); a signature's "-- ". When the marks
would leave nothing new, the letter is a bare forward or an answer between quoted lines, and what is unquoted is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hafawa.channels.mail.html_text import QUOTE_MARK
from hafawa.kernel.text import ascii_digits

_LOOKED_AT = 400
_EASTERN_DIGIT = re.compile("[٠-٩۰-۹]")
_MARKS = re.compile("[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\u0640]")

_WROTE = re.compile(
    r"(?i)\b(wrote|writes|schrieb|a écrit|escribió|escreveu|ha scritto|пишет|написал[аи]?)\b.{0,40}[:：]\s*$|"
    r"(كتب|كتبت|كَتب|وكتب|يكتب|كتبوا)\b.{0,160}[:：]\s*$|"
    r"(დაწერა|დაწერს|წერს|მოიწერა|მოგწერათ|წერდა)\b.{0,120}[:：]\s*$|"
    r"^\s*(كتب|كتبت|دაწერა)\s"
)
_STARTS = re.compile(
    r"(?i)^\s*(on\b|at\b|le\b|am\b|el\b|em\b|il\b|في|بتاريخ|يوم|بوم|وفي|ბოლოს|\d{1,4}[\s./-]|"
    r"(mon|tue|wed|thu|fri|sat|sun)\w{0,6},|[\w.]{2,12},? \d{1,2} )"
)
_DATE = re.compile(
    r"\b(19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}:\d\d\b",
)
_ADDRESS = re.compile(r"<?[^\s<>@]{1,64}@[^\s<>@]{1,100}\.[^\s<>@]{2,24}>?")
_DIVIDER = re.compile(
    r"(?i)^\s*(?:[-_=*]{2,60}\s{0,5})(?:original message|forwarded message|original appointment|reply message|"
    r"الرسالة الأصلية|رسالة أصلية|رسالة معاد توجيهها|الرسالة المعاد توجيهها|رسالة محولة|الرسالة المحولة|"
    r"ორიგინალი შეტყობინება|თავდაპირველი შეტყობინება|საწყისი შეტყობინება|გადამისამართებული შეტყობინება|"
    r"გადაგზავნილი შეტყობინება)\s{0,5}[-_=*]{0,60}\s*$|^\s*begin forwarded message:\s*$|^_{20,60}\s*$"
)
_FROM = r"from|de|von|من|المرسل|ვისგან|გამომგზავნი|გამგზავნი|გამომგზავნა|от"
_SENT = (
    r"sent|date|to|cc|subject|تم الإرسال|تم الارسال|أرسلت|أُرسلت|تاريخ الإرسال|التاريخ|إلى|الى|نسخة|الموضوع|موضوع|"
    r"გაგზავნილია|გაიგზავნა|გაგზავნის თარიღი|თარიღი|ვის|მიმღები|ასლი|თემა|საგანი"
)
_HEADER_FROM = re.compile(rf"(?i)^\s*\*?({_FROM})\s?:\*?\s*\S")
_HEADER_SENT = re.compile(rf"(?i)^\s*\*?({_SENT})\s?:\*?(\s|$)")
_DEVICE = re.compile(
    r"(?i)^\s*(sent from (my|outlook|mail|yahoo|samsung|the|a)\b.{0,60}|get outlook for (ios|android)\b.{0,60}|"
    r"sent via .{0,40}|"
    r"(أ|ا)?(رسلت|رسل|ُرسلت|ُرسل|رسل هذا البريد) من .{0,60}|(تم )?(الإرسال|الارسال|إرساله|ارساله) من .{0,60}|"
    r"مرسل(ة)? من .{0,60}|الحصول على outlook .{0,60}|احصل على outlook .{0,60}|"
    r"გაგზავნილია .{0,50}(იდან|დან|ით)\.?\s*|გამოგზავნილია .{0,50}(იდან|დან|ით)\.?\s*|"
    r"გაიგზავნა .{0,50}(იდან|დან|ით)\.?\s*|ჩემი iphone.{0,30})$"
)
_SIGNED = re.compile(r"^--\s?$|^—\s?$|^-{2}\u00a0$")
_LONG_DIVIDER = re.compile(r"^\s*[_]{10,}\s*$")


@dataclass(frozen=True, slots=True)
class Cut:
    """A letter's `text` (the new words), what was `quoted` below or between, and the `signature`."""

    text: str
    quoted: str = ""
    signature: str = ""


def cut(text: str) -> Cut:
    """`text` without what it repeats and how it is signed. Whatever comes in, every word stays in one of the three."""
    lines = [line.rstrip() for line in text.replace("\r", "").split("\n")]
    seen = [_seen(line) for line in lines]
    stop, resumes = _quote_at(lines, seen)
    above, below = lines[:stop], lines[stop:]
    fresh, quoted = _unquoted(above)
    answers, kept = _between(below) if resumes else ([], below)
    fresh, signature = _unsigned(fresh + answers)
    if not any(line.strip() for line in fresh) and not signature:
        late, rest = _unquoted([line for line in below if line != QUOTE_MARK])
        return Cut(_whole(late), _whole(quoted + (rest if any(map(str.strip, late)) else kept)))
    return Cut(_whole(fresh), _whole(quoted + kept), _whole(signature))


def _seen(line: str) -> str:
    """The line as the patterns see it: bounded, without direction marks, digits as 0 to 9."""
    line = line[:_LOOKED_AT]
    if line.isascii():
        return line
    line = _MARKS.sub("", line)
    return ascii_digits(line) if _EASTERN_DIGIT.search(line) else line


def _quote_at(lines: list[str], seen: list[str]) -> tuple[int, bool]:
    """The line at which repeated words begin, and whether new ones may stand between them (lines with `>`)."""
    for place, line in enumerate(seen):
        if not line.strip():
            continue
        if lines[place] == QUOTE_MARK:
            return _introduced(seen, place), False
        if _DIVIDER.match(line) or _is_header_block(seen, place):
            return place, False
        if not line.startswith(">") and (_introduces(line) or _introduces_over_lines(seen, place)):
            return place, _has_marks(seen, place)
    return len(lines), False


def _introduces(line: str) -> bool:
    """One line that says who wrote and when: "On Mon, 5 Jan 2026 at 9:00, Layla <l@x.example> wrote:"."""
    tail = line.rstrip()
    if not tail.endswith((":", "：")):
        return False
    if _ADDRESS.search(line) and _DATE.search(line):
        return True
    return bool(_WROTE.search(line)) and bool(_DATE.search(line) or _ADDRESS.search(line))


def _introduces_over_lines(seen: list[str], place: int) -> bool:
    """The same, wrapped by a mail program over two or three lines; only where it looks like a beginning."""
    line = seen[place]
    if not (_STARTS.match(line) and (_DATE.search(line) or _ADDRESS.search(line))) and not _WROTE.match(line):
        return False
    for more in (1, 2):
        following = seen[place + 1 : place + 1 + more]
        if len(following) == more and all(part.strip() and not part.startswith(">") for part in following):
            whole = " ".join([line, *following])
            if len(whole) <= _LOOKED_AT and _introduces(whole):
                return True
    return False


def _introduced(seen: list[str], place: int) -> int:
    """A program's own mark may follow the line that introduces the quote: then that line is where it begins."""
    before = place - 1
    while before >= 0 and not seen[before].strip():
        before -= 1
    return before if before >= 0 and (_introduces(seen[before]) or _DIVIDER.match(seen[before])) else place


def _is_header_block(seen: list[str], place: int) -> bool:
    """From: with two more of Sent:, To:, Subject: close below."""
    if not _HEADER_FROM.match(seen[place]):
        return False
    return sum(bool(_HEADER_SENT.match(line)) for line in seen[place + 1 : place + 7]) >= 2


def _has_marks(seen: list[str], place: int) -> bool:
    following = [line for line in seen[place + 1 : place + 6] if line.strip()]
    return any(line.startswith(">") for line in following)


def _between(below: list[str]) -> tuple[list[str], list[str]]:
    """Answers written between or under quoted lines, and the quoted lines with what introduced them."""
    first = next((place for place, line in enumerate(below) if line.startswith(">")), len(below))
    kept, answers = below[:first], list[str]()
    for place, line in enumerate(below[first:], first):
        is_wrapped = _is_torn(below, place)
        (kept if line.startswith(">") or is_wrapped else answers).append(line)
    return answers, kept


def _is_torn(lines: list[str], place: int) -> bool:
    """A quoted line's tail that was wrapped without its mark: quoted lines above and below, few words."""
    if not lines[place].strip() or place == 0 or place + 1 >= len(lines):
        return False
    short = len(lines[place]) < 25 and len(lines[place - 1]) > 65
    return short and lines[place - 1].startswith(">") and lines[place + 1].startswith(">")


def _unquoted(lines: list[str]) -> tuple[list[str], list[str]]:
    return [x for x in lines if not x.startswith(">")], [x for x in lines if x.startswith(">")]


def _unsigned(lines: list[str]) -> tuple[list[str], list[str]]:
    """Cuts at "-- ", and takes "Sent from my iPhone" off the end."""
    for place, line in enumerate(lines):
        if _SIGNED.match(line) and any(x.strip() for x in lines[:place]) and len(lines) - place <= 20:
            return lines[:place], lines[place:]
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    if end and _DEVICE.match(_seen(lines[end - 1])):
        start = end - 1
        start -= bool(start and _LONG_DIVIDER.match(lines[start - 1]))
        return lines[:start], lines[start:end]
    return lines, []


def _whole(lines: list[str]) -> str:
    """Lines as one text, never two empty ones in a row."""
    out: list[str] = []
    for line in lines:
        if line != QUOTE_MARK and (line.strip() or (out and out[-1])):
            out.append(line)
    return "\n".join(out).strip()
