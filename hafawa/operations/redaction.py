"""What of a text could be about a person? The last resort behind "log no data": it blacks out what looks like some.

Pure. It guards lines that should hold nothing in the first place; it is no way to make a text shareable.
"""

from __future__ import annotations

import re

MOST = 300  # characters kept of one text
_EMAIL = re.compile(r"[^\s@<>\"'(),;:=]{1,128}@[^\s@<>\"'(),;:=]{1,255}")
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|“[^”\n]*”|«[^»\n]*»|`[^`\n]*`")
_PARENTHESISED = re.compile(r"=\([^)\n]*\)")  # PostgreSQL: Key (email)=(...)
_NUMBER = re.compile(r"\(?\+?\d(?:[\s().\-/]{0,3}\d){5,}")
_OTHER_SCRIPT = re.compile(r"[^\x00-\x7f]+(?:[\s,.!?]+[^\x00-\x7f]+)*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def redacted(text: str) -> str:
    """`text` on one line, without addresses, long numbers, quoted words and other scripts than Latin; cut at `MOST`.

    Every Latin letter with an accent counts as another script: log lines are written in plain English.
    """
    text = _CONTROL.sub(" ", text[: 4 * MOST])
    text = _EMAIL.sub("[address]", text)
    text = _PARENTHESISED.sub("=([words])", text)
    text = _QUOTED.sub("[words]", text)
    text = _OTHER_SCRIPT.sub("[words]", text)
    text = _NUMBER.sub("[number]", text)
    return text if len(text) <= MOST else f"{text[:MOST]}…"
