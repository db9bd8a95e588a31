"""The site as a process of its own, over a folder of its own: started, asked, killed, started again."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

LOOPBACK = "127.0.0.1"
PATIENCE = 60.0


class Process:
    """`ischia serve` over a data folder, at a free port that stays the same when it is started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self._running: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://{LOOPBACK}:{self.port}"

    def start(self) -> Self:
        """Start it; returns when it has printed its address, which it does when it listens."""
        words = [sys.executable, "-m", "ischia.cli.main", "serve", "--no-open", "--port", str(self.port)]
        self._running = subprocess.Popen(words, env=_surroundings(self.folder), stdout=subprocess.PIPE, text=True)
        assert self._running.stdout is not None
        said = self._running.stdout.readline()
        assert self.address in said, said
        return self

    def kill(self) -> None:
        """End it at once, as a power cut would: it gets no chance to finish anything."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as a computer does that is switched off."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._running is None:
            return
        self._running.send_signal(how)
        self._running.communicate(timeout=PATIENCE)
        self._running = None

    def line(self) -> HTTPConnection:
        """A connection to it."""
        return HTTPConnection(LOOPBACK, self.port, timeout=PATIENCE)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def _surroundings(folder: Path) -> dict[str, str]:
    """The environment of somebody with this data folder; not the settings of the tests."""
    return {**{key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}, "ISCHIA_DATA": str(folder)}


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


class Caller:
    """Somebody who reads pages and sends forms over one connection, with the cookie of the forms."""

    def __init__(self, process: Process) -> None:
        self._line, self._cookie = process.line(), ""

    def read(self, where: str) -> tuple[int, str]:
        """The status and the text of a page."""
        self.ask("GET", where)
        return self.hear()

    def send(self, where: str, fields: Mapping[str, str]) -> tuple[int, str]:
        """The status and the text that answer a form."""
        self.ask("POST", where, urlencode(fields))
        try:
            return self.hear()
        except RemoteDisconnected:
            # A line that was idle for too long was hung up, as browsers know; the same form twice is one entry.
            self._line.close()
            self.ask("POST", where, urlencode(fields))
            return self.hear()

    def ask(self, how: str, where: str, body: str | None = None) -> None:
        """Send a request; returns when it has left, before anything is answered."""
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        self._line.request(how, where, body, {"Cookie": self._cookie, **form})

    def hear(self) -> tuple[int, str]:
        """Wait for the answer: its status and its text."""
        answer = self._line.getresponse()
        self._cookie = (answer.getheader("Set-Cookie") or self._cookie).partition(";")[0]
        return answer.status, answer.read().decode()

    def close(self) -> None:
        """Hang up."""
        self._line.close()
