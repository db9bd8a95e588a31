"""The server: one process on this computer, a few threads, nothing that listens to anybody else."""

import os
import socket
from dataclasses import dataclass

import django
from cheroot.wsgi import Server
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

LOOPBACK = "127.0.0.1"
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


def prepare() -> None:
    """Set Django up, and bring the tables to this version."""
    os.umask(OTHERS_NOTHING)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ischia.site.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def open_server(port: int | None = None) -> Serving:
    """A server bound to the loopback address; raises PortTakenError when the port that was asked for is taken."""
    found = port if port is not None else _free_port()
    server = _QuietServer((LOOPBACK, found), get_wsgi_application(), numthreads=THREADS, server_name=LOOPBACK)
    try:
        server.prepare()
    except OSError as error:
        raise PortTakenError(f"port {found} is taken") from error
    return Serving(server, f"http://{LOOPBACK}:{server.bind_addr[1]}/")


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
