"""`tero audit verify`, as an operator runs it."""

import asyncio
from collections.abc import AsyncIterator
from socket import socket
from typing import Any

import asyncpg
import pytest_asyncio
import uvicorn

from chassis.database import dsn
from chassis_testing.harness import Harness
from chassis_testing.operator import tero
from directory.domain.customer import customer_id_of

Directory = Harness[Any]


@pytest_asyncio.fixture
async def gateway(directory: Directory) -> AsyncIterator[str]:
    """The address of the service itself, which is all that there is behind this door."""
    app = directory.client._transport.app  # type: ignore[attr-defined]
    config = uvicorn.Config(app, lifespan="off", log_config=None, access_log=False)
    server = uvicorn.Server(config)
    with socket() as listening:
        listening.bind(("127.0.0.1", 0))
        serving = asyncio.create_task(server.serve([listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await serving


async def test_the_chain_is_whole_until_somebody_changes_it(
    directory: Directory, bring: Any, eva: dict[str, Any], gateway: str
) -> None:
    await bring([eva])
    reader = await directory.account("customers.read")
    for _ in range(3):
        path = f"/api/v1/customers/{customer_id_of(eva['number'])}"
        await directory.client.get(path, headers=reader)
    inspector = await directory.account("kernel.inspect")
    token = inspector["Authorization"].removeprefix("Bearer ")
    verify = ("audit", "verify", "--gateway", gateway)

    whole = await tero(*verify, "directory", TERO_TOKEN=token)
    some = await tero(*verify, TERO_TOKEN=token)
    connection = await asyncpg.connect(dsn(str(directory.service.settings.database_url)))
    await connection.execute("grant update on kernel_audit to current_user")
    await connection.execute("alter table kernel_audit disable trigger only_added_to")
    await connection.execute("update kernel_audit set actor = 'nobody' where position = 2")
    await connection.close()
    broken = await tero(*verify, "directory", TERO_TOKEN=token)
    told = await tero(*verify, "directory", "--json", TERO_TOKEN=token)

    assert (whole.code, whole.err) == (0, "")
    assert "whole" in whole.out
    assert (some.code, "whole" in some.out, some.err != "") == (2, True, True)
    assert (broken.code, "broken at 2" in broken.out) == (1, True)
    assert (told.code, told.json()["directory"]["rows"]) == (1, 3)
