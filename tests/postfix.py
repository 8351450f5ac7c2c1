"""A real mail server in a temporary folder, from Debian's package: hands mail over to the Dovecot of tests/dovecot.py.

Nothing of the system's own Postfix is touched. Its master process starts as root only; elsewhere `sudo -n` is asked.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests import dovecot, ports

DOMAINS = "example.test, example.org"
MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/state
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.example.test
mydomain = example.test
myorigin = example.test
mydestination =
local_transport = error:nobody is local here
virtual_mailbox_domains = {domains}
virtual_transport = lmtp:unix:{imap}/lmtp
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions =
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {imap}/sasl
smtpd_tls_cert_file = {imap}/cert.pem
smtpd_tls_key_file = {imap}/key.pem
smtpd_tls_auth_only = yes
smtpd_tls_security_level = may
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
notify_classes =
alias_maps =
alias_database =
"""
MASTER = """
127.0.0.1:{port} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
127.0.0.1:{starttls_port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


def program() -> str | None:
    """Where Postfix is; None where it, what it needs of Dovecot, or the right to start it is missing."""
    found = shutil.which("postfix", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    may = os.getuid() == 0 or subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    return found if found and may and dovecot.takes_mail() else None


@dataclass
class Server:
    """Listens on `port` (TLS) and `starttls_port` of localhost, with the accounts and the certificate of `imap`."""

    folder: Path
    imap: dovecot.Server
    port: int
    starttls_port: int

    def start(self) -> None:
        _as_root(str(program()), "-c", str(self.folder), "start")
        end = time.monotonic() + 20
        while not self._answers():
            if time.monotonic() > end:
                raise RuntimeError((self.folder / "log").read_text() if (self.folder / "log").exists() else "no log")
            time.sleep(0.05)

    def stop(self) -> None:
        _as_root(str(program()), "-c", str(self.folder), "stop")

    def remove(self) -> None:
        self.stop()
        _as_root("rm", "-rf", str(self.folder))

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1):
                return True
        except OSError:
            return False


def start(imap: dovecot.Server) -> Server:
    """A running server that delivers to `imap`; to be removed by the caller."""
    folder = Path(tempfile.mkdtemp(prefix="hafawa-smtp-"))
    folder.chmod(0o755)
    for name in ("queue", "state"):
        (folder / name).mkdir(mode=0o755)
    own = ports.free(), ports.free()
    (folder / "main.cf").write_text(MAIN.format(folder=folder, imap=imap.folder, domains=DOMAINS))
    (folder / "master.cf").write_text(MASTER.format(port=own[0], starttls_port=own[1]))
    _as_root("chown", "postfix", str(folder / "state"))
    _as_root("chown", "-R", "root", str(folder / "queue"), str(folder / "main.cf"), str(folder / "master.cf"))
    server = Server(folder, imap, *own)
    server.start()
    return server


def _as_root(*command: str) -> None:
    before = [] if os.getuid() == 0 else ["sudo", "-n"]
    done = subprocess.run([*before, *command], capture_output=True, text=True, timeout=60, check=False)
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stdout}{done.stderr}")
