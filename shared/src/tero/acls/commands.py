"""`tero acls list | create`."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from chassis.brokers import Brokers
from tero.acls.needed import Acl, needed
from tero.topics.cluster import cluster_at
from tero.topics.commands import AsJson, Channels, Servers, Wait, codes_in, run

acls = typer.Typer(help="Who may do what at brokers that ask who comes.", no_args_is_help=True)

Replying = Annotated[
    str,
    typer.Option(help="Codes of those channel systems that hand on the desk's answers."),
]


@acls.command("list")
def list_command(
    channels: Channels = "", replying: Replying = "", *, as_json: AsJson = False
) -> None:
    """List what each principal needs."""
    found = needed(codes_in(channels), codes_in(replying))
    if as_json:
        typer.echo(json.dumps([asdict(acl) for acl in found], indent=2))
        return
    table = Table("principal", "operation", "kind", Column("name", no_wrap=True))
    for acl in found:
        table.add_row(f"User:{acl.principal}", acl.operation, acl.kind, acl.name)
    Console().print(table)


@acls.command("create")
def create_command(
    servers: Servers, channels: Channels = "", replying: Replying = "", wait: Wait = 60.0
) -> None:
    """Give each principal what it needs. What one has besides stays."""
    found = needed(codes_in(channels), codes_in(replying))
    run(servers, partial(_allow, found, seconds=wait), command="acls")
    typer.echo(f"{len(found)} rights given to {len({acl.principal for acl in found})} principals.")


async def _allow(found: Sequence[Acl], brokers: Brokers, *, seconds: float) -> None:
    deadline = asyncio.get_running_loop().time() + seconds
    async with cluster_at(brokers, deadline) as cluster:
        for acl in found:
            await cluster.allow(acl.principal, acl.operation, acl.kind, acl.name)
