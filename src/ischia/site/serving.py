"""The server: one process, a few threads, heard by this computer only; under a name, over HTTPS, also by its person's phone."""

import os
import socket
import ssl
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from typing import Any

import django
from cheroot.server import HTTPConnection
from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from ischia.site.host import Host, announce

LOOPBACK = "127.0.0.1"
EVERYWHERE, EVERYWHERE_V4 = "::", "0.0.0.0"
PORT = 8470
THREADS = 8
TRIED = 20
OTHERS_NOTHING = 0o077


class PortTakenError(OSError):
    """Another program listens there already."""


@dataclass(frozen=True)
class Serving:
    """A server that is ready, and its address."""

    server: Server
    address: str


class _QuietServer(Server):
    """Says nothing about requests; an error inside the server itself is told by its kind only."""

    def error_log(self, msg: str = "", level: int = 20, traceback: bool = False) -> None:
        """Nothing of the request may be written down."""


class _SecureConnection(HTTPConnection):
    """Shakes hands in the thread that serves it: whoever calls and then says nothing keeps nobody else waiting at the door."""

    _shaken = False

    def communicate(self) -> bool:
        """Whether the line stays open."""
        if not self._shaken:
            try:
                self.socket.do_handshake()
            except OSError:
                return False
            self._shaken = True
        return bool(super().communicate())  # type: ignore[no-untyped-call] # cheroot brings half of its types


class _Secure(BuiltinSSLAdapter):
    """TLS 1.2 or newer, with Python's own choice of ciphers."""

    def __init__(self, cert: Path, key: Path) -> None:
        super().__init__(str(cert), str(key))
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2

    def wrap(self, sock: socket.socket) -> tuple[ssl.SSLSocket, dict[str, Any]]:
        """The line, not yet agreed on, and what the pages need to know of it."""
        wrapped = self.context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
        return wrapped, {"wsgi.url_scheme": "https", "HTTPS": "on"}


def prepare(host: Host | None = None) -> None:
    """Set Django up, for this computer or under a name, and bring the tables to this version."""
    os.umask(OTHERS_NOTHING)
    announce(host)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ischia.site.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def open_server(port: int | None = None) -> Serving:
    """A server bound to the loopback address; raises PortTakenError when the port that was asked for is taken."""
    found = port if port is not None else _free_port()
    server = _listening(LOOPBACK, found)
    return Serving(server, f"http://{LOOPBACK}:{server.bind_addr[1]}/")


def open_host(host: Host, port: int, files: tuple[Path, Path] | None) -> Serving:
    """A server for a phone: HTTPS with a certificate and its key, or, behind another server, plain and for this computer only.

    Raises PortTakenError when the port is taken.
    """
    if files is None:
        return Serving(_listening(LOOPBACK, port), f"{host.origin}/")
    return Serving(_listening(_listened_at(host), port, _Secure(*files)), f"{host.origin}/")


def _listened_at(host: Host) -> str:
    """The very address, when the host is one; else every address of this computer, since which one a name means may change."""
    if isinstance(host.number, IPv4Address | IPv6Address):
        return host.name
    try:
        with socket.create_server((EVERYWHERE, 0), family=socket.AF_INET6, dualstack_ipv6=socket.has_dualstack_ipv6()):
            return EVERYWHERE
    except (OSError, ValueError):
        return EVERYWHERE_V4


def _listening(address: str, port: int, secure: _Secure | None = None) -> Server:
    """A server that listens; it tells nobody what it is called."""
    server = _QuietServer((address, port), get_wsgi_application(), numthreads=THREADS, server_name=LOOPBACK)
    if secure is not None:
        server.ssl_adapter, server.ConnectionClass = secure, _SecureConnection
    try:
        server.prepare()
    except OSError as error:
        raise PortTakenError(f"port {port} is taken") from error
    return server


def _free_port() -> int:
    """The usual port, or the first free one after it."""
    for port in range(PORT, PORT + TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return port
    return 0
