"""An IMAP server that says what it is told to: for what a Dovecot would never say."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from threading import Thread


class Scripted:
    """Serves one caller on `port` of the loopback, without TLS. To each command it says what `lines` has for its beginning, the
    longest that fits, then that all went well; where the line begins with a tagged answer of its own (`TAG …`), only that.
    `{line}` repeats the command.
    """

    def __init__(self, lines: Mapping[bytes, bytes]) -> None:
        self._listening, self._lines = socket.create_server(("127.0.0.1", 0)), lines
        self.port: int = self._listening.getsockname()[1]
        self._thread = Thread(target=self._talk)

    def __enter__(self) -> Scripted:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join()
        self._listening.close()

    def _talk(self) -> None:
        caller, _ = self._listening.accept()
        with caller, caller.makefile("rwb", buffering=0) as spoken:
            spoken.write(b"* OK ready\r\n")
            for line in spoken:
                tag, _, command = line.strip().partition(b" ")
                said = self._said(command).replace(b"{line}", line.strip())
                spoken.write(said.replace(b"TAG ", tag + b" ") if b"TAG " in said else said + tag + b" OK done\r\n")

    def _said(self, command: bytes) -> bytes:
        for lines in (self._lines, _POLITE):
            fitting = [word for word in lines if command.startswith(word)]
            if fitting:
                return lines[max(fitting, key=len)]
        return self._lines.get(b"*", b"")


#: What any server says to these; a command without anything else to say is only acknowledged.
_POLITE = {b"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n", b"LOGIN": b"* OK welcome\r\n", b"LOGOUT": b"* BYE\r\n"}
