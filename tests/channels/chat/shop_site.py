"""A shop's own site, on a port of its own: any page, in any language, under the strictest policy the settings ask for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class ShopSite:
    """Pages of `address`; `?lang=`, `?identity=` and `?theme=` are written into the page."""

    address: str
    hafawa: str = ""


@contextmanager
def serve() -> Iterator[ShopSite]:
    site = ShopSite("")

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
            more = f' data-identity="{asked["identity"]}"' if "identity" in asked else ""
            more += f' data-theme="{asked["theme"]}"' if "theme" in asked else ""
            lang = asked.get("lang", "en")
            way = "rtl" if lang == "ar" else "ltr"
            body = (
                f'<!doctype html><html lang="{lang}" dir="{way}"><head><meta charset="utf-8"><title>Shop</title></head>'
                f"<body><main><h1>A shop</h1><p>Beans.</p></main>"
                f'<script src="{site.hafawa}/chat/widget.js" defer{more}></script></body></html>'
            ).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            policy = f"default-src 'none'; script-src {site.hafawa}; connect-src {site.hafawa}"
            self.send_header("Content-Security-Policy", policy)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()
