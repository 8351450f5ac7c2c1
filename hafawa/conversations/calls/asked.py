"""Do they ask to be called, and when? Pure; a proposal for somebody to say yes to, never an appointment.

"Call me tomorrow at 5", "اتصلوا بي غدا الساعة الخامسة", "დამირეკეთ ხვალ 5 საათზე". Not asked: what is denied ("don't
call me"), and what tells of a call that was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from hafawa.listening import language as languages
from hafawa.listening.extraction import moments
from hafawa.listening.extraction.moments import Shop
from hafawa.listening.extraction.promises import LANGUAGES
from hafawa.listening.extraction.writing import Clause, sentences

_SELF_AR = r"(?:بي|بنا|علي|عليا|معي|معنا|فيني|فيا)"
_ASKS = {  # over a clause's line: folded words, Georgian as it is heard (`extraction.writing`)
    "en": (
        r"(?:call|ring|phone|telephone) (?:me|us)\b|give (?:me|us) (?:a|another) (?:\w+ )?(?:call|ring|bell)"
        r"|call(?:ing)? back|(?:want|need|like|expect|prefer|get) a (?:phone |quick |short )?call\b"
        r"|(?:speak|talk) on the phone"
    ),
    "ar": (
        r"(?:[وف]|ان )?(?:اتصل(?:وا|و|ي)?|ت?تصل(?:وا|ون|و|ي)?|يتصل(?:وا|و)?|الاتصال|اتصال|دق(?:وا|و|ي)?|رن(?:وا|و)?)"
        rf" {_SELF_AR}"
        r"|[وف]?[تي]?كلم(?:وني|ني|يني|ونا|نا)|[وف]?هاتف(?:وني|ني|ونا)"
    ),
    "ka": r"(?:gad)?(?:mo|da|mo)(?:mi|gvi)rek\w*|damirek\w*|dagvirek\w*|(?:da)?mikavsird\w* telepon\w*",
    "arabizi": (
        r"(?:it|et|2et|2it)?tes[sl]l\w* (?:fiyi|fini|bi|3layi|fina)|kal+em(?:ouni|oni|ni)|da2+(?:o|ou)? ?(?:3layi|li)"
    ),
}
_NEVER = {
    "en": (
        r"(?:don't|dont|do not|never|stop|no need to|didn't|did not|not|nobody|no one|without|wouldn't|won't)"
        r" (?:\w+ ){0,3}?(?:call|ring|phone|give|get|want|need)"
    ),
    "ar": r"(?:لا|لم|لن|ما|بدون|دون|محد|ممنوع|حد) (?:\S+ ){0,2}?\S*(?:تصل|كلم|اتصال|دق|رن)",
    "ka": r"(?:ar|nu|agar|ver|aravin|nugar) (?:\S+ ){0,2}?\S*rek",
    "arabizi": r"(?:la|ma|lam) \w*(?:kal+em|tesl|tisl|da2)",
}


_ASKING = {name: re.compile(rf"(?<!\S)(?:{pattern})(?!\S)") for name, pattern in _ASKS.items()}
_DENYING = {name: re.compile(rf"(?<!\S)(?:{pattern})") for name, pattern in _NEVER.items()}


@dataclass(frozen=True)
class Asked:
    """Their words, and the time they named (aware; None: they named none, or one that is past)."""

    words: str
    due_at: datetime | None


def find(text: str, *, language: str | None, said_at: datetime, shop: Shop) -> Asked | None:
    """The first sentence of `text` that asks for a call, with the time named in it; None where none does.

    `language` is the reader's (told from the text where None); `said_at` is when it was written.
    """
    for clauses, manner in sentences(text, language or languages.tell(text)):
        for place, clause in enumerate(clauses):
            if not _asks(clause.line, manner.name):
                continue
            near = (clause, *clauses[place + 1 : place + 2], *clauses[max(0, place - 1) : place])
            due_at = next((at for c in near if (at := _when(c, manner.name, said_at=said_at, shop=shop))), None)
            return Asked(text[clause.start : clause.end].strip(), due_at)
    return None


def _asks(line: str, manner: str) -> bool:
    if manner not in _ASKING or not _ASKING[manner].search(line) or _DENYING[manner].search(line):
        return False
    return not LANGUAGES[manner][1].past.search(line)


def _when(clause: Clause, manner: str, *, said_at: datetime, shop: Shop) -> datetime | None:
    found = moments.find(clause.line, LANGUAGES[manner][1], said_at=said_at, shop=shop)
    return found.due if found and found.due and found.due > said_at else None
