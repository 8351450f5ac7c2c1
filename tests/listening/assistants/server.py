"""A real server that holds no model: it behaves, or misbehaves in one named way a request. Loopback only, bounded."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from hafawa.listening.reading import EMOTIONS, KINDS

Handler = BaseHTTPRequestHandler
BOMB = gzip.compress(b"0" * 20_000_000)


def answer(**changed: Any) -> dict[str, Any]:
    """A right answer, changed."""
    right: dict[str, Any] = {
        "feeling": -0.8,
        "emotions": dict.fromkeys(EMOTIONS, 0.0) | {"anger": 0.7},
        "kinds": dict.fromkeys(KINDS, 0.0) | {"complaint": 0.9},
        "urgency": 0.2,
        "irony": 0.0,
        "demands": [],
        "suggestions": [],
        "fixes": [],
        "topics": [],
    }
    return right | changed


def chat(content: object, *, choices: int = 1, usage: object = None) -> bytes:
    """`content` (text, or something to write as JSON) as chat completions answer."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    listed = [{"index": n, "message": {"role": "assistant", "content": text}} for n in range(choices)]
    counted = {"prompt_tokens": 900, "completion_tokens": 120} if usage is None else usage
    return json.dumps({"choices": listed, "usage": counted}, ensure_ascii=False).encode()


def messages(content: dict[str, Any], *, times: int = 1) -> bytes:
    """`content` as Anthropic's messages answer."""
    used = [{"type": "tool_use", "id": f"t{n}", "name": "reading", "input": content} for n in range(times)]
    parts = [{"type": "text", "text": "Here it is."}, *used]
    return json.dumps({"content": parts, "usage": {"input_tokens": 900, "output_tokens": 120}}).encode()


class Model:
    """The server: what it was sent, and what it does next."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.do: Callable[[Handler], None] = says(chat(answer()))
        self.stop = threading.Event()
        model = self

        class Answers(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                model.heard.append({"path": self.path, "headers": dict(self.headers), "body": body.decode()})
                try:
                    model.do(self)
                except OSError:
                    self.close_connection = True

            def do_GET(self) -> None:
                model.heard.append({"path": self.path, "headers": dict(self.headers), "body": ""})
                says(chat(answer()))(self)

            def log_message(self, *_args: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.server.daemon_threads = True
        self.port = int(self.server.server_address[1])
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def close(self) -> None:
        self.stop.set()
        self.server.shutdown()
        self.server.server_close()


def says(
    body: bytes, *, status: int = 200, content_type: str = "application/json", headers: dict[str, str] | None = None
) -> Callable[[Handler], None]:
    """Answers with these."""

    def do(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", content_type)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return do


def drips(model: Model) -> Callable[[Handler], None]:
    """A byte now and then, for as long as anybody listens."""

    def do(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        for _ in range(600):
            if model.stop.wait(0.05):
                return
            handler.wfile.write(b" ")
            handler.wfile.flush()

    return do


def never(model: Model) -> Callable[[Handler], None]:
    """Takes the question and says nothing."""

    def do(handler: Handler) -> None:
        model.stop.wait(30)

    return do


def closes_in_the_middle(handler: Handler) -> None:
    """Half a body, then gone."""
    whole = chat(answer())
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(whole)))
    handler.end_headers()
    handler.wfile.write(whole[: len(whole) // 2])
    handler.wfile.flush()
    handler.connection.close()


def no_http(handler: Handler) -> None:
    """Not HTTP at all."""
    handler.wfile.write(b"\x00\x01\x02 hello\r\n\r\n")
    handler.wfile.flush()
    time.sleep(0.01)
    handler.connection.close()


def endless(handler: Handler) -> None:
    """A body without an end, as fast as it is taken, bounded at 8 MiB."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    for _ in range(128):
        handler.wfile.write(b" " * 65536)
