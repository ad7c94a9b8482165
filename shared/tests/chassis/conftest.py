"""A small HTTP service for the kernel's HTTP side."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import pytest_asyncio
from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict

from chassis.definition import Definition
from chassis.errors import Conflict, NotFound, Unavailable
from chassis.http import begin
from chassis.idempotency import IdempotentPost
from chassis.policies import PUBLIC, Actor, needs
from chassis.service import Service
from chassis.settings import ServiceSettings
from chassis.transactions import Tx
from chassis_testing.harness import Harness, SigningKeys, make_signing_keys, running
from chassis_testing.probe import define_probe
from chassis_testing.probe_tables import PROBE
from chassis_testing.servers import CreateDatabase

router = APIRouter(prefix="/api/v1/probes")
Begin = Annotated[Any, Depends(begin)]


class Probe(BaseModel):
    """What is made."""

    model_config = ConfigDict(extra="forbid")

    key: str
    n: int


@router.post("")
async def make(
    body: Probe, begin: Begin, once: IdempotentPost, actor: Annotated[Actor, needs("probe.make")]
) -> Any:
    """Make a row, once per idempotency key."""
    async with begin() as tx:

        async def work() -> Probe:
            connection = await tx.driver()
            await connection.execute(
                "insert into effect (key, n) values ($1, $2)", body.key, body.n
            )
            if body.key == "conflict":
                raise Conflict("It is taken.", code="is-taken", taken_by=actor.name)
            return body

        return await once.answer(tx, 201, work)


@router.get("/{kind}", dependencies=[PUBLIC])
async def fail(kind: str) -> Probe:
    """Fail in a way of the caller's choice."""
    failures: dict[str, Exception] = {
        "missing": NotFound("No such probe."),
        "down": Unavailable("The stranger is away."),
        "refused": ConnectionRefusedError(),
        "bug": ZeroDivisionError("secret detail"),
    }
    raise failures[kind]


@router.put("/{kind}", dependencies=[PUBLIC])
async def keep(kind: str) -> Probe:
    """Something else at the same address."""
    return Probe(key=kind, n=1)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def keys(tmp_path_factory: Any) -> SigningKeys:
    """Keys of one test run."""
    return make_signing_keys(tmp_path_factory.mktemp("keys"))


@pytest_asyncio.fixture
async def probe(create_database: CreateDatabase, keys: SigningKeys) -> AsyncIterator[Harness[Tx]]:
    """The service, without Kafka."""
    base = define_probe("http-probe")
    definition = Definition(
        name="probe", title="Probe", shape=base.shape, handles=base.handles, routers=[router]
    )
    settings = ServiceSettings.model_validate(
        {
            "database_url": await create_database(PROBE),
            "kafka_servers": "127.0.0.1:1",
            "redis_url": "redis://127.0.0.1:1",
            "jwks_file": keys.jwks_file,
            "instance": "http-probe",
        }
    )
    async with running(Service(definition, settings, "api"), keys) as harness:
        yield harness
