"""`ischia serve --host`: the same site for the person's own phone, over HTTPS and behind a passcode; and `ischia passcode`."""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import typer

from ischia.cli.certificates import wrong_files, wrong_name
from ischia.cli.refusing import refuse
from ischia.cli.serving import run
from ischia.site.folder import data_folder
from ischia.site.host import HTTPS_PORT, Host
from ischia.site.passcode import LONGEST, SHORTEST, Fault, Passcode, fault
from ischia.site.serving import PORT, PortTakenError, Serving, open_host, prepare

FAULTS: dict[Fault, str] = {
    "short": f"passcode: too short; allowed: {SHORTEST} characters or more, such as three words or eight digits",
    "long": f"passcode: too long; allowed: at most {LONGEST} characters",
    "easy": "passcode: too easy to guess; allowed: anything but a row of the same signs or a well-known one",
}
TRIES = 3


@dataclass(frozen=True)
class Wanted:
    """What was said about a phone."""

    name: str | None = None
    cert: Path | None = None
    key: Path | None = None
    proxied: bool = False

    @property
    def nothing(self) -> bool:
        """Whether nothing was said: the site is for this computer only."""
        return self.name is None and self.cert is None and self.key is None and not self.proxied

    @property
    def host(self) -> str:
        """The name as certificates and browsers spell it."""
        return (self.name or "").strip().lower().rstrip(".")

    @property
    def files(self) -> tuple[Path, Path] | None:
        """The certificate and its key; None behind another server, which has its own."""
        return (self.cert, self.key) if self.cert and self.key else None

    def wrong(self, now: datetime) -> list[str]:
        """Everything that is wrong with it."""
        if self.name is None:
            return ["--host: is missing; allowed: --host NAME --cert FILE --key FILE, or --host NAME --behind-proxy"]
        given = [option for option, path in (("--cert", self.cert), ("--key", self.key)) if path]
        if self.proxied and given:
            return [f"{' and '.join(given)}: the other server has the certificate; allowed: --behind-proxy without --cert and --key"]
        if not self.proxied and self.files is None:
            missing = " and ".join(option for option in ("--cert", "--key") if option not in given)
            return [f"{missing}: missing; allowed: --host NAME with --cert FILE and --key FILE, or with --behind-proxy; see docs/phone.md"]
        name = wrong_name(self.host)
        return [name] if name else wrong_files(self.host, *self.files, now) if self.files else []


def serve(wanted: Wanted, port: int | None) -> None:
    """Serve the phone until Ctrl-C."""
    wrong = wanted.wrong(datetime.now(UTC))
    if wrong:
        refuse(wrong)
    _have_passcode()
    # Always the same port: a phone remembers the address, and what it keeps for offline belongs to it.
    port = port or PORT
    host = Host(wanted.host, HTTPS_PORT if wanted.proxied else port, wanted.proxied)
    prepare(host)
    serving = _open(host, port, wanted.files)
    typer.echo(f"Ischia is at {serving.address}")
    typer.echo(f"Kept by {host.name}, for whoever has the passcode. Press Ctrl-C to end.")
    if wanted.proxied:
        typer.echo(f"The other server passes it on to http://127.0.0.1:{port}")
    run(serving)


def change_passcode(remove: bool) -> None:
    """Set, change or take away the passcode."""
    kept = Passcode(data_folder())
    if remove:
        kept.remove()
        typer.echo("The passcode is gone. A phone finds nothing open.")
        return
    _ask_for(kept)
    typer.echo("The passcode is kept. Every phone asks for it again.")


def _have_passcode() -> None:
    kept = Passcode(data_folder())
    if kept.hash:
        return
    if not sys.stdin.isatty():
        refuse(["passcode: none is set yet; set one at this computer first: ischia passcode"])
    typer.echo(f"First a passcode, which your phone will ask for: {SHORTEST} characters or more. It does not show while you type.")
    _ask_for(kept)


def _ask_for(kept: Passcode) -> None:
    """Ask until it will do; from a file or another program one line is read."""
    if not sys.stdin.isatty():
        typed = sys.stdin.readline().rstrip("\r\n")
        wrong = fault(typed)
        if wrong:
            refuse([FAULTS[wrong]])
        kept.set(typed)
        return
    for _ in range(TRIES):
        typed = typer.prompt("Passcode", hide_input=True)
        wrong = fault(typed)
        if wrong:
            typer.echo(FAULTS[wrong], err=True)
        elif typer.prompt("The same once more", hide_input=True) != typed:
            typer.echo("passcode: the two differ", err=True)
        else:
            kept.set(typed)
            return
    refuse(["passcode: none is set; nothing was changed"])


def _open(host: Host, port: int, files: tuple[Path, Path] | None) -> Serving:
    try:
        return open_host(host, port, files)
    except PortTakenError as error:
        _refuse_port(host, port, error.__cause__)


def _refuse_port(host: Host, port: int, cause: BaseException | None) -> NoReturn:
    if isinstance(cause, PermissionError):
        refuse([f"--port: this computer keeps {port} for its administrator; allowed: a port from 1024 to 65535"])
    refuse([f"--port: {port} is taken, or {host.name} is no address of this computer; allowed: a free port from 1 to 65535"])
