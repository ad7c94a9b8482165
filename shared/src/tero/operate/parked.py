"""`tero parked list | show | replay | discard`."""

import shlex
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any
from urllib.parse import quote

import typer

from tero.operate.bulk import All, Reason, chosen, repair_all
from tero.operate.command import Desk, complain, operates
from tero.operate.printing import (
    ago,
    count,
    plain,
    print_below,
    print_body,
    print_fields,
    print_json,
)
from tero.operate.services import OneService, SomeServices, of_each
from tero.operate.trouble import Trouble

parked = typer.Typer(
    help="Keys that wait behind an event that could not be digested.", no_args_is_help=True
)

Topic = Annotated[str, typer.Argument(help="As `list` shows it.")]
Key = Annotated[str, typer.Argument(help="As `list` shows it.")]
MaybeTopic = Annotated[str | None, typer.Argument(help="With KEY, or --all instead of both.")]
MaybeKey = Annotated[str | None, typer.Argument()]


async def list_keys(desk: Desk, service: SomeServices = None) -> int:
    """List the keys that wait, oldest first."""

    async def ask(name: str) -> list[dict[str, Any]]:
        return [{"service": name, **row} async for row in desk.door.rows(name, "parked")]

    answers, troubles = await of_each(service, ask)
    rows = [row for answer in answers.values() for row in answer]
    if desk.as_json:
        print_json(rows)
    else:
        _print_keys(rows)
    for trouble in troubles:
        complain(trouble)
    return int(bool(troubles))


async def show_key(desk: Desk, service: OneService, topic: Topic, key: Key) -> int:
    """Show a key with all its records, in the order in which they will be applied."""
    place = _place(topic, key)
    found = await desk.door.kernel(service, place, limit=1)
    records = [row async for row in desk.door.rows(service, place)]
    found.pop("next")
    if desk.as_json:
        print_json({"service": service, **found, "items": records})
        return 0
    print_fields(
        [
            ("key", f"{found['key']} of {found['topic']}"),
            ("parked", f"{ago(found['parked_at'])}, {found['parked_at']}"),
            ("reason", found["reason"]),
            ("tried", found["attempts"]),
        ]
    )
    for number, row in enumerate(records, 1):
        typer.echo()
        print_fields(
            [
                (f"record {number}", f"partition {row['partition']}, offset {row['offset']}"),
                *((f"  {name}", value) for name, value in row["headers"]),
            ]
        )
        print_body(row["value"])
    return 0


async def replay_keys(
    desk: Desk,
    service: OneService,
    topic: MaybeTopic = None,
    key: MaybeKey = None,
    *,
    everything: All = False,
) -> int:
    """Apply the records of a key, in order, all or none; later ones follow by themselves."""

    async def repair(thing: str) -> int:
        return await desk.door.repair(service, f"{_place(*thing.split(' ', 1))}/replay")

    things = chosen(_named(topic, key), lambda: _listed(desk, service), everything=everything)
    return await repair_all(desk, "replayed", things, repair)


async def discard_keys(
    desk: Desk,
    service: OneService,
    topic: MaybeTopic = None,
    key: MaybeKey = None,
    *,
    reason: Reason,
    everything: All = False,
) -> int:
    """Give a key's records up; they are kept in quarantine, with who, when and why."""

    async def repair(thing: str) -> int:
        return await desk.door.repair(service, f"{_place(*thing.split(' ', 1))}/discard", reason)

    things = chosen(_named(topic, key), lambda: _listed(desk, service), everything=everything)
    return await repair_all(desk, "discarded", things, repair)


def _print_keys(rows: Sequence[dict[str, Any]]) -> None:
    """The first line of each is what the other commands take, to be copied whole."""
    for row in rows:
        typer.echo(plain(f"{row['service']} {row['topic']} {shlex.quote(row['key'])}"))
        waiting = f"{count(row['records'], 'record')}, {ago(row['parked_at'])}"
        print_below(f"{waiting}: {row['reason'].partition(chr(10))[0][:300]}")
    if not rows:
        typer.echo("Nothing is parked.")


def _place(topic: str, key: str) -> str:
    return f"parked/{quote(topic, safe='')}/{quote(key, safe='')}"


def _named(topic: str | None, key: str | None) -> list[str]:
    if topic is None:
        return []
    if not key or not topic or " " in topic:
        raise Trouble("A parked key is named by its topic and its key, as `tero parked list` does.")
    return [f"{topic} {key}"]


async def _listed(desk: Desk, service: str) -> AsyncIterator[str]:
    async for row in desk.door.rows(service, "parked"):
        yield f"{row['topic']} {row['key']}"


parked.command("list")(operates(list_keys))
parked.command("show")(operates(show_key))
parked.command("replay")(operates(replay_keys))
parked.command("discard")(operates(discard_keys))
