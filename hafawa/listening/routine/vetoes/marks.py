"""Which signs keep a machine out in every language: faces of anger and sorrow, doubled marks, shouted words? Pure."""

from __future__ import annotations

import re

FACES = frozenset(
    "😠😡🤬👿😤😒🙄😑😞😔😟😕🙁☹😣😖😫😩🥺😢😭😦😧😨😰😥😓😱😳🤯🤮🤢🤒🤕😷💔🖤⚰🪦☠💀👎🖕🤡💩🔪🔫💣🧨⚖🚔👮🤥😾😿🙃😬🤦😵😪🆘👊✊🤞🙏"
    "👏🥀🕊🐌🐢"
) - {"🙏", "🤞"}
_EMPHASIS = re.compile(r"[!?؟！？]\s*[!?؟！？]|\.{4,}|…{2,}|[!?؟]\s*\d*[!?؟]")
_LETTERS = re.compile(r"[A-Za-zÀ-ɏ]{3,}")
_SAD = re.compile(r"(?:^|\s)(?:[:;=]['’]?-?[(\[/\\|<]+|>:\(|D:|</3|-_-|\)':)(?=\s|$|[.,!?])|[)(]{4,}")
SHOUTED = 3


def found(text: str) -> tuple[str, str]:
    """The label ("faces", "emphasis", "shouted") and the piece of `text` it rests on; two empty strings where none."""
    for char in text:
        if char in FACES:
            return "faces", char
    if sad := _SAD.search(text):
        return "faces", sad.group().strip()
    if loud := _EMPHASIS.search(text):
        return "emphasis", loud.group()
    words = [w for w in _LETTERS.findall(text) if w.isascii()]
    shouted = [w for w in words if w.isupper()]
    if len(shouted) >= SHOUTED and len(shouted) * 2 > len(words):
        return "shouted", " ".join(shouted[:SHOUTED])
    return "", ""
