"""The service under test, and a made-up history for it to count."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeAlias
from uuid import UUID

import pytest
import pytest_asyncio

from chassis.contract import Contract
from chassis.records import StoredRecord
from chassis.service import Service
from chassis_testing.harness import Harness, make_signing_keys, record_of, running
from contracts import bridge, intake, notifications, orders, tickets
from reporting.app import define
from reporting.settings import Settings
from reporting.tables import METADATA
from reporting.transaction import Transaction

NOW = datetime.now(UTC).replace(microsecond=0)


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


class History:
    """A month of a company, the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._random = Random(seed)  # noqa: S311

    def records(self, things: int = 30) -> list[StoredRecord]:
        """Everything that happened, thing after thing."""
        made: list[StoredRecord] = []
        for number in range(1, things + 1):
            start = NOW - timedelta(hours=self._random.randrange(1, 900))
            made += life_of_contact(self._random, start)
            made += life_of_ticket(self._random, number, start)
            made += life_of_order(self._random, number, start)
            made += life_of_email(self._random, start)
        return made


def _id(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128))


def life_of_contact(random: Random, start: datetime) -> list[StoredRecord]:
    """Received, perhaps taken, returned, taken again, ended."""
    key, account = _id(random), UUID(int=random.randrange(1, 4))
    channel = random.choice(["call", "chat", "inquiry"])
    taken = intake.ContactTakenV1(
        contact_id=key,
        channel=channel,
        account_id=account,
        account_name=f"Operador {account.int}",
        waited_seconds=float(random.randrange(600)),
    )
    events: list[Contract] = [
        intake.ContactReceivedV1(
            contact_id=key,
            channel=channel,
            source="pbx",
            external_id=str(key),
            state="live" if channel == "call" else "open",
            received_at=start,
            city=random.choice(["Córdoba", "Cali", None]),
        ),
        intake.ContactStateChangedV1(contact_id=key, channel=channel, state="open"),
        taken,
        intake.ContactReturnedV1(contact_id=key, account_id=account),
        taken.model_copy(update={"waited_seconds": 9_999.0}),
        intake.ContactFinishedV1(
            contact_id=key, channel=channel, account_id=account, outcome="listo"
        ),
    ]
    return life(key, start, events[: random.randrange(1, 7)])


def life_of_ticket(random: Random, number: int, start: datetime) -> list[StoredRecord]:
    """From registered to closed, or a part of that; some are reopened or cancelled."""
    key, account = _id(random), UUID(int=random.randrange(1, 4))
    registered = tickets.TicketRegisteredV1(
        ticket_id=key,
        number=number,
        title="t",
        description="d",
        area="support",
        registered_at=start,
        category=random.choice(["Internet", "TV", None]),
        priority=random.choice(["high", "medium", "low"]),
    )
    assigned = tickets.TicketAssignedV1(
        ticket_id=key,
        area="technical",
        account_id=random.choice([account, account, None]),
        account_name=f"Operador {account.int}",
    )
    finished = tickets.TicketFinishedV1(ticket_id=key, resolution="r", finished_by=account)
    closed = tickets.TicketClosedV1(
        ticket_id=key,
        number=number,
        title="t",
        closing_text="c",
        open_order_count=0,
        closed_by=account,
    )
    linked = tickets.TicketCustomerLinkedV1(ticket_id=key, customer_id=_id(random), city="Rosario")
    cancelled = tickets.TicketCancelledV1(ticket_id=key, reason="r", cancelled_by=account)
    reopened = tickets.TicketReopenedV1(ticket_id=key, reopened_by=account, reopen_count=1)
    started = tickets.TicketStartedV1(ticket_id=key)
    whole: list[Contract] = [registered, assigned, started, linked, finished, closed, reopened]
    whole += [finished, closed]
    events = [registered, cancelled] if number % 10 == 0 else whole[: random.randrange(1, 10)]
    return life(key, start, events)


def life_of_order(random: Random, number: int, start: datetime) -> list[StoredRecord]:
    """The order, and on a topic of its own what Iclass says to it."""
    key, ticket_id = _id(random), _id(random)
    events: list[Contract] = [
        orders.OrderOpenedV1(
            order_id=key,
            number=number,
            ticket_id=ticket_id,
            ticket_number=number,
            area="technical",
            description="d",
            city="Cali",
        ),
        orders.OrderStartedV1(order_id=key, ticket_id=ticket_id),
        orders.OrderRescheduledV1(order_id=key, ticket_id=ticket_id, reason="r", source="iclass"),
        orders.OrderFinishedV1(
            order_id=key,
            ticket_id=ticket_id,
            resolution="r",
            closed_via="iclass",
            closed_by="x",
            in_iclass=False,
        ),
    ]
    refused = bridge.DispatchRefusedV1(order_id=key, reason="r")
    confirmed = bridge.DispatchConfirmedV1(order_id=key, work_order_number="W1")
    answers: list[Contract] = [refused, confirmed] if number % 3 == 0 else [confirmed]
    return [
        *life(key, start, answers if number % 4 else [refused]),
        *life(key, start, events[: random.randrange(1, 5)]),
    ]


def life_of_email(random: Random, start: datetime) -> list[StoredRecord]:
    """It failed, or failed and was sent after all."""
    key = _id(random)
    facts: dict[str, Any] = {"email_id": key, "template": "ticket-closed", "ticket_id": None}
    events: list[Contract] = [
        notifications.EmailFailedV1(**facts, reason="550"),
        notifications.EmailSentV1(**facts, attempts=2),
    ]
    return life(key, start, events[: random.randrange(1, 3)])


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
def history() -> list[StoredRecord]:
    """A month of a company."""
    return History().records()


@pytest.fixture
def lived() -> Life:
    """Records of what happened to one thing: its id, the start, the events."""
    return life
