"""A stand-in for Amazon SNS on this machine: it hands out its certificate, and hears whether a subscription is wanted."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from tests.channels.mail_doors.services import SENDER, US, Request


@dataclass
class Amazon:
    """Signs notices; `confirmed` are the tokens it was asked with."""

    port: int
    key: rsa.RSAPrivateKey
    pem: bytes
    confirmed: list[str] = field(default_factory=list)

    @property
    def certificate(self) -> str:
        return f"http://127.0.0.1:{self.port}/cert.pem"

    def notice(
        self, raw: bytes, *, number: str, version: str = "2", at: datetime | None = None, **more: Any
    ) -> Request:
        """As SES publishes a message it received."""
        action = {"type": "SNS", "encoding": "BASE64"}
        told = {
            "notificationType": "Received",
            "mail": {"source": SENDER},
            "receipt": {"action": action, "recipients": [US]},
            "content": base64.b64encode(raw).decode(),
        }
        said = {"Type": "Notification", "Message": json.dumps(told), "MessageId": number, "TopicArn": "arn:aws:sns:x"}
        return self._signed(said | more, at=at, version=version)

    def asks(self, token: str) -> Request:
        """As SNS asks whether an address wants a topic."""
        said = {
            "Type": "SubscriptionConfirmation",
            "Message": "You have chosen",
            "MessageId": f"confirm-{token}",
            "Token": token,
            "TopicArn": "arn:aws:sns:x",
            "SubscribeURL": f"http://127.0.0.1:{self.port}/?Token={token}",
        }
        return self._signed(said)

    def _signed(self, said: dict[str, str], *, at: datetime | None = None, version: str = "2") -> Request:
        moment = at or datetime.now(UTC)
        said = {"Timestamp": moment.strftime("%Y-%m-%dT%H:%M:%S.000Z"), "SignatureVersion": version, **said}
        names = ("Message", "MessageId", "Subject", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")
        text = "".join(f"{name}\n{said[name]}\n" for name in names if name in said)
        used = hashes.SHA256() if version == "2" else hashes.SHA1()
        said["Signature"] = base64.b64encode(self.key.sign(text.encode(), padding.PKCS1v15(), used)).decode()
        said.setdefault("SigningCertURL", self.certificate)
        return Request(json.dumps(said).encode(), {"Content-Type": "text/plain; charset=UTF-8"})


@contextmanager
def standing() -> Iterator[Amazon]:
    """One that listens on this machine."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(7).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    pem = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if "Token=" in self.path:
                found.confirmed.append(self.path.partition("Token=")[2])
            self.send_response(200)
            self.end_headers()
            self.wfile.write(pem)

        def log_message(self, *_args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    found = Amazon(server.server_address[1], key, pem)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()
