"""A line to a server that can be cut: after so many bytes from the server, or at a moment of the test's choosing."""

from __future__ import annotations

import contextlib
import socket
from threading import Lock, Thread


class Line:
    """Listens on `port` of the loopback and passes everything on to the server's. `left` bytes come back before it is cut, for as
    long as that is not None; `callers` counts the connections.
    """

    def __init__(self, server: int, left: int | None = None) -> None:
        self._server, self._listening = server, socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.left, self.callers = left, 0
        self._open: list[socket.socket] = []
        self._lock = Lock()
        self._threads = [Thread(target=self._listen)]
        self._threads[0].start()

    def __enter__(self) -> Line:
        return self

    def __exit__(self, *_: object) -> None:
        # Closing a socket does not wake who waits on it: shutting it down does.
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut()
        for thread in self._threads:
            thread.join()

    def cut(self) -> None:
        """Ends every connection that there is."""
        with self._lock:
            for one in self._open:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
                one.close()
            self._open.clear()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._listening.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._server))
            with self._lock:
                self._open += [caller, server]
            self.callers += 1
            for source, target, back in ((caller, server, False), (server, caller, True)):
                thread = Thread(target=self._pass, args=(source, target, back))
                self._threads.append(thread)
                thread.start()

    def _pass(self, source: socket.socket, target: socket.socket, back: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(4096):
                if back and self.left is not None:
                    data, self.left = data[: self.left], self.left - len(data)
                target.sendall(data)
                if back and self.left is not None and self.left <= 0:
                    break
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
