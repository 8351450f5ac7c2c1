"""Which fields and files does a service's form hold? The whole of it in one pass, whatever its size. Pure.

Django's reader has one limit for fields, made for forms of people; here a field is a letter of many megabytes. What is
taken in all is limited before anything is read (`receiving.MOST_BYTES`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hafawa.channels.mail import headers

MOST_FIELDS = 1000


class NoForm(Exception):
    """The bytes are no form: a boundary is missing, or there are too many fields."""


@dataclass(frozen=True)
class Posted:
    """A file in the form."""

    name: str
    content_type: str
    content: bytes


@dataclass
class Fields:
    """What a form holds: of two fields of one name the last counts, as the services sign it."""

    texts: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, Posted] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The field as text; empty where there is none."""
        return self.texts.get(name, b"").decode("utf-8", "replace")


def read(body: bytes, *, content_type: str) -> Fields:
    """The fields of `body`, a form of the kind multipart/form-data; raises NoForm."""
    _kind, more = headers.parameters(content_type)
    boundary = more.get("boundary", "").encode()
    if not boundary or len(boundary) > 200:
        raise NoForm("no boundary")
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary, MOST_FIELDS + 2)
    if len(pieces) > MOST_FIELDS + 2 or len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise NoForm("it breaks off, or has too many fields")
    found = Fields()
    for piece in pieces[1:-1]:
        head, is_there, content = piece.partition(b"\r\n\r\n")
        if is_there:
            _keep(found, head, content)
    return found


def _keep(found: Fields, head: bytes, content: bytes) -> None:
    lines = headers.read(head.replace(b"\r\n", b"\n").lstrip(b"\n"))
    _kind, more = headers.parameters(lines.first("content-disposition"))
    name = more.get("name", "")
    if "filename" in more:
        found.files[name] = Posted(more["filename"], lines.first("content-type"), content)
    elif name:
        found.texts[name] = content
