"""A real Dovecot of our own: IMAP with TLS, STARTTLS and IDLE, and LMTP to deliver by, on free ports of the loopback.

Every user name exists and has the password `PASSWORD`; what is behind `+` or `@` in an address is left out. A mailbox is a
Maildir in a scratch folder. `scripts/mail-server` installs Dovecot.
"""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import smtplib
import socket
import ssl
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import NamedTuple

PASSWORD = "correct-horse-battery"

_CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = /dev/stderr
protocols = imap lmtp
listen = 127.0.0.1
default_internal_user = {keeper}
default_internal_group = {keepers}
default_login_user = {keeper}
first_valid_uid = 1
auth_mechanisms = plain login
auth_username_format = %Ln
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
mail_location = maildir:~/Maildir
mail_max_userip_connections = 100
imap_idle_notify_interval = 1 hour
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={owner} gid={owners} home={folder}/home/%n allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Junk {{
    special_use = \\Junk
    auto = create
  }}
  mailbox Sent {{
    special_use = \\Sent
    auto = create
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {ports.imap}
  }}
  inet_listener imaps {{
    port = {ports.imaps}
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {ports.lmtp}
  }}
}}
"""


class Ports(NamedTuple):
    """`imap` speaks STARTTLS."""

    imap: int
    imaps: int
    lmtp: int


class MailServer:
    """A running Dovecot. `certificate` is its own, which nobody else has signed."""

    def __init__(self, folder: Path, ports: Ports) -> None:
        self.folder, self.ports = folder, ports
        self.certificate = folder / "certificate.pem"

    def maildir(self, user: str) -> Path:
        """The Maildir of a user; it is there once something was delivered or somebody logged in."""
        return self.folder / "home" / user / "Maildir"

    def imaps(self, user: str) -> str:
        """The mailbox as a subject file names it, with TLS from the first byte."""
        return f"imaps://{user}@127.0.0.1:{self.ports.imaps}"

    def deliver(self, user: str, raw: bytes, sender: str = "somebody@elsewhere.example") -> None:
        """Delivers a mail as a mail server does."""
        with smtplib.LMTP("127.0.0.1", self.ports.lmtp) as server:
            server.sendmail(sender, [user], raw)

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.certificate))


@contextmanager
def running() -> Iterator[MailServer]:
    """Starts Dovecot and stops it again."""
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if program is None:
        raise RuntimeError("Dovecot is not installed: run scripts/mail-server (make test does)")
    folder = Path(tempfile.mkdtemp(prefix="journeyaudit-mail-"))
    try:
        configuration, ports = _prepared(folder)
        command = [program, "-F", "-c", str(configuration)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as server:
            # Unread, a full pipe would stop the server.
            reader = Thread(target=_drain, args=(server,))
            try:
                _await_start(server)
                reader.start()
                yield MailServer(folder, ports)
            finally:
                server.terminate()
                if reader.ident is not None:
                    reader.join()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepared(folder: Path) -> tuple[Path, Ports]:
    # Dovecot serves no mail as root: its own processes and the mailboxes belong to somebody without rights.
    root = os.getuid() == 0
    keeper = pwd.getpwnam("dovecot") if root else pwd.getpwuid(os.getuid())
    owner = pwd.getpwnam("mail") if root else keeper
    folder.chmod(0o755)
    (folder / "home").mkdir()
    if root:
        os.chown(folder / "home", owner.pw_uid, owner.pw_gid)
    _certify(folder)
    ports = _free_ports()
    configuration = folder / "dovecot.conf"
    names = {"keeper": keeper.pw_name, "keepers": _group(keeper), "owner": owner.pw_name, "owners": _group(owner)}
    configuration.write_text(_CONFIGURATION.format(folder=folder, ports=ports, password=PASSWORD, **names))
    return configuration, ports


def _group(user: pwd.struct_passwd) -> str:

    return grp.getgrgid(user.pw_gid).gr_name


def _free_ports() -> Ports:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in Ports._fields]
    ports = Ports(*(found.getsockname()[1] for found in sockets))
    for found in sockets:
        found.close()
    return ports


def _certify(folder: Path) -> None:
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "3"]
    command += ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
    subprocess.run([*command, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)


def _drain(server: subprocess.Popen[bytes]) -> None:
    assert server.stderr is not None
    for _ in server.stderr:
        pass


def _await_start(server: subprocess.Popen[bytes]) -> None:
    assert server.stderr is not None
    told = b""
    for line in server.stderr:
        told += line
        if b"starting up" in line:
            return
    raise RuntimeError(f"Dovecot did not start: {told.decode(errors='replace')}")
