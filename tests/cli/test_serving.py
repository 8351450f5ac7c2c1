"""What is true of every connection to the pages."""

from __future__ import annotations

import socket

from hafawa.cli import serving
from tests import ports


def test_what_is_written_goes_out_at_once() -> None:
    """Head and body are two writes; held back, the second costs every kept connection some 40 ms."""
    listening = serving.listen(host="127.0.0.1", port=ports.free())
    with listening, socket.create_connection(listening.getsockname()):
        accepted, _address = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
