"""A service under test: the assembled application on a real database, without a network."""

import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

import httpx2
import orjson
from joserfc.jwk import KeySet, OKPKey
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

from chassis.cloudevents import as_wire, attributes
from chassis.contract import Contract
from chassis.due import Timers
from chassis.fence import Partition
from chassis.outbox import OutgoingEvent, opened
from chassis.reach import WHOLE
from chassis.records import StoredRecord
from chassis.row_security import tell_scope
from chassis.service import Service
from chassis.tokens import issue

T = TypeVar("T")

_ACCOUNT = """
insert into kernel_account
  (account_id, login, name, role, areas, permissions, active, customer_id, version)
values ($1, $2, $3, $4, $5, $6, true, $7, 0)
"""


@dataclass(frozen=True)
class SigningKeys:
    """A key pair for tokens, and the file services read."""

    private: OKPKey
    jwks_file: Path


def make_signing_keys(folder: Path) -> SigningKeys:
    """A fresh Ed25519 key with its public half on disk."""
    private = OKPKey.generate_key("Ed25519", parameters={"kid": "test"}, private=True)
    file = folder / "jwks.json"
    file.write_text(json.dumps(KeySet([private]).as_dict(private=False)))
    return SigningKeys(private, file)


def record_of(
    event: Contract,
    *,
    key: object,
    version: int | None = 1,
    source: str = "/test",
    identity: str | None = None,
    offset: int = 0,
) -> StoredRecord:
    """The Kafka record that carries this event."""
    headers = attributes(
        identity=identity or str(uuid7()),
        kind=event.type,
        source=source,
        subject=str(key),
        time=datetime.now(UTC),
        sequence=version,
    )
    return StoredRecord(
        topic=event.topic.name,
        partition=0,
        offset=offset,
        key=str(key).encode(),
        value=event.model_dump_json().encode(),
        timestamp=int(datetime.now(UTC).timestamp() * 1000),
        headers=as_wire(headers),
    )


@dataclass(frozen=True)
class Emitted:
    """An event found in the outbox."""

    type: str
    key: str
    sequence: int | None
    data: dict[str, Any]
    headers: dict[str, str]


class Harness(Generic[T]):
    """A running service: `client` speaks HTTP to it, `deliver` hands it events as Kafka would."""

    def __init__(self, service: Service[T], client: httpx2.AsyncClient, keys: SigningKeys) -> None:
        self.service = service
        self.client = client
        self._keys = keys
        self._next_offset: dict[Partition, int] = {}

    async def deliver(self, records: Iterable[StoredRecord]) -> None:
        """Apply records as one batch, at the next offsets of their partitions."""
        placed = [self._placed(record) for record in records]
        await self.service.batches.apply(placed)

    async def account(
        self,
        *permissions: str,
        role: str = "operator",
        areas: Iterable[str] = ("support",),
        name: str = "Ana Test",
        customer_id: UUID | None = None,
    ) -> dict[str, str]:
        """Headers of an account with exactly these permissions; its id is under `X-Account-Id`."""
        account_id = uuid4()
        async with self.service.engine.begin() as connection:
            await connection.exec_driver_sql(
                _ACCOUNT,
                (
                    account_id,
                    f"test-{account_id}",
                    name,
                    role,
                    list(areas),
                    list(permissions),
                    customer_id,
                ),
            )
        token = issue(self._keys.private, account_id=account_id, session_id=uuid4(), seconds=300)
        return {"Authorization": f"Bearer {token}", "X-Account-Id": str(account_id)}

    async def emitted(self) -> list[Emitted]:
        """All events in the outbox, in the order of their telling; nothing relays them in this
        harness."""
        async with self.service.engine.connect() as connection:
            result = await connection.exec_driver_sql("select topic, body from kernel_outbox")
            events = [event for row in result for event in opened(row.topic, row.body)]
            return [_emitted(event) for event in sorted(events, key=_told)]

    @asynccontextmanager
    async def system(self) -> AsyncIterator[AsyncConnection]:
        """A transaction of the system's own, for what has no API."""
        async with self.service.engine.begin() as connection:
            await tell_scope(connection, WHOLE)
            yield connection

    async def fire(self, kind: str) -> None:
        """Let the time come for all that is due of one kind, however far ahead it lies."""
        async with self.system() as connection:
            sql = "update kernel_due set due_at = now() where kind = $1"
            await connection.exec_driver_sql(sql, (kind,))
        handlers = self.service.definition.timers
        timers = Timers(self.service.database, {kind: handlers[kind]})
        while await timers.fire_one():
            pass

    async def rows(self, sql: str) -> list[dict[str, Any]]:
        """Rows of any query, for what has no API; as the system sees them."""
        async with self.system() as connection:
            result = await connection.exec_driver_sql(sql)
            return [dict(row) for row in result.mappings()]

    def _placed(self, record: StoredRecord) -> StoredRecord:
        where = (record.topic, record.partition)
        offset = max(record.offset, self._next_offset.get(where, 0))
        self._next_offset[where] = offset + 1
        return StoredRecord(
            record.topic,
            record.partition,
            offset,
            record.key,
            record.value,
            record.timestamp,
            record.headers,
        )


def _told(event: OutgoingEvent) -> str:
    """Ids are in the order of their making."""
    return event.headers["ce_id"]


def _emitted(event: OutgoingEvent) -> Emitted:
    sequence = event.headers.get("ce_sequence")
    return Emitted(
        type=event.headers["ce_type"],
        key=event.key,
        sequence=int(sequence) if sequence else None,
        data=orjson.loads(event.value),
        headers=event.headers,
    )


@asynccontextmanager
async def running(service: Service[T], keys: SigningKeys) -> AsyncIterator[Harness[T]]:
    """Start the service's application (make it with role `api`: no Kafka) and a client for it."""
    app = service.build_app()
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url="http://test") as client,
    ):
        yield Harness(service, client, keys)
