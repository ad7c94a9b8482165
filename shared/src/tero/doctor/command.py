"""`tero doctor`."""

import asyncio
import logging
import os
from dataclasses import asdict, replace
from typing import Annotated

import typer

from tero.doctor.finding import Diagnosis, Finding
from tero.doctor.report import print_diagnosis
from tero.doctor.services import examine_services
from tero.doctor.topics import examine_topics
from tero.operate.command import Desk, operates
from tero.operate.printing import print_json
from tero.operate.trouble import Trouble
from tero.topics.cluster import NotTold, brokers_at
from tero.topics.commands import wanted_with

_NO_SERVERS = "Topics and brokers were not looked at: --servers, or TERO_KAFKA_SERVERS, names them."

Servers = Annotated[
    str | None,
    typer.Option(help="Brokers as host:port, comma separated; else TERO_KAFKA_SERVERS is used."),
]
Patience = Annotated[
    float,
    typer.Option(min=0, max=30, help="Seconds between two looks at what should be moving."),
]


async def diagnose(desk: Desk, *, servers: Servers = None, patience: Patience = 5.0) -> int:
    """Say what is wrong and what to do.

    Ends with 0 if healthy, 1 with findings, 2 if it could not look.
    """
    # The client complains in its log about every broker that is away; a finding says it.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    blind: list[str] = []
    try:
        await desk.access.enter(desk.door)
    except Trouble as trouble:
        blind.append(f"log-in: {trouble}")
    brokers = servers or desk.access.brokers() or os.environ.get("TERO_KAFKA_SERVERS")
    looked = examine_services(desk.door, patience)
    services, about_topics = await asyncio.gather(looked, _about_topics(brokers, blind))
    diagnosis = Diagnosis(
        findings=[_complete(each, brokers) for each in services.findings + about_topics],
        blind=blind + services.blind,
        notes=[] if brokers else [_NO_SERVERS],
    )
    if desk.as_json:
        print_json({**asdict(diagnosis), "healthy": diagnosis.exit_code == 0})
    else:
        print_diagnosis(diagnosis, desk.access.words())
    return diagnosis.exit_code


doctor = operates(diagnose, enters=False)


def _complete(finding: Finding, brokers: str | None) -> Finding:
    """Services do not tell where the brokers are; whoever asks may know."""
    if finding.command is None or brokers is None:
        return finding
    return replace(finding, command=finding.command.replace("HOST:PORT", brokers))


async def _about_topics(servers: str | None, blind: list[str]) -> list[Finding]:
    if servers is None:
        return []
    channels = os.environ.get("TERO_CHANNEL_TOPICS", "")
    try:
        return await examine_topics(wanted_with(channels), brokers_at(servers))
    except NotTold as error:
        blind.append(f"topics: {error}")
        return []
