"""What does an HTML letter say, as plain lines? Cleaned by nh3, then one pass over its tags. Pure."""

from __future__ import annotations

import html
import re
from collections import Counter

import nh3

from hafawa.channels.mail import limits


def _names(words: str) -> list[str]:
    return words.split()


QUOTE_MARK = "\ue000"  # a private character on a line of its own: what a mail program marked as quoted starts here
_BLOCKS = frozenset(  # each starts a line of its own
    _names(
        "address article aside blockquote center dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main"
        " nav ol p pre section table tbody tfoot thead tr ul"
    )
)
_KEPT = {*_BLOCKS, "br", "td", "th"}
_DROPPED = {"script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg", "math", "textarea"}
_QUOTE_CLASSES = {"gmail_quote", "gmail_quote_container", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote"}
_QUOTE_IDS = {"divRplyFwdMsg", "appendonsend", "mail-editor-reference-message-container", "OLK_SRC_BODY_SECTION"}
_TOKEN = re.compile(r"<(/?)([a-z0-9]+)([^<>]*)>")
_OPENING = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})")
_NOT_COUNTED = frozenset(  # void, or closed by the next of its kind
    _names("br hr img meta link input area base col embed source track wbr param p li td th tr dt dd option")
)
_ANY_TAG = re.compile(r"<[^<>]*>")


def text_of(source: str) -> str:
    """The words of `source`; a line `QUOTE_MARK` stands before what is marked as quoted, `> ` before its lines."""
    if is_hostile(source):
        return _roughly(source)
    cleaned = nh3.clean(
        source.replace(QUOTE_MARK, ""),
        tags=_KEPT,
        clean_content_tags=_DROPPED,
        attributes={},
        allowed_classes=dict.fromkeys(("div", "blockquote"), _QUOTE_CLASSES),
        tag_attribute_values={"div": {"id": _QUOTE_IDS}, "blockquote": {"type": {"cite"}}},
        link_rel=None,
    )
    return _lines(cleaned)


def is_hostile(source: str) -> bool:
    """Whether it is made to cost a parser more than its length: tags nested too deep, too many entities."""
    return _nesting(source) > limits.HTML_NESTING or source.count("&") > limits.HTML_ENTITIES


def _lines(cleaned: str) -> str:
    lines, place, depth, quoted = _Lines(), 0, 0, [0]
    for match in _TOKEN.finditer(cleaned):
        lines.add(cleaned[place : match.start()], depth=depth)
        place = match.end()
        is_end, tag, attributes = bool(match[1]), match[2], match[3]
        if tag == "blockquote":
            depth = max(0, depth - 1) if is_end else depth + 1
        if tag in _BLOCKS or tag == "br":
            lines.end(depth=depth, is_break=tag == "br")
        elif not is_end:
            lines.add("\t" if lines.open else "", depth=depth)
        if not is_end and attributes and ("quote" in attributes or "cite" in attributes or "id=" in attributes):
            quoted.append(place)
            lines.mark()
    lines.add(cleaned[place:], depth=depth)
    lines.end(depth=0, is_break=False)
    return "\n".join(lines.out).strip()


class _Lines:
    """Lines as they fill: white space single, at most one line empty between two."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.open: list[str] = []
        self.depth = 0

    def add(self, piece: str, *, depth: int) -> None:
        if piece and not piece.isspace():
            self.depth = depth if not self.open else self.depth
            self.open.append(html.unescape(piece))
        elif piece and self.open:
            self.open.append(" ")

    def end(self, *, depth: int, is_break: bool) -> None:
        line = " ".join("".join(self.open).replace("\u00a0", " ").split())
        self.open = []
        if line:
            self.out.append("> " * min(self.depth, 5) + line)
        elif is_break and self.out and self.out[-1]:
            self.out.append("")
        self.depth = depth

    def mark(self) -> None:
        if QUOTE_MARK not in self.out:
            self.out.append(QUOTE_MARK)


def _nesting(source: str) -> int:
    """How many tags stand open at once by each tag's own count: a parser's cost grows with it, misnested ones too."""
    still_open: Counter[str] = Counter()
    total = most = 0
    for match in _OPENING.finditer(source):
        tag = match[2].lower()
        if tag in _NOT_COUNTED:
            continue
        if not match[1]:
            still_open[tag] += 1
            total += 1
            most = max(most, total)
        elif still_open[tag]:
            still_open[tag] -= 1
            total -= 1
    return most


def _roughly(source: str) -> str:
    """For hostile nesting: tags out, words kept."""
    text = re.sub(r"(?i)</?(?:p|div|br|li|tr|blockquote)\b", "\n<", source)
    return "\n".join(line.strip() for line in html.unescape(_ANY_TAG.sub("", text)).split("\n") if line.strip())
