"""The site as a process of its own, over a folder of its own: started, asked, killed, started again."""

import os
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Mapping
from email.message import Message
from http.client import HTTPConnection, HTTPSConnection, RemoteDisconnected
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

from tests.site.certificate import Certificate

LOOPBACK = "127.0.0.1"
PATIENCE = 60.0
ISCHIA = (sys.executable, "-m", "ischia.cli.main")
PASSCODE = "quiet harbour 7"


class Process:
    """`ischia serve` over a data folder, at a free port that stays the same when it is started again.

    With a certificate it serves a phone: over HTTPS, under the certificate's name, behind PASSCODE.
    """

    def __init__(self, folder: Path, https: Certificate | None = None) -> None:
        self.folder, self.port, self.https = folder, free_port(), https
        self._running: subprocess.Popen[str] | None = None
        self._lines: list[HTTPConnection] = []

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"https://{self.https.name}:{self.port}" if self.https else f"http://{LOOPBACK}:{self.port}"

    def start(self) -> Self:
        """Start it; returns when it has printed its address, which it does when it listens."""
        if self.https and not (self.folder / "passcode.json").exists():
            set_passcode(self.folder, PASSCODE)
        words = [*ISCHIA, "serve", "--no-open", "--port", str(self.port), *(self.https.options if self.https else ())]
        with self._log.open("a", encoding="utf-8") as log:
            log_or_ours = log if self.https else None
            self._running = subprocess.Popen(words, env=surroundings(self.folder), stdout=subprocess.PIPE, stderr=log_or_ours, text=True)
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
        for line in self._lines:
            line.close()

    def line(self) -> HTTPConnection:
        """A connection to it; over HTTPS one that trusts this one certificate, and checks its name."""
        if self.https is None:
            return HTTPConnection(LOOPBACK, self.port, timeout=PATIENCE)
        context = ssl.create_default_context(cafile=self.https.cert)
        self._lines.append(HTTPSConnection(self.https.name, self.port, timeout=PATIENCE, context=context))
        return self._lines[-1]

    @property
    def log(self) -> str:
        """What a server for a phone wrote on its error stream so far."""
        return self._log.read_text(encoding="utf-8")

    @property
    def _log(self) -> Path:
        return self.folder.with_suffix(".errors")

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def set_passcode(folder: Path, passcode: str) -> None:
    """`ischia passcode`, which reads a line when nobody sits at a terminal."""
    subprocess.run([*ISCHIA, "passcode"], input=f"{passcode}\n", env=surroundings(folder), text=True, check=True, capture_output=True)


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of somebody with this data folder; not the settings of the tests."""
    return {**{key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}, "ISCHIA_DATA": str(folder)}


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


class Caller:
    """Somebody who reads pages and sends forms over one connection, with the cookies that the site gave."""

    def __init__(self, process: Process) -> None:
        self._line, self.cookies = process.line(), SimpleCookie()
        # A browser says where a form comes from; over HTTPS that is looked at.
        self._origin = {"Origin": process.address} if process.https else {}
        self.header = Message()

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
        form = {"Content-Type": "application/x-www-form-urlencoded", **self._origin} if body is not None else {}
        cookies = "; ".join(f"{one.key}={one.value}" for one in self.cookies.values())
        self._line.request(how, where, body, {"Cookie": cookies, **form})

    def hear(self) -> tuple[int, str]:
        """Wait for the answer: its status and its text."""
        answer = self._line.getresponse()
        for given in answer.msg.get_all("Set-Cookie") or ():
            self.cookies.load(given)
        self.header = answer.msg
        return answer.status, answer.read().decode()

    def close(self) -> None:
        """Hang up."""
        self._line.close()
