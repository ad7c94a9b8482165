"""What all operator's commands have in common: their options, their log-in, their complaints."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Concatenate, ParamSpec

import typer

from tero.operate.access import Access
from tero.operate.door import Door
from tero.operate.trouble import Trouble

P = ParamSpec("P")

_GROUP = "Access"
Gateway = Annotated[
    str | None,
    typer.Option(
        help="The gateway; TERO_GATEWAY or http://localhost:8080.", rich_help_panel=_GROUP
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(help="A local stack's: its gateway, its administrator.", rich_help_panel=_GROUP),
]
Login = Annotated[
    str | None, typer.Option(help="Who asks; else TERO_TOKEN is used.", rich_help_panel=_GROUP)
]
PasswordFile = Annotated[
    Path | None, typer.Option(help="Else the password is asked for.", rich_help_panel=_GROUP)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_ACCESS: Mapping[str, tuple[Any, Any]] = {
    "gateway": (Gateway, None),
    "folder": (Folder, None),
    "login": (Login, None),
    "password_file": (PasswordFile, None),
}


@dataclass(frozen=True)
class Desk:
    """What a command works with: a door it has entered, and how its answer is wanted."""

    door: Door
    access: Access
    as_json: bool


Work = Callable[Concatenate[Desk, P], Awaitable[int]]


def operates(work: Work[P], *, enters: bool = True) -> Callable[..., None]:
    """A command for Typer from `work(desk, …)`, which returns the exit code.

    Adds the options by which a caller gets in and asks for JSON. With `enters=False` the work
    sees to its log-in itself.
    """

    def command(*args: Any, as_json: bool, **options: Any) -> None:
        access = Access(**{name: options.pop(name) for name in _ACCESS})

        async def run() -> int:
            async with access.door() as door:
                if enters:
                    await access.enter(door)
                return await work(Desk(door, access, as_json), *args, **options)

        try:
            code = asyncio.run(run())
        except Trouble as trouble:
            complain(trouble)
            code = 1 if enters else 2
        if code:
            raise typer.Exit(code)

    command.__doc__ = work.__doc__
    command.__annotations__ = {}
    command.__signature__ = _with_options(work)  # type: ignore[attr-defined]
    return command


def complain(trouble: Trouble) -> None:
    """On standard error, in one line."""
    typer.echo(f"tero: {trouble}", err=True)


def _with_options(work: Callable[..., Any]) -> inspect.Signature:
    own = list(inspect.signature(work, eval_str=True).parameters.values())[1:]
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (kind, default) in [*_ACCESS.items(), ("as_json", (AsJson, False))]
    ]
    return inspect.Signature([*own, *added])
