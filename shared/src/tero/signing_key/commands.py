"""`tero signing-key`: the steps of a change of keys, each with what comes after it."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from tero.operate.command import complain
from tero.operate.trouble import Trouble
from tero.signing_key import rotation

signing_key = typer.Typer(
    help="Change the key that access tokens are signed with; nobody is signed out.",
    no_args_is_help=True,
)
T = TypeVar("T")
Folder = Annotated[
    Path,
    typer.Argument(help="Where signing-key.json and jwks.json are.", exists=True, file_okay=False),
]


@signing_key.command("begin")
def begin(folder: Folder) -> None:
    """Make the next key. Then start every service again."""
    kid = _done(lambda: rotation.begin(folder))
    typer.echo(f"key {kid} will be believed: start every service again, then `switch`")


@signing_key.command("switch")
def switch(folder: Folder) -> None:
    """Sign with the next key. Then start `directory` again."""
    kid = _done(lambda: rotation.switch(folder))
    typer.echo(
        f"key {kid} signs as soon as directory has been started again; `end` once the last token"
        " of the old one has expired"
    )


@signing_key.command("end")
def end(folder: Folder) -> None:
    """Believe the old key no longer. Then start every service again."""
    gone = _done(lambda: rotation.end(folder))
    typer.echo(f"no longer believed: {', '.join(gone) or 'nothing'}; start every service again")


def _done(step: Callable[[], T]) -> T:
    try:
        return step()
    except Trouble as trouble:
        complain(trouble)
        raise typer.Exit(1) from trouble
