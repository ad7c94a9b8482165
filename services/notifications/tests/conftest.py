"""The service under test beside a real mail server that refuses on request."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from chassis.calls import Calls
from chassis.records import StoredRecord
from chassis.service import Service
from chassis_testing.harness import Harness, make_signing_keys, record_of, running
from contracts.directory import CustomerChangedV1
from contracts.tickets import TicketClosedV1, TicketCustomerLinkedV1
from local_stack.mail_sink.faults import Fault, Faults, Rule
from local_stack.mail_sink.smtp import serve_smtp
from local_stack.mail_sink.store import Store
from notifications.app import define
from notifications.settings import Settings
from notifications.transaction import CALL, Transaction


@dataclass
class World:
    """The service, the mail server, and what may happen to them."""

    harness: Harness[Transaction]
    store: Store
    faults: Faults

    @property
    def mails(self) -> list[bytes]:
        """What the mail server has kept, the oldest first, as it came over the wire."""
        found = (self.store.get(summary.id) for summary in reversed(self.store.find()))
        return [raw for _, raw in filter(None, found)]

    def refuse(self, fault: Fault, times: int = 1) -> None:
        """The mail server's next answers."""
        self.faults.replace([Rule(fault, times)])

    async def attempt(self) -> bool:
        """Make the call that is open now, without waiting for its pause to end."""
        await self.hurry()
        return await self.make_one()

    async def hurry(self) -> None:
        """No open call pauses any longer."""
        async with self.harness.service.engine.begin() as connection:
            await connection.exec_driver_sql(
                "update kernel_call set due_at = now() where state = 'waiting'"
            )

    async def make_one(self) -> bool:
        """A call that is due, if there is any."""
        service = self.harness.service
        handler = service.definition.calls[CALL]
        return await Calls(service.database, CALL, handler, service.call_bell, owner="a").make_one()

    async def emails(self, path: str = "") -> list[dict[str, Any]]:
        """The list as its readers see it."""
        headers = await self.harness.account("emails.read")
        answer = await self.harness.client.get(f"/api/v1/emails{path}", headers=headers)
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def only_email(self) -> dict[str, Any]:
        """The one e-mail there is."""
        (email,) = await self.emails()
        return email


def ticket_closed(**changes: Any) -> TicketClosedV1:
    """A closed ticket of somebody with an address."""
    facts: dict[str, Any] = {
        "ticket_id": uuid4(),
        "number": 4711,
        "title": "Sin señal en Córdoba",
        "closing_text": "Cambiamos el conector.\nLa señal es estable.",
        "open_order_count": 0,
        "closed_by": uuid4(),
        "customer_name": "José Núñez",
        "customer_email": "jose@example.com",
    }
    return TicketClosedV1(**(facts | changes))


def customer_changed(customer_id: UUID, **changes: Any) -> CustomerChangedV1:
    """A customer with one address who reads Spanish."""
    facts: dict[str, Any] = {
        "customer_id": customer_id,
        "number": "C-1",
        "name": "Ana Pérez",
        "kind": "person",
        "national_id_kind": "DNI",
        "national_id": "30111222",
        "phones": [],
        "emails": ["ana@example.com"],
        "language": "es",
        "contracts": [],
    }
    return CustomerChangedV1(**(facts | changes))


def _closed_record(**changes: Any) -> StoredRecord:
    event = ticket_closed(**changes)
    return record_of(event, key=event.ticket_id, version=5)


def _linked_record(**facts: Any) -> StoredRecord:
    event = TicketCustomerLinkedV1(**facts)
    return record_of(event, key=event.ticket_id, version=6)


def _customer_record(customer_id: UUID, version: int = 1, **changes: Any) -> StoredRecord:
    event = customer_changed(customer_id, **changes)
    return record_of(event, key=customer_id, version=version)


Make: TypeAlias = Callable[..., StoredRecord]
StartWorld: TypeAlias = Callable[..., Awaitable[World]]


@pytest.fixture
def closed() -> Make:
    """Makes the record of a closed ticket; arguments replace its fields."""
    return _closed_record


@pytest.fixture
def linked() -> Make:
    """Makes the record of a ticket whose customer was found: its fields."""
    return _linked_record


@pytest.fixture
def customer() -> Make:
    """Makes the record of a customer: its id, its version, fields to replace."""
    return _customer_record


@pytest_asyncio.fixture
async def start_world(
    create_database: Callable[[str], Awaitable[str]], tmp_path: Path
) -> AsyncIterator[StartWorld]:
    """Starts the service with some settings of its own."""
    async with AsyncExitStack() as ends:
        store, faults = Store(tmp_path / "mail"), Faults()
        ends.callback(store.close)
        smtp = await serve_smtp("127.0.0.1", 0, store, faults)
        ends.callback(smtp.close)

        async def start(**changes: Any) -> World:
            keys = make_signing_keys(tmp_path)
            chosen: dict[str, Any] = {
                "database_url": await create_database("notifications"),
                "kafka_servers": "127.0.0.1:1",
                "redis_url": "redis://127.0.0.1:1",
                "jwks_file": keys.jwks_file,
                "instance": "notifications-test",
                "smtp_host": "127.0.0.1",
                "smtp_port": smtp.sockets[0].getsockname()[1],
                "mail_from": "Fibra Sur <tero@localhost.localdomain>",
            }
            settings = Settings(**(chosen | changes))
            service = Service(define(settings), settings, "api")
            harness = await ends.enter_async_context(running(service, keys))
            return World(harness, store, faults)

        yield start


@pytest_asyncio.fixture
async def world(start_world: StartWorld) -> World:
    """The service as most companies run it."""
    return await start_world()
