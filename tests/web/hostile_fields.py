"""What an unkind hand puts into any field, and which fields a view reads: watched, not guessed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.datastructures import MultiValueDict

VALUES = (
    "", " ", "\0", "a\0b", "a\r\nSet-Cookie: x=1", "\ud800", "\u202etxt.exe", "\u2028", "-1", "0", "NaN", "1e999", "²",
    "٣", "٣" * 30, "1" + "0" * 20, "1" + "0" * 5000, "9223372036854775808", "2147483648", "32768", "1.5", "1,5",
    "0000-00-00", "9999-12-31", "+9999-01-01", "0001-01-01", "1969-12-31", "2107-01-01", "25:61", "24:00",
    "<script>alert(1)</script>", "javascript:alert(1)", "http://[::1", "http://[", "https://a:99999/", "https://\u0000/",
    "[]", "{}", "null", '{"a":NaN}', "[" * 5000, '{"pk":1}', "../../etc/passwd", "/\0", "%00", "%", "' OR 1=1 --", "{{7*7}}",
    "{0.__class__}", "%(x)s", "=1+1", "a:b:c", "x" * 5000, "\udcff", "😀" * 200, "1-1", "1,1,1", ",", ":", "1:",
)  # fmt: skip
WORST = ("\0", "\ud800", "²", "1" + "0" * 5000, "[" * 5000)
HUGE = "x" * 1_000_000


class Watched(QueryDict):
    """What was sent, and which of it was asked for."""

    asked: set[str] = set()  # a copy notes here, for nobody

    def __getitem__(self, key: str) -> Any:
        self.asked.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)

    def getlist(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().getlist(key, default)


asked_for: dict[str, set[str]] = {"GET": set(), "POST": set()}


def watch(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """A middleware that notes which fields and which words of the query the view reads."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        for method in ("GET", "POST"):
            seen = Watched("", mutable=True)
            seen.asked = asked_for[method]
            MultiValueDict.update(seen, getattr(request, method))
            if method == "GET":
                request.GET = seen  # type: ignore[assignment]
            else:
                request._post = seen  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
