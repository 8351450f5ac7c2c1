"""What does a mail service's library see of a request that was read before? The same as of one that just came."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from hafawa.channels.mail_doors import fields


class Asked(HttpRequest):
    """A POST of `body`, its form read by our own reader (`fields`), at the address `url`. Raises fields.NoForm."""

    def __init__(self, body: bytes, *, content_type: str, url: str = "", headers: Mapping[str, str] | None = None):
        super().__init__()
        self.method = "POST"
        self.META = {"CONTENT_TYPE": content_type, **{_meta(name): value for name, value in (headers or {}).items()}}
        self._set_content_type_params(self.META)  # type: ignore[attr-defined]
        self._body, self._url = body, url
        self.given = _given(body, self.content_type or "", content_type)
        post: Any = QueryDict(mutable=True, encoding="utf-8")
        for name in self.given.texts:
            post[name] = self.given.text(name)
        self.POST, self.FILES = post, MultiValueDict({n: [_file(n, f)] for n, f in self.given.files.items()})

    def build_absolute_uri(self, location: str | None = None) -> str:
        """The address it was sent to."""
        return self._url


def _meta(name: str) -> str:
    return "HTTP_" + name.upper().replace("-", "_")


def _file(name: str, posted: fields.Posted) -> InMemoryUploadedFile:
    return InMemoryUploadedFile(
        BytesIO(posted.content), name, posted.name or name, posted.content_type, len(posted.content), None
    )


def _given(body: bytes, kind: str, content_type: str) -> fields.Fields:
    if kind == "multipart/form-data":
        return fields.read(body, content_type=content_type)
    if kind != "application/x-www-form-urlencoded":
        return fields.Fields()
    try:
        pairs = parse_qsl(body, keep_blank_values=True, max_num_fields=fields.MOST_FIELDS)
    except ValueError as error:
        raise fields.NoForm("too many fields") from error
    return fields.Fields(texts={name.decode("utf-8", "replace"): value for name, value in pairs})
