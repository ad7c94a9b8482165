"""The service under test, and how things happen in its tests."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

import pytest
import pytest_asyncio

from chassis.contract import Contract
from chassis.records import StoredRecord
from chassis.service import Service
from chassis_testing.harness import Harness, make_signing_keys, record_of, running
from reporting.app import define
from reporting.settings import Settings
from reporting.tables import METADATA
from reporting.transaction import Transaction


@dataclass
class World:
    """The service, and what its readers see."""

    harness: Harness[Transaction]
    headers: dict[str, str]

    async def get(self, path: str, **query: Any) -> Any:
        """A report; all time unless the query says otherwise."""
        params = query or {"historic": "true"}
        answer = await self.harness.client.get(
            f"/api/v1/reports/{path}", params=params, headers=self.headers
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def rows(self, figure: str, **query: Any) -> list[dict[str, Any]]:
        """All rows behind a figure, page by page."""
        found: list[dict[str, Any]] = []
        more: dict[str, Any] = {"historic": "true", "limit": 7} | query
        while True:
            page = await self.get(f"rows/{figure}", **more)
            found += page["items"]
            if page["next"] is None:
                return found
            more["after"] = page["next"]

    async def deliver(self, records: Sequence[StoredRecord], size: int = 40) -> None:
        """Batch by batch."""
        for start in range(0, len(records), size):
            await self.harness.deliver(records[start : start + size])

    async def dump(self) -> dict[str, list[dict[str, Any]]]:
        """Every fact, in one order."""
        return {
            name: await self.harness.rows(f"select * from {name} order by 1")  # noqa: S608
            for name in METADATA.tables
        }


def told(event: Contract, key: UUID, version: int, at: datetime) -> StoredRecord:
    """The record of an event that happened at that time."""
    record = record_of(event, key=key, version=version)
    headers = [pair for pair in record.headers if pair[0] != "ce_time"]
    return replace(record, headers=[*headers, ("ce_time", at.isoformat().encode())])


def life(key: UUID, start: datetime, events: Iterable[Contract]) -> list[StoredRecord]:
    """What happened to one thing, an hour between one event and the next."""
    return [
        told(event, key, version, start + timedelta(hours=version - 1))
        for version, event in enumerate(events, 1)
    ]


StartWorld: TypeAlias = Callable[..., Awaitable[World]]
Life: TypeAlias = Callable[..., list[StoredRecord]]


@pytest_asyncio.fixture
async def start_world(
    create_database: Callable[[str], Awaitable[str]], tmp_path: Path
) -> AsyncIterator[StartWorld]:
    """Starts the service, each time on an empty database."""
    async with AsyncExitStack() as ends:

        async def start(**changes: Any) -> World:
            keys = make_signing_keys(tmp_path)
            chosen: dict[str, Any] = {
                "database_url": await create_database("reporting"),
                "kafka_servers": "127.0.0.1:1",
                "redis_url": "redis://127.0.0.1:1",
                "jwks_file": keys.jwks_file,
                "instance": "reporting-test",
            }
            settings = Settings(**(chosen | changes))
            service = Service(define(settings), settings, "api")
            harness = await ends.enter_async_context(running(service, keys))
            return World(harness, await harness.account("reports.read"))

        yield start


@pytest_asyncio.fixture
async def world(start_world: StartWorld) -> World:
    """The service on an empty database."""
    return await start_world()


@pytest.fixture
def lived() -> Life:
    """Records of what happened to one thing: its id, the start, the events."""
    return life
