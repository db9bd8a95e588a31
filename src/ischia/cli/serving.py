"""`ischia serve`: the site on this computer, opened in the browser."""

import webbrowser

import typer

from ischia.cli.refusing import refuse
from ischia.site.serving import PortTakenError, Serving, open_server, prepare


def serve(port: int | None, opens: bool) -> None:
    """Serve until Ctrl-C."""
    prepare()
    serving = _open(port)
    typer.echo(f"Ischia is at {serving.address}")
    typer.echo("Kept on this computer. Press Ctrl-C to end.")
    if opens:
        webbrowser.open(serving.address)
    run(serving)


def run(serving: Serving) -> None:
    """Answer until Ctrl-C."""
    try:
        serving.server.serve()
    except KeyboardInterrupt:
        typer.echo("")
    finally:
        serving.server.stop()


def _open(port: int | None) -> Serving:
    try:
        return open_server(port)
    except PortTakenError:
        refuse([f"--port: another program listens at {port}; allowed: a free port from 1 to 65535, or leave it out"])
    except PermissionError:
        refuse([f"--port: this computer keeps {port} for its administrator; allowed: a port from 1024 to 65535"])
