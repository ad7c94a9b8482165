"""The services by name, and how to ask all of them at once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer

from tero.operate.trouble import Trouble

T = TypeVar("T")

NAMES = (
    "directory", "intake", "tickets", "orders", "iclass-bridge", "notifications", "reporting",
)  # fmt: skip


def known(name: str) -> str:
    """The name itself; a usage error that lists all of them if it is none."""
    if name not in NAMES:
        raise typer.BadParameter(f"no service {name!r}; there are {', '.join(NAMES)}.")
    return name


def known_or_all(name: str | None) -> str | None:
    """The same where the name may be left out."""
    return None if name is None else known(name)


OneService = Annotated[
    str, typer.Argument(metavar="SERVICE", callback=known, help="A service's name.")
]
SomeServices = Annotated[
    str | None,
    typer.Argument(metavar="[SERVICE]", callback=known_or_all, help="All when left out."),
]


async def of_each(
    service: str | None, ask: Callable[[str], Awaitable[T]]
) -> tuple[dict[str, T], list[Trouble]]:
    """What each service answers, or the one that is named; and the troubles with the others.

    Raises Trouble when nobody answers.
    """
    names = NAMES if service is None else (service,)
    answers = await asyncio.gather(*(ask(name) for name in names), return_exceptions=True)
    good: dict[str, T] = {}
    troubles: dict[str, Trouble] = {}
    for name, answer in zip(names, answers, strict=True):
        if isinstance(answer, Trouble):
            troubles[str(answer)] = answer
        elif isinstance(answer, BaseException):
            raise answer
        else:
            good[name] = answer
    if not good:
        raise next(iter(troubles.values()))
    return good, list(troubles.values())
