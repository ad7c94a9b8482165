"""What starting a stack consists of, and what must wait for what."""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from typing import TYPE_CHECKING

from local_stack.console.build import build
from local_stack.console.running import into
from local_stack.credentials import make_credentials
from local_stack.process.run import run_to_end
from local_stack.stamps import digest_of_packages, unless_done
from local_stack.steps import Step

if TYPE_CHECKING:
    from local_stack.parts.service import Service
    from local_stack.stack import Stack


def start_steps(stack: Stack) -> list[Step]:
    """The steps for the chosen parts; a step's name is what a progress display shows."""
    chosen = stack.chosen
    steps = [
        Step("kafka", stack.kafka.start),
        Step("postgres", stack.postgres.start),
        Step("valkey", stack.valkey.start),
        Step("mail-sink", stack.mail_sink.start),
        Step("iclass", stack.iclass.start, ("topics",)),
        Step("gateway", stack.gateway.start, ("console", *stack.services)),
    ]
    services = [service for name, service in stack.services.items() if name in chosen]
    found = [step for step in steps if step.name in chosen]
    if "gateway" in chosen:
        found.append(Step("console", partial(_build_console, stack)))
    if services or "iclass" in chosen:
        make_credentials(stack.home)
        found.append(Step("topics", partial(_create_topics, stack), ("kafka",)))
    for service in services:
        found += _service_steps(stack, service)
    return found


def _service_steps(stack: Stack, service: Service) -> list[Step]:
    migration = f"{service.name} database"
    needs = (migration, "topics", "valkey")
    return [
        Step(migration, partial(_prepare_database, stack, service), ("postgres",)),
        Step(service.name, service.start, needs),
    ]


async def _prepare_database(stack: Stack, service: Service) -> None:
    if service.pid is None:
        await stack.postgres.create_database(service.database)
        digest = digest_of_packages(service.database, "chassis")
        await unless_done(stack.home, f"{service.name}-migration", digest, service.migrate)


async def _build_console(stack: Stack) -> None:
    await asyncio.to_thread(build, into(stack.home.log("console")))


async def _create_topics(stack: Stack) -> None:
    digest = digest_of_packages("contracts", "tero")
    await unless_done(stack.home, "topics", digest, partial(_run_topics, stack))


async def _run_topics(stack: Stack) -> None:
    command = [sys.executable, "-m", "tero", "topics", "create", "--servers", stack.kafka.servers]
    log = stack.home.log("topics")
    await run_to_end("the creation of topics", command, log, {}, folder=stack.folder)
