"""A real IMAP server in a temporary folder, from Debian's package, with a certificate of its own; gone afterwards."""

from __future__ import annotations

import ipaddress
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from imapclient import IMAPClient

from tests import ports

USER, PASSWORD = "shop@example.test", "seven figs"
CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = {protocols}
listen = 127.0.0.1
ssl = required
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
mail_location = maildir:{folder}/mail/%u
auth_mechanisms = plain login{mechanisms}
auth_failure_delay = 0
mailbox_idle_check_interval = 1s
first_valid_uid = 0
mail_max_userip_connections = 100
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
namespace inbox {{
  inbox = yes
  mailbox Sent {{
    special_use = \\Sent
    auto = create
  }}
  mailbox Trash {{
    special_use = \\Trash
    auto = create
  }}
}}
{granted}passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users/%u
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {starttls_port}
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service auth {{
  unix_listener {folder}/sasl {{
    mode = 0666
  }}
}}
{lmtp}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""
LMTP = """
service lmtp {{
  unix_listener {folder}/lmtp {{
    mode = 0666
  }}
}}
"""


def program() -> str | None:
    """Where Dovecot is; None where it is not installed."""
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def takes_mail() -> bool:
    """Whether a mail server can hand mail over to it: Debian has that in a package of its own."""
    return Path("/usr/lib/dovecot/lmtp").exists()


@dataclass
class Server:
    """Listens on `port` (TLS) and `starttls_port` of localhost; `certificate` is the one to be trusted."""

    folder: Path
    port: int
    starttls_port: int
    running: subprocess.Popen[bytes] | None = None
    users: dict[str, str] = field(default_factory=lambda: {USER: PASSWORD})

    @property
    def certificate(self) -> Path:
        return self.folder / "cert.pem"

    def start(self) -> None:
        self.write_users()
        command = [str(program()), "-F", "-c", str(self.folder / "dovecot.conf")]
        self.running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
        end = time.monotonic() + 20
        while not self._answers():
            if self.running.poll() is not None or time.monotonic() > end:
                raise RuntimeError((self.folder / "log").read_text() if (self.folder / "log").exists() else "no log")
            time.sleep(0.05)

    def stop(self) -> None:
        if self.running is not None:
            self.running.terminate()
            self.running.wait(20)
            self.running = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def write_users(self) -> None:
        """A file each: one that changes within a second is not read again."""
        for user, password in self.users.items():
            (self.folder / "users" / user).write_text(f"{user}:{{PLAIN}}{password}\n")

    def client(self, user: str = USER) -> IMAPClient:
        """A line of the tests' own, signed in."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        found = IMAPClient("localhost", port=self.port, ssl_context=context, timeout=20)
        found.login(user, self.users[user])
        return found

    def deliver(self, *letters: bytes, folder: str = "INBOX", user: str = USER) -> None:
        with self.client(user) as line:
            for letter in letters:
                line.append(folder, letter)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1):
                return True
        except OSError:
            return False


GRANTED = """passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf
}}
"""
INTROSPECTION = """introspection_mode = get
introspection_url = {address}
username_attribute = username
active_attribute = active
active_value = true
"""


def start(*, introspection: str = "") -> Server:
    """A running server with one empty account; to be removed by the caller.

    `introspection` is an address that tells of a key put behind it whose it is: then accounts open by such keys too.
    """
    folder = Path(tempfile.mkdtemp(prefix="hafawa-imap-"))
    folder.chmod(0o755)
    for name in ("run", "state", "users", "mail", "home"):
        (folder / name).mkdir(mode=0o755)
    certify(folder)
    is_root = os.getuid() == 0
    owner = pwd.getpwnam("nobody" if is_root else _me())  # it refuses to keep mail as root
    if is_root:
        for name in ("mail", "home"):
            os.chown(folder / name, owner.pw_uid, owner.pw_gid)
    own = ports.free(), ports.free()
    (folder / "dovecot.conf").write_text(
        CONFIG.format(
            folder=folder,
            port=own[0],
            starttls_port=own[1],
            internal="dovecot" if is_root else _me(),
            login="dovenull" if is_root else _me(),
            group="dovecot" if is_root else os.getgid(),
            uid=owner.pw_uid,
            gid=owner.pw_gid,
            protocols="imap lmtp" if takes_mail() else "imap",
            lmtp=LMTP.format(folder=folder) if takes_mail() else "",
            mechanisms=" xoauth2 oauthbearer" if introspection else "",
            granted=GRANTED.format(folder=folder) if introspection else "",
        )
    )
    (folder / "oauth2.conf").write_text(INTROSPECTION.format(address=introspection))
    server = Server(folder, *own)
    server.start()
    return server


def letter(
    text: str, *, subject: str = "A question", sender: str = "Layla <layla@example.org>", to: str = USER, **headers: str
) -> bytes:
    """A message as it lies in a mailbox."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, subject
    made["Date"] = headers.pop("date", "Mon, 02 Nov 2026 10:00:00 +0000")
    made["Message-ID"] = headers.pop("message_id", f"<{abs(hash((text, subject, sender)))}@example.org>")
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made.as_bytes()


def _me() -> str:
    return pwd.getpwuid(os.getuid()).pw_name


def certify(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(secret)
