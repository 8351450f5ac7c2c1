"""How do pages get out: which socket, which server, and does the first page answer?"""

from __future__ import annotations

import http.client
import socket
from types import FrameType
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from hafawa.kernel.errors import Refused

APPLICATION = "hafawa.config.asgi:application"


class PortInUse(Refused):
    """Something else listens there."""


class AddressWrong(Refused):
    """This machine has no such address, or may not listen there."""


def listen(*, host: str, port: int) -> socket.socket:
    """A listening socket; PortInUse when another program has it. It outlives the web process that serves it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        raise _refused(error, host=host, port=port) from error
    except (TypeError, ValueError) as error:  # no text, or a name longer than names are
        raise _refused(OSError(str(error)), host=host, port=port) from error
    # Connections inherit it. asyncio sets it only on sockets that name their protocol, which these do not: head and
    # body are two writes, and without it the second waits some 40 ms for the other side's acknowledgement.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def listen_for_mail(*, host: str, port: int) -> socket.socket:
    """The same for mail; what is refused names HAFAWA_SMTP_PORT."""
    try:
        return socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=256
        )
    except (OSError, TypeError, ValueError) as error:
        raise AddressWrong(
            _(
                "Mail cannot be taken on %(host)s, port %(port)s: %(error)s. Nothing was changed. Set HAFAWA_SMTP_HOST "
                "and HAFAWA_SMTP_PORT to others; ports below 1024 need the right to them."
            )
            % {"host": host, "port": port, "error": getattr(error, "strerror", None) or error}
        ) from error


def address(*, host: str, port: int) -> str:
    """What to type into a browser on this machine."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(listening: socket.socket) -> None:
    """Serve until SIGTERM; requests under way get some seconds to end."""
    import uvicorn

    class Server(uvicorn.Server):
        """Ends the open streams first: it would wait for each of them."""

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            from hafawa.channels.live.hub import hub  # uvicorn has set Django up meanwhile

            hub.close()
            super().handle_exit(sig, frame)

    config = uvicorn.Config(
        APPLICATION,
        log_config=None,  # its lines go the way of all others, and say as little
        log_level="warning",
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
        timeout_keep_alive=15,
        reload=False,
    )
    Server(config).run(sockets=[listening])


def answers(url: str, *, timeout_seconds: float) -> bool:
    """Whether the page at `url`, after its redirections, comes without a fault of ours."""
    try:
        for _hop in range(5):
            status, location = _get(url, timeout_seconds=timeout_seconds)
            if not (300 <= status < 400 and location):
                return status < 400
            url = urljoin(url, location)
    except (OSError, http.client.HTTPException):
        pass
    return False


def _get(url: str, *, timeout_seconds: float) -> tuple[int, str]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout_seconds)
    try:
        connection.request("GET", parts.path or "/", headers={"Host": "localhost", "Connection": "close"})
        response = connection.getresponse()
        response.read()
        return response.status, response.getheader("Location", "")
    finally:
        connection.close()


def _refused(error: OSError, *, host: str, port: int) -> Refused:
    import errno

    facts = {"host": host, "port": port, "error": error.strerror, "folder": settings.HAFAWA_DATA_DIR}
    if error.errno == errno.EADDRINUSE:
        return PortInUse(
            _(
                "Port %(port)s on %(host)s is in use by another program; perhaps Hafawa is already running. Nothing "
                "was changed. Stop that program, or choose another port with --port or HAFAWA_PORT."
            )
            % facts
        )
    return AddressWrong(
        _(
            "Hafawa cannot listen on %(host)s, port %(port)s: %(error)s. Nothing was changed. Choose another with "
            "--host and --port, or HAFAWA_HOST and HAFAWA_PORT."
        )
        % facts
    )
