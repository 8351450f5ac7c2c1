"""What did the writer type, without what the writing box put in to turn a paragraph? Pure.

A field turns each paragraph by its first strong letter, so "iPhone وصل" would run the wrong way. Where that differs
from the majority (`kernel.text.direction`), the box begins the paragraph with a mark nobody sees; here it goes again.
"""

from __future__ import annotations

import re

_MARKS = re.compile(r"(?m)^[\u200e\u200f\u061c]+")


def plain(text: str) -> str:
    """`text` with lines ended as we end them, and no mark of direction at the beginning of one."""
    return _MARKS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
