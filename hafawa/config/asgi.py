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

THREADS = 8  # each keeps one database connection


class ConnectionLost(OSError):
    """The browser went away before its request was complete: Django takes an OSError as an unreadable request."""


def door(synchronous: Any, *, threads: int = THREADS) -> Application:
    """`synchronous`, a WSGI application, as an asynchronous one."""
    bridge: Any = WSGIMiddleware(synchronous, workers=threads)

    async def opened(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await bridge({**scope, "headers": _headers(scope["headers"])}, _whole(receive), send)

    return opened


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
