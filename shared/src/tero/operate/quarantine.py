"""`tero quarantine list | show | replay | discard`."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import typer

from tero.operate.bulk import All, Reason, chosen, repair_all
from tero.operate.command import Desk, complain, operates
from tero.operate.printing import ago, print_body, print_fields, print_json, print_table
from tero.operate.services import OneService, SomeServices, of_each

quarantine = typer.Typer(
    help="Records that nobody could read, and what became of them.", no_args_is_help=True
)

Number = Annotated[int, typer.Argument(metavar="ID", min=1, help="As `list` shows it.")]
Numbers = Annotated[list[int] | None, typer.Argument(metavar="[ID]...", min=1)]
Too = Annotated[bool, typer.Option("--settled", help="Those replayed or discarded, too.")]


async def list_records(desk: Desk, service: SomeServices = None, *, settled: Too = False) -> int:
    """List what is in quarantine, oldest first."""

    async def ask(name: str) -> list[dict[str, Any]]:
        rows = desk.door.rows(name, "quarantine", settled=str(settled).lower())
        return [{"service": name, **row} async for row in rows]

    answers, troubles = await of_each(service, ask)
    rows = [row for answer in answers.values() for row in answer]
    if desk.as_json:
        print_json(rows)
    else:
        print_table(
            ("service", "id", "topic", "reason", "since", "settled"),
            (
                (
                    row["service"],
                    row["id"],
                    row["topic"],
                    f"{row['reason']}: {row['detail']}"[:120],
                    ago(row["quarantined_at"]),
                    row["settled_as"],
                )
                for row in rows
            ),
            empty="Nothing is in quarantine.",
            right="id",
        )
    for trouble in troubles:
        complain(trouble)
    return int(bool(troubles))


async def show_record(desk: Desk, service: OneService, number: Number) -> int:
    """Show everything that is known of one record, with its content."""
    row = await desk.door.kernel(service, f"quarantine/{number}")
    if desk.as_json:
        print_json({"service": service, **row})
        return 0
    print_fields(
        [
            ("record", f"{row['topic']}, partition {row['partition']}, offset {row['offset']}"),
            ("quarantined", f"{ago(row['quarantined_at'])}, {row['quarantined_at']}"),
            ("reason", f"{row['reason']}: {row['detail']}"),
            ("settled", row["settled_as"] and f"{row['settled_as']}, {row['settled_at']}"),
            ("by", row["settled_by_login"] or row["settled_by"]),
            ("because", row["settled_because"]),
            ("key", row["key"]),
            *((f"  {name}", value) for name, value in row["headers"]),
        ]
    )
    print_body(row["value"])
    return 0


async def replay_records(
    desk: Desk, service: OneService, numbers: Numbers = None, *, everything: All = False
) -> int:
    """Read and apply records again, now that the cause is mended."""

    async def repair(number: str) -> int:
        return await desk.door.repair(service, f"quarantine/{number}/replay")

    named = map(str, numbers or ())
    things = chosen(named, lambda: _open(desk, service), everything=everything)
    return await repair_all(desk, "replayed", things, repair)


async def discard_records(
    desk: Desk,
    service: OneService,
    numbers: Numbers = None,
    *,
    reason: Reason,
    everything: All = False,
) -> int:
    """Give records up; their bytes are kept, with who, when and why."""

    async def repair(number: str) -> int:
        return await desk.door.repair(service, f"quarantine/{number}/discard", reason)

    named = map(str, numbers or ())
    things = chosen(named, lambda: _open(desk, service), everything=everything)
    return await repair_all(desk, "discarded", things, repair)


async def _open(desk: Desk, service: str) -> AsyncIterator[str]:
    async for row in desk.door.rows(service, "quarantine"):
        yield str(row["id"])


quarantine.command("list")(operates(list_records))
quarantine.command("show")(operates(show_record))
quarantine.command("replay")(operates(replay_records))
quarantine.command("discard")(operates(discard_records))
