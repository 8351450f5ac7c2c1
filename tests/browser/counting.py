"""A stranger's web server that notes every request, and letters that would make a browser send it some."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.channels.mail.test_pictures import png

HOST = "http://tracker.example"
BEACON = f"new Image().src='{HOST}/ran?'+Math.random()"
#: Each would run or fetch something in a page that is not locked in. `/ran` says that a script did.
HARM = f"""
<p>These are the words.</p>
<script>{BEACON}</script>
<img src="nowhere:" onerror="{BEACON}">
<svg onload="{BEACON}"></svg>
<iframe srcdoc="<script>{BEACON}</script>"></iframe>
<iframe src="{HOST}/iframe"></iframe>
<object data="{HOST}/object"></object>
<embed src="{HOST}/embed">
<link rel="stylesheet" href="{HOST}/link.css">
<style>@import url({HOST}/import.css); body {{ background: url({HOST}/style.png) }}</style>
<div style="background-image:url({HOST}/attribute.png)">.</div>
<table background="{HOST}/table.png"><tr><td>.</td></tr></table>
<video poster="{HOST}/poster.png" src="{HOST}/video.mp4" autoplay></video>
<audio src="{HOST}/audio.mp3" autoplay></audio>
<input type="image" src="{HOST}/input.png" autofocus onfocus="{BEACON}">
<img srcset="{HOST}/srcset.png 1x">
<img src="{HOST}/open?id=1" width="1" height="1">
<details open ontoggle="{BEACON}"><summary>.</summary></details>
<a href="javascript:{BEACON}">press me</a>
<a href="{HOST}/landed">a link</a>
"""


class Stranger:
    """The server; `asked` are the paths it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.was_asked = threading.Event()
        self.pages: dict[str, tuple[dict[str, str], bytes]] = {}
        self.port = 0

    def answer(self, path: str) -> tuple[dict[str, str], bytes]:
        """What it gives for `path`, noted."""
        bare = path.partition("?")[0]
        if bare in self.pages:
            return self.pages[bare]
        self.asked.append(bare)
        self.was_asked.set()
        return {"Content-Type": "image/png"}, png(4, 4, rows=4)

    def wait(self) -> None:
        """Until something was asked for that is not a page."""
        assert self.was_asked.wait(20)


@contextmanager
def stranger() -> Iterator[Stranger]:
    """Started, and stopped afterwards."""
    made = Stranger()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers, body = made.answer(self.path)
            self.send_response(200)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_about: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
