"""`tero topics create | configure | list`."""

import asyncio
import dataclasses
import json
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Annotated, Any, TypeVar

import typer
from aiokafka.errors import KafkaError
from rich.console import Console
from rich.table import Column, Table

from chassis.brokers import Brokers
from contracts import topics as registry
from contracts.event import Topic
from tero.topics.cluster import NoBrokers, NotCreated, NotTold, brokers_at
from tero.topics.configure import Difference, configure_topics
from tero.topics.create import Outcome, create_topics

Result = TypeVar("Result")

topics = typer.Typer(help="The topics through which the services meet.", no_args_is_help=True)

Servers = Annotated[str, typer.Option(help="Brokers as host:port, comma separated.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Partitions = Annotated[int | None, typer.Option(min=1, help="Instead of the registry's.")]
Replication = Annotated[
    int | None, typer.Option(min=1, help="Copies; three by default, or as many as brokers.")
]
Channels = Annotated[
    str,
    typer.Option(
        envvar="TERO_CHANNEL_TOPICS",
        help="Codes of channel systems with a topic of their own, comma separated.",
    ),
]
Wait = Annotated[float, typer.Option(min=0, help="Seconds to wait for the brokers.")]


@topics.command("create")
def create_command(
    servers: Servers,
    replication: Replication = None,
    partitions: Partitions = None,
    channels: Channels = "",
    wait: Wait = 60.0,
    *,
    as_json: AsJson = False,
) -> None:
    """Create the topics that are missing. Nothing that exists is changed; differences are told."""
    create = partial(create_topics, replication=replication, partitions=partitions, seconds=wait)
    outcomes = run(servers, partial(create, wanted_with(channels)))
    _print_json(outcomes) if as_json else _print_outcomes(outcomes)


@topics.command("configure")
def configure_command(
    servers: Servers, channels: Channels = "", wait: Wait = 60.0, *, as_json: AsJson = False
) -> None:
    """Set what existing topics' settings lack of the registry; nothing else is touched."""
    changed = run(servers, partial(configure_topics, wanted_with(channels), seconds=wait))
    if as_json:
        _print_json(changed)
        return
    for each in changed:
        typer.echo(f"{each.topic}: {each.name} was {each.have}, is {each.wanted}")
    if not changed:
        typer.echo("All topics are as the registry says.")


@topics.command("list")
def list_command(channels: Channels = "", *, as_json: AsJson = False) -> None:
    """List the topics of the registry."""
    wanted = wanted_with(channels)
    _print_json(wanted) if as_json else _print_topics(wanted)


def wanted_with(channels: str) -> tuple[Topic, ...]:
    """The registry's, and those of these channel systems."""
    return registry.with_channels(codes_in(channels))


def codes_in(channels: str) -> list[str]:
    """Comma separated, or none."""
    return [code for code in channels.split(",") if code]


def run(
    servers: str, work: Callable[[Brokers], Coroutine[Any, Any, Result]], *, command: str = "topics"
) -> Result:
    """What it answers; what cannot be done ends the command with a sentence."""
    # The client complains in its log about every attempt while brokers start.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    try:
        return asyncio.run(work(brokers_at(servers)))
    except (NotTold, NoBrokers, NotCreated, KafkaError) as error:
        typer.echo(f"{command}: {error}", err=True)
        raise typer.Exit(1) from error


def _print_json(rows: "tuple[Topic, ...] | list[Outcome] | list[Difference]") -> None:
    typer.echo(json.dumps([dataclasses.asdict(row) for row in rows], indent=2))


def _print_outcomes(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        note = f" ({outcome.note}; not changed)" if outcome.note else ""
        size = f"{outcome.partitions} partitions, {outcome.replication} copies"
        typer.echo(f"{outcome.did:8} {outcome.topic}: {size}{note}")


def _print_topics(all_topics: tuple[Topic, ...]) -> None:
    table = Table(Column("topic", no_wrap=True), "owner", "partitions", "kept", "what")
    for topic in all_topics:
        kept = "newest per key" if topic.compacted else f"{topic.retention_days} days"
        table.add_row(topic.name, topic.owner, str(topic.partitions), kept, topic.description)
    Console().print(table)
