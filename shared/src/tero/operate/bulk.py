"""Repairing many things one after the other; one that fails does not stop the others."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from tero.operate.command import Desk
from tero.operate.printing import count, plain, print_json
from tero.operate.trouble import Refused, Trouble

All = Annotated[bool, typer.Option("--all", help="Everything that is listed.")]
Reason = Annotated[
    str, typer.Option(help="Why, for whoever asks later; at least three characters.")
]


@dataclass(frozen=True)
class Outcome:
    """What became of one thing: how many records were treated, or why none."""

    thing: str
    records: int
    refused: str | None = None


async def repair_all(
    desk: Desk,
    done: str,
    things: AsyncIterator[str],
    repair: Callable[[str], Awaitable[int]],
) -> int:
    """Repair each thing and say what became of it; the exit code.

    Raises Trouble when nobody answers any more: what follows would fail alike.
    """
    outcomes = []
    async for thing in things:
        try:
            outcome = Outcome(thing, await repair(thing))
        except Refused as refusal:
            if refusal.is_away or refusal.status in (401, 403):
                raise
            outcome = Outcome(thing, 0, str(refusal))
        outcomes.append(outcome)
        if not desk.as_json:
            _say(done, outcome)
    if desk.as_json:
        print_json([asdict(outcome) for outcome in outcomes])
    elif not outcomes:
        typer.echo("There is nothing to do.")
    return int(any(outcome.refused for outcome in outcomes))


async def chosen(
    named: Iterable[str], listed: Callable[[], AsyncIterator[str]], *, everything: bool
) -> AsyncIterator[str]:
    """The things that were named, or all of those that are listed now; Trouble if neither or both
    were asked for."""
    names = list(named)
    if bool(names) == everything:
        raise Trouble("Name what is meant, or say --all.")
    # Read to the end first: repairing takes rows away from the list.
    for thing in [each async for each in listed()] if everything else names:
        yield thing


def _say(done: str, outcome: Outcome) -> None:
    said = outcome.refused or f"{done}, {count(outcome.records, 'record')}"
    typer.echo(f"{plain(outcome.thing)}: {plain(said)}", err=outcome.refused is not None)
