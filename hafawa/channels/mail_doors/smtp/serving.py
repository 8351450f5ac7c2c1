"""How does our own SMTP receiver run? One process, one loop, a few threads that keep what came."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils.translation import gettext as _

from hafawa.channels.mail import ourselves
from hafawa.channels.mail_doors import keeping, opening
from hafawa.channels.mail_doors.smtp import accepting, line
from hafawa.kernel import clock, trouble
from hafawa.kernel.errors import Refused
from hafawa.team.models import Shop

_THREADS = 4
_KNOWN_SECONDS = 10.0
_LEAVE_SECONDS = 8.0


class CertificateWrong(Refused):
    """The certificate for STARTTLS cannot be read, or does not fit its key."""


def certificate() -> ssl.SSLContext | None:
    """What STARTTLS is offered with; None where none is set. Raises CertificateWrong."""
    path, key = settings.HAFAWA_SMTP_CERTIFICATE, settings.HAFAWA_SMTP_CERTIFICATE_KEY
    if not path:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(Path(path), Path(key) if key else None)
    except (OSError, ssl.SSLError) as error:
        raise CertificateWrong(
            _("The certificate for mail cannot be used: %(error)s. See HAFAWA_SMTP_CERTIFICATE and its key.")
            % {"error": error}
        ) from error
    return context


def serve(listening: socket.socket) -> None:
    """Take mail on `listening` until SIGTERM; what is being kept then is kept, and answered."""
    asyncio.run(_serve(listening, certificate()))


async def _serve(listening: socket.socket, tls: ssl.SSLContext | None) -> None:
    loop = asyncio.get_running_loop()
    told, threads = asyncio.Event(), ThreadPoolExecutor(_THREADS, thread_name_prefix="smtp")
    for ends in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(ends, told.set)

    async def run(work: Any, *args: Any) -> Any:
        return await loop.run_in_executor(threads, partial(_in_thread, work, *args))

    door = line.Door(keep=_keep, ours=Ours(), reply_to=_reply_to, host=settings.HAFAWA_SMTP_NAME or socket.getfqdn())
    door.run = run
    options = {"data_size_limit": settings.HAFAWA_SMTP_MESSAGE_MIB * 2**20, "tls_context": tls, "loop": loop}
    server = await loop.create_server(lambda: line.Line(door, **options), sock=listening, start_serving=True)
    await told.wait()
    server.close()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_LEAVE_SECONDS):
            while door.under_way:
                await asyncio.sleep(0.05)
    threads.shutdown(wait=True)


class Ours:
    """Whether an address is the shop's; what the shop says of itself is asked for every few seconds."""

    def __init__(self) -> None:
        self._us, self._until = ourselves.Us(), 0.0

    def __call__(self, address: str) -> bool:
        if clock.ticks() >= self._until:
            shop = Shop.objects.filter(id=1).first()
            is_real = shop is not None and not shop.is_sample
            self._us = ourselves.stated(shop.staff_addresses if shop and is_real else [])
            self._until = clock.ticks() + _KNOWN_SECONDS
        return accepting.is_ours(address, self._us)


def _keep(raw: bytes, external_id: str) -> None:
    now = clock.now()
    keeping.keep(opening.smtp_door(now=now), raw, external_id=external_id, now=now)


def _reply_to(error: BaseException) -> str:
    return line.FULL if trouble.is_full(error) else line.TROUBLE


def _in_thread(work: Any, *args: Any) -> Any:
    """`work`, on a connection to the database that is whole: a broken one is not kept for the next message."""
    close_old_connections()
    try:
        return work(*args)
    except Exception:
        connection.close()
        raise
