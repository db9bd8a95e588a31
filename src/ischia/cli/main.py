"""The command `ischia`. Each command imports what it needs when it runs, so that start-up stays quick."""

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer


class _Program(typer.Typer):
    """All commands; whatever nobody expected ends here in one plain sentence without anything about the person."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().__call__(*args, **kwargs)
        except Exception as error:
            if os.environ.get("ISCHIA_DEBUG"):
                raise
            _apologise(error)
            raise SystemExit(1) from None


def _apologise(error: Exception) -> None:
    """An error's text may hold answers, so only its kind is told."""
    says = f"Something went wrong inside Ischia ({type(error).__name__}). What you told it is untouched."
    typer.echo(f"{says} Run it again with ISCHIA_DEBUG=1 to see where.", err=True)


OPTIONS: dict[str, Any] = {"no_args_is_help": True, "add_completion": False, "pretty_exceptions_enable": False}
HELP = "Careful self-care for sciatica. It is no medical device and gives no diagnosis."
app = _Program(help=HELP, rich_markup_mode=None, **OPTIONS)
knowledge = typer.Typer(help="What is known: check it, read it, see why, and hand it to a clinician to sign.", **OPTIONS)
app.add_typer(knowledge, name="knowledge")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AnswersFile = Annotated[Path, typer.Argument(metavar="ANSWERS.yaml", help="A file of answers; docs/answers.md says how.")]
Day = Annotated[
    datetime | None, typer.Option("--at", formats=["%Y-%m-%d"], help="Also find what nobody has checked for too long on this day.")
]
Id = Annotated[str, typer.Argument(metavar="ID", help="An id, kind/id or code, such as wall_ball or T09.")]


@app.command()
def questions(as_json: AsJson = False) -> None:
    """All questions in order, with their ids, parts and allowed answers."""
    from ischia.cli import listing
    from ischia.cli.knowing import known

    listing.show(known(), as_json)


@app.command()
def assess(answers: AnswersFile, as_json: AsJson = False) -> None:
    """What follows from a file of answers: danger, probable causes and why, the first week."""
    from ischia.cli import assessing

    assessing.assess(answers, as_json)


@app.command()
def conclude(
    journal: Annotated[Path, typer.Argument(metavar="JOURNAL.ndjson", help="A journal, one entry a line.")],
    at: Annotated[str, typer.Option("--at", metavar="WHEN", help="A moment with its zone, such as 2026-11-20T07:30:00+00:00.")],
    as_json: AsJson = False,
) -> None:
    """What follows from a journal at a moment."""
    from ischia.cli import assessing

    assessing.conclude_journal(journal, at, as_json)


@app.command()
def ask(
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="The journal to go on with, or to begin.")] = None,
) -> None:
    """The interview: one question at a time, kept after each answer, so that you can stop and go on."""
    from ischia.cli import asking

    asking.ask(file)


@app.command()
def serve(
    port: Annotated[
        int | None, typer.Option("--port", metavar="N", min=1, max=65535, help="Where to listen; else the first free one.")
    ] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Print the address, but open no browser.")] = False,
    host: Annotated[str | None, typer.Option("--host", metavar="NAME", help="For your phone: the name that it calls.")] = None,
    cert: Annotated[Path | None, typer.Option("--cert", metavar="FILE", help="The certificate of that name, PEM.")] = None,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", help="Its key, PEM, without a password.")] = None,
    proxied: Annotated[bool, typer.Option("--behind-proxy", help="Another server of this computer does the HTTPS.")] = False,
) -> None:
    """The site: everything from the first question to tomorrow's plan, on this computer only, or also for your own phone."""
    from ischia.cli import hosting, serving

    wanted = hosting.Wanted(host, cert, key, proxied)
    if wanted.nothing:
        serving.serve(port, not no_open)
    else:
        hosting.serve(wanted, port)


@app.command()
def passcode(remove: Annotated[bool, typer.Option("--remove", help="Take it away; a phone finds nothing open then.")] = False) -> None:
    """Set or change the passcode that a phone asks for; all phones ask again."""
    from ischia.cli import hosting

    hosting.change_passcode(remove)


@app.command()
def session(
    item: Annotated[str, typer.Argument(metavar="ITEM", help="A technique or exercise, by id or code.")],
    answers: Annotated[Path | None, typer.Argument(metavar="[ANSWERS.yaml]", help="Whose session it is.")] = None,
    as_json: AsJson = False,
) -> None:
    """One technique or exercise, step by step, with seconds."""
    from ischia.cli import sessions

    sessions.show(item, answers, as_json)


@app.command()
def pictures(
    out: Annotated[Path, typer.Argument(metavar="OUT/", help="The folder to write into.")],
    only: Annotated[list[str] | None, typer.Argument(metavar="[ITEM]...", help="Only these items, by id.")] = None,
) -> None:
    """Every picture, still and moving, as SVG files and one sheet to look at."""
    from ischia.cli import picturing

    picturing.draw(out, only or [])


@app.command()
def prove(
    full: Annotated[bool, typer.Option("--full", help="The long proof.")] = False,
    folder: Annotated[Path | None, typer.Option("--knowledge", metavar="DIR", help="Prove another copy of the knowledge.")] = None,
) -> None:
    """Try the danger rules and the programme over their whole answer space."""
    from ischia.cli import proving

    raise typer.Exit(proving.prove(full, folder))


@knowledge.command()
def check(at: Day = None) -> None:
    """Read everything, list every problem, and count what is there."""
    from ischia.cli import shelf

    raise typer.Exit(shelf.check(at.date() if at else None))


@knowledge.command()
def show(name: Id) -> None:
    """One statement as it was read, with its sources."""
    from ischia.cli import shelf

    shelf.show(name)


@knowledge.command()
def why(name: Id) -> None:
    """What depends on a statement, and what it rests on itself."""
    from ischia.cli import shelf

    shelf.why(name)


@knowledge.command()
def stale(at: Day = None) -> None:
    """Statements that nobody has checked for too long; today, or on another day."""
    from ischia.cli import shelf

    shelf.stale(at.date() if at else datetime.now().astimezone().date())


@knowledge.command("sign-off")
def sign_off(out: Annotated[Path, typer.Argument(metavar="OUT.csv", help="Where the table is written.")]) -> None:
    """Every recalled statement and every judgement of ours, as a table for a clinician to sign."""
    from ischia.cli import shelf

    shelf.sign_off(out)


if __name__ == "__main__":
    app(prog_name="ischia")
