"""What does a message of ours look like, byte for byte? Pure.

Headers are written here and folded by hand: the standard library encodes an id longer than a line into words nobody
threads by. The body is its work. Lines end CR LF and hold seven bits, so that no server on the way changes a byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from html import escape

from hafawa.kernel.text import ARABIC, GEORGIAN, direction

REFERENCES = 20  # the first, which is the root, and the last
_POLICY = SMTP.clone(cte_type="7bit")
_LINK = re.compile(r"https?://[^\s<>\"]{1,1000}")
_AFTER_LINK = ".,;:!?)]}'»”،؛؟"
_ARABIC_LETTERED = ("ar", "fa", "ur", "ps", "ckb")


@dataclass(frozen=True)
class File:
    """Something attached."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True)
class Quote:
    """What they wrote, below our words: who, when (in words) and the sentence that introduces it."""

    introduction: str
    text: str


@dataclass(frozen=True)
class Paper:
    """A message before it is bytes. Addresses, ids and the subject hold no line ends; ids stand without brackets."""

    sender: tuple[str, str]  # name, address
    to: Sequence[str]
    cc: Sequence[str]
    subject: str
    text: str
    language: str
    message_id: str
    at: datetime
    in_reply_to: str = ""
    references: Sequence[str] = ()
    quote: Quote | None = None
    is_automatic: bool = False
    is_sales: bool = False
    unsubscribe: str = ""
    files: Sequence[File] = field(default=())


def write(paper: Paper) -> bytes:
    """The message. Whoever reads it with `channels.mail.parse` finds the text and the quote apart again."""
    body = EmailMessage(policy=_POLICY)
    body.set_content(_plain(paper), charset="utf-8")
    body.add_alternative(_html(paper), subtype="html", charset="utf-8")
    for one in paper.files:
        main, _slash, sub = one.kind.partition("/")
        body.add_attachment(one.content, maintype=main, subtype=sub, filename=one.name)
    head = "".join(f"{name}: {value}\r\n" for name, value in _headers(paper))
    return head.encode("ascii") + body.as_bytes(policy=_POLICY)


def capped(references: Sequence[str]) -> list[str]:
    """The first and the last of `references`, each once: a program that answers repeats them all, for ever."""
    once = list(dict.fromkeys(references))
    return once if len(once) <= REFERENCES else [once[0], *once[1 - REFERENCES :]]


def language_of(paragraph: str, *, letter: str) -> str:
    """The language of a paragraph, as far as its letters tell; where they do not, that of the whole letter."""
    by_script = {"ar": len(ARABIC.findall(paragraph)), "ka": len(GEORGIAN.findall(paragraph))}
    script, letters = max(by_script.items(), key=lambda pair: pair[1])
    others = len(re.findall(r"[A-Za-z]", paragraph))
    if letters and letters >= others:
        return letter if script == "ar" and letter in _ARABIC_LETTERED else script
    return "en" if others and letter in (*_ARABIC_LETTERED, "ka") else letter


def _headers(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "From", _address(*paper.sender)
    yield "To", ",\r\n ".join(paper.to)
    if paper.cc:
        yield "Cc", ",\r\n ".join(paper.cc)
    yield "Subject", Header(paper.subject, _charset(paper.subject), header_name="Subject").encode(linesep="\r\n")
    yield "Date", format_datetime(paper.at)
    yield "Message-ID", f"<{paper.message_id}>"
    if paper.in_reply_to:
        yield "In-Reply-To", f"<{paper.in_reply_to}>"
    if paper.references:
        yield "References", "\r\n ".join(f"<{one}>" for one in capped(paper.references))
    if paper.is_automatic:
        yield "Auto-Submitted", "auto-replied" if paper.in_reply_to else "auto-generated"
        yield "X-Auto-Response-Suppress", "All"
    if paper.unsubscribe:
        yield "List-Unsubscribe", f"<{paper.unsubscribe}>"
        if paper.unsubscribe.startswith("https:"):  # RFC 8058 asks for it
            yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"
    elif paper.is_sales:
        yield "List-Unsubscribe", f"<mailto:{_in_url(paper.sender[1])}?subject=unsubscribe>"


def _address(name: str, email: str) -> str:
    if name.isascii():
        return formataddr((name, email))
    return f"{Header(name, 'utf-8', header_name='From').encode(linesep=chr(13) + chr(10))} <{email}>"


def _in_url(address: str) -> str:
    return "".join(c if c.isalnum() or c in "@.-_~" else f"%{ord(c):02X}" for c in address)


def _charset(text: str) -> str:
    return "us-ascii" if text.isascii() else "utf-8"


def _plain(paper: Paper) -> str:
    if paper.quote is None:
        return paper.text + "\n"
    quoted = "\n".join(f"> {line}".rstrip() for line in paper.quote.text.split("\n"))
    return f"{paper.text}\n\n{paper.quote.introduction}\n{quoted}\n"


def _html(paper: Paper) -> str:
    words = "\n".join(_paragraphs(paper.text, letter=paper.language))
    quoted = ""
    if paper.quote is not None:
        told = paper.quote
        introduction = f'<p dir="{direction(told.introduction)}">{escape(told.introduction)}</p>'
        inside = "\n".join(_paragraphs(told.text, letter=""))
        quoted = f'\n<div class="gmail_quote">{introduction}\n<blockquote type="cite">\n{inside}\n</blockquote></div>'
    whole = f'<html lang="{escape(paper.language)}" dir="{direction(paper.text)}">'
    return f'<!doctype html>\n{whole}\n<head><meta charset="utf-8"></head>\n<body>\n{words}{quoted}\n</body>\n</html>\n'


def _paragraphs(text: str, *, letter: str) -> Iterator[str]:
    """Each between blank lines by itself: an Arabic answer may hold an English address, and both are to be read."""
    for paragraph in re.split(r"\n[ \t]*\n", text):
        if paragraph.strip():
            language = language_of(paragraph, letter=letter)
            said = f' lang="{escape(language)}"' if language else ""
            yield f'<p{said} dir="{direction(paragraph)}">{_linked(paragraph.strip())}</p>'


def _linked(paragraph: str) -> str:
    out: list[str] = []
    place = 0
    for found in _LINK.finditer(paragraph):
        url = found[0].rstrip(_AFTER_LINK)
        out += [escape(paragraph[place : found.start()]), f'<a href="{escape(url)}" dir="ltr">{escape(url)}</a>']
        place = found.start() + len(url)
    out.append(escape(paragraph[place:]))
    return "".join(out).replace("\n", "<br>\n")
