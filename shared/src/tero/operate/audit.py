"""`tero audit verify`."""

from typing import Any

import typer

from tero.operate.command import Desk, complain, operates
from tero.operate.printing import print_json, print_table
from tero.operate.services import SomeServices, of_each

audit = typer.Typer(help="Who looked at personal data: is it all there?", no_args_is_help=True)

_BROKEN, _BLIND = 1, 2


async def verify(desk: Desk, service: SomeServices = None) -> int:
    """Read every service's chain. Note what it prints: a shorter chain later was cut off.

    Ends with 0 if all are whole, 1 if one is broken, 2 if one could not be read.
    """

    async def ask(name: str) -> Any:
        return await desk.door.kernel(name, "audit/verification")

    answers, troubles = await of_each(service, ask)
    if desk.as_json:
        print_json(answers)
    else:
        rows = [
            (name, each["rows"], (each["hash"] or "")[:16], _word(each["broken_at"]))
            for name, each in answers.items()
        ]
        columns = ("service", "rows", "last hash", "chain")
        print_table(columns, rows, empty="There is nothing to show.", right="rows")
    for trouble in troubles:
        complain(trouble)
    if any(each["broken_at"] is not None for each in answers.values()):
        return _BROKEN
    return _BLIND if troubles else 0


def _word(broken_at: int | None) -> str:
    return "whole" if broken_at is None else f"broken at {broken_at}"


audit.command("verify")(operates(verify))
