"""How does an open stream reach a browser? Server-Sent Events, in front of Django's handler, in the same process.

Whether one may listen is decided by Django itself: the request goes through the bridge to an ordinary guarded page
(`web.views.live`), whose answer carries the grant in a header. It is taken off here, and asked for again now and then,
so that a session that ended ends the stream. See docs/decisions/0019-live.md.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from hafawa.channels.live.hub import Full, Listener, hub
from hafawa.channels.live.news import Line
from hafawa.kernel import clock

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

PATHS = ("/live/", "/chat/live/")
GRANT = b"x-hafawa-live"
BEAT_SECONDS = 15  # a line without meaning, so that nobody between takes the stream for dead
ASK_AGAIN_SECONDS = {True: 15, False: 300}  # of a member of the team; of a visitor
_OWN = {GRANT, b"content-length", b"content-type", b"content-encoding", b"cache-control", b"connection"}


def in_front_of(bridge: Application) -> Application:
    """`bridge`, with the streams before it."""

    async def opened(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in PATHS and scope["method"] == "GET":
            await _stream(bridge, scope, receive, send)
        else:
            await bridge(scope, receive, send)

    return opened


async def _stream(bridge: Application, scope: Message, receive: Receive, send: Send) -> None:
    answer = await _asked(bridge, scope)
    if (granted := _granted(answer)) is None:
        for message in answer:
            await send(message)
        return
    listener = Listener(**granted)
    watching = asyncio.create_task(_watch(receive, listener))
    try:
        missed = await hub.join(listener)
        await _begin(answer[0], send)
        await _send(listener, missed, send)
        await _go_on(bridge, scope, listener, send)
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    except Full:
        await send({"type": "http.response.start", "status": 503, "headers": [(b"retry-after", b"10")]})
        await send({"type": "http.response.body", "body": b""})
    finally:
        hub.leave(listener)
        watching.cancel()


async def _go_on(bridge: Application, scope: Message, listener: Listener, send: Send) -> None:
    """Until the browser goes, the process ends, the listener falls behind or may listen no more."""
    every = ASK_AGAIN_SECONDS[bool(listener.user_id)]
    ask_at = clock.ticks() + every
    while True:
        try:
            line = await asyncio.wait_for(listener.lines.get(), BEAT_SECONDS)
        except TimeoutError:
            await send({"type": "http.response.body", "body": b":\n\n", "more_body": True})
        else:
            if line is None:
                return
            await _send(listener, [line, *_waiting(listener)], send)
        if clock.ticks() > ask_at:
            ask_at = clock.ticks() + every
            if _granted(await _asked(bridge, scope)) is None:
                return


def _waiting(listener: Listener) -> list[Line]:
    """What else is there already, so that many small lines are one write; the end stays for the next look."""
    found: list[Line] = []
    while not listener.lines.empty():
        line = listener.lines.get_nowait()
        if line is None:
            listener.put(None)
            break
        found.append(line)
    return found


async def _begin(start: Message, send: Send) -> None:
    kept = [(name, value) for name, value in start["headers"] if name.lower() not in _OWN]
    own = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store, no-transform"),
        (b"x-accel-buffering", b"no"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": [*kept, *own]})
    await send({"type": "http.response.body", "body": b"retry: 2000\n:\n\n", "more_body": True})


async def _send(listener: Listener, lines: list[Line], send: Send) -> None:
    """What was sent already, as missed and as new, is known by its id."""
    parts = []
    for line in lines:
        if line.id:
            if line.id <= listener.came_to:
                continue
            listener.came_to = line.id
            parts.append(f"id: {line.id}\n")
        parts.append(f"data: {line.text}\n\n")
    if parts:
        await send({"type": "http.response.body", "body": "".join(parts).encode(), "more_body": True})


async def _watch(receive: Receive, listener: Listener) -> None:
    """The end of the stream, when the browser goes."""
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.put(None)


async def _asked(bridge: Application, scope: Message) -> list[Message]:
    """What Django answers to the request."""
    answer: list[Message] = []

    async def nothing() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def kept(message: Message) -> None:
        answer.append(message)

    await bridge(dict(scope), nothing, kept)
    return answer


def _granted(answer: list[Message]) -> dict[str, Any] | None:
    if not answer or answer[0].get("status") != 204:
        return None
    found = [value for name, value in answer[0]["headers"] if name.lower() == GRANT]
    return json.loads(found[0]) if found else None
