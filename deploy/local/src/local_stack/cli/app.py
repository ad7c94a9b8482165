"""The commands and their options."""

import asyncio
import os
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from local_stack.artifacts.fetch import CannotFetch
from local_stack.cli import end
from local_stack.cli.run import OtherShape, run
from local_stack.cli.site import NotThere, Site
from local_stack.cli.status import status
from local_stack.cli.turn import Busy
from local_stack.console.build import CannotBuild
from local_stack.console.node import NoNode
from local_stack.parts.postgres_programs import NoPostgres
from local_stack.paths import STATE
from local_stack.ports import PortTaken
from local_stack.process.part import PartFailed

Result = TypeVar("Result")
Folder = Annotated[Path, typer.Option(help="Where data, logs and secrets are kept.")]
Parts = Annotated[str, typer.Option(help="Only these parts, comma separated.")]

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
console = Console()

_EXPECTED = (
    Busy, CannotBuild, CannotFetch, NoNode, NoPostgres, NotThere,
    OtherShape, PartFailed, PortTaken, ValueError,
)  # fmt: skip


@app.command("run")
def run_command(
    folder: Folder = STATE,
    brokers: Annotated[int, typer.Option(help="Kafka brokers: 1 or 3.")] = 1,
    port: Annotated[int | None, typer.Option(help="The gateway's port.")] = None,
    parts: Parts = "",
) -> None:
    """Start everything that does not run yet, and say where it is."""
    if brokers not in {1, 3}:
        raise typer.BadParameter("1 or 3", param_hint="--brokers")
    chosen = [name.strip() for name in parts.split(",") if name.strip()]
    _go(run(folder.resolve(), Site.chosen(brokers, port, chosen), console))


@app.command("stop")
def stop_command(folder: Folder = STATE) -> None:
    """End every process of the stack; data is kept."""
    count = _go(end.stop(folder.resolve()))
    console.print(f"Stopped {count} parts." if count else "Nothing was running.")


@app.command("reset")
def reset_command(folder: Folder = STATE) -> None:
    """End every process and forget all data."""
    _go(end.reset(folder.resolve()))
    console.print("Stopped; data, secrets and logs are deleted.")


@app.command("status")
def status_command(folder: Folder = STATE) -> None:
    """Show each part: state, process, memory, port and log. Fails unless all are up."""
    folder = folder.resolve()
    try:
        stack = Site.of(folder).stack(folder)
    except NotThere as error:
        raise _end_with(error) from error
    if not _go(status(stack, console)):
        raise typer.Exit(1)


@app.command("logs")
def logs_command(
    part: Annotated[str, typer.Argument(help="A part's name; all when left out.")] = "",
    *,
    folder: Folder = STATE,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on showing.")] = False,
) -> None:
    """Show the last lines of the logs."""
    files = sorted((folder / "logs").glob(f"{part or '*'}.log"))
    if not files:
        raise _end_with(NotThere(f"no log of {part or 'any part'} in {folder / 'logs'}"))
    how = ["-n", "40", *(["-F"] if follow else [])]
    os.execvp("tail", ["tail", *how, *map(str, files)])  # noqa: S606


@app.command("relock", hidden=True)
def relock_command() -> None:
    """Make the list of Java archives again."""
    from local_stack.artifacts.relock import relock  # noqa: PLC0415 - slow to load, seldom needed

    console.print(f"{relock()} archives locked.")


def _go(work: Coroutine[object, object, Result]) -> Result:
    try:
        return asyncio.run(work)
    except _EXPECTED as error:
        raise _end_with(error) from error
    except (KeyboardInterrupt, asyncio.CancelledError):
        console.print("Interrupted; what was started has been stopped.")
        raise typer.Exit(130) from None


def _end_with(error: Exception) -> typer.Exit:
    console.print(f"[red]{type(error).__name__}[/]: ", end="")
    console.print(str(error), markup=False, highlight=False, soft_wrap=True)
    return typer.Exit(1)
