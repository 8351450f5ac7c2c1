"""The application the web process serves: Django's synchronous handler on a few threads, behind an asynchronous door.

The bridge is a2wsgi; what it leaves open is closed here (docs/decisions/0004-server.md). Open streams stand before it
(`config.live`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware

from hafawa.config.wsgi import application as django

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

#: Each thread keeps one database connection. More of them only wait for one another: a page is Python from end to end,
#: and with eight a process answered 15 to 17 pages a second where with four it answers 19 to 20 (benchmarks/inbox.py).
THREADS = 4
#: Uploads have threads of their own: one that comes slowly keeps nobody's page waiting.
UPLOAD_THREADS = 4
SMALL = 256 * 1024  # bytes of a body that is taken in before a thread is
_AHEAD = 256  # pieces of an answer that may wait for a slow reader without a thread waiting with them


class ConnectionLost(OSError):
    """The browser went away before its request was complete: Django takes an OSError as an unreadable request."""


def door(synchronous: Any, *, threads: int = THREADS, upload_threads: int = UPLOAD_THREADS) -> Application:
    """`synchronous`, a WSGI application, as an asynchronous one."""
    pages: Any = WSGIMiddleware(synchronous, workers=threads, send_queue_size=_AHEAD)
    uploads: Any = WSGIMiddleware(synchronous, workers=upload_threads, send_queue_size=_AHEAD)

    async def opened(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        size, known = _body_size(scope["headers"]), {**scope, "headers": _headers(scope["headers"])}
        if size is None or size > SMALL:
            await uploads(known, _whole(receive), send)
        else:
            await pages(known, _whole(await _taken_in(receive) if size else receive), send)

    return opened


def _body_size(headers: list[tuple[bytes, bytes]]) -> int | None:
    """How many bytes the request says it brings; None where it does not say."""
    said = dict(headers)
    if b"transfer-encoding" in said:
        return None
    length = said.get(b"content-length", b"0")
    return int(length) if length.isdigit() else None


async def _taken_in(receive: Receive) -> Receive:
    """`receive` once all of the body is here, or its sender has gone."""
    came = [await receive()]
    while came[-1]["type"] == "http.request" and came[-1].get("more_body"):
        came.append(await receive())
    waiting = iter(came)

    async def again() -> Message:
        message = next(waiting, None)
        return await receive() if message is None else message

    return again


def _whole(receive: Receive) -> Receive:
    """`receive`, failing when the body breaks off: half an upload must not look like a whole, shorter one."""

    async def received() -> Message:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionLost("the connection was lost before the request was complete")
        return message

    return received


def _headers(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """No name with an underscore (it would pass for the same name with a dash), and one Cookie."""
    kept = [(name, value) for name, value in headers if b"_" not in name and name != b"cookie"]
    cookies = [value for name, value in headers if name == b"cookie"]
    return [*kept, (b"cookie", b"; ".join(cookies))] if cookies else kept


def _with_streams() -> Application:
    from hafawa.config.live import in_front_of  # after Django was set up, which `django` above has done

    return in_front_of(door(django))


application = _with_streams()
