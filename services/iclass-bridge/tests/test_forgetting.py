"""Whoever asks to be forgotten is forgotten here too: what was written, what Iclass was told."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

from chassis.privacy_answers import ERASE_AGAIN
from chassis.records import StoredRecord
from chassis_testing.harness import Harness, record_of
from contracts.iclass import TechnicianEventV1
from contracts.privacy import ErasureAskedV1, ErasureReceiptV1, ExportAskedV1, ExportPartV1
from iclass_bridge.application.ports import Transaction

Bridge = Harness[Transaction]
ARequest = Callable[..., Awaitable[UUID]]
ADispatch = Callable[..., Awaitable[tuple[UUID, str]]]
MakeCalls = Callable[[], Awaitable[int]]

PERSON = UUID(int=42)
TABLES = ("technician_event", "dispatch", "kernel_call", "known_order")
CANARIES = ("Ana Gómez", "27888999", "Belgrano", "5550101", "vive sola")


def erasure() -> StoredRecord:
    event = ErasureAskedV1(request_id=uuid4(), customer_id=PERSON, other_ids=[])
    return record_of(event, key=PERSON, version=None)


def follow_up(order_id: UUID, number: str, sequence: int) -> StoredRecord:
    """A technician writes what nobody asked for."""
    event = TechnicianEventV1.model_validate(
        {
            "eventId": uuid4(),
            "workOrderNumber": number,
            "externalReference": order_id,
            "kind": "follow_up",
            "sequence": sequence,
            "occurredAt": datetime.now(UTC),
            "technician": {"id": "t1", "name": "T. Uno"},
            "text": "La señora Ana Gómez vive sola",
        }
    )
    return record_of(event, key=order_id, version=None)


async def words_left(bridge: Bridge) -> list[str]:
    kept = str([await bridge.rows(f"select * from {table}") for table in TABLES])  # noqa: S608
    return [word for word in CANARIES if word in kept]


async def test_what_was_told_and_heard_of_a_person_is_forgotten(
    bridge: Bridge, a_dispatch: ADispatch
) -> None:
    """Row 42."""
    order_id, number = await a_dispatch(customer_id=PERSON)
    await bridge.deliver([follow_up(order_id, number, 1)])
    assert await words_left(bridge) == list(CANARIES)

    await bridge.deliver([erasure()])
    await bridge.fire(ERASE_AGAIN)

    assert await words_left(bridge) == []
    [receipt] = [e.data for e in await bridge.emitted() if e.type == ErasureReceiptV1.type]
    assert receipt["rows"] == {"technician_event": 1, "dispatch": 1, "kernel_call": 1}


async def test_whose_an_order_became_after_it_was_opened_is_forgotten_with_them(
    bridge: Bridge, a_dispatch: ADispatch
) -> None:
    order_id, number = await a_dispatch(customer_id=PERSON, known_from_the_start=False)
    await bridge.deliver([follow_up(order_id, number, 1)])
    asked = ExportAskedV1(request_id=uuid4(), customer_id=PERSON, other_ids=[])
    await bridge.deliver([record_of(asked, key=PERSON, version=None)])
    parts = [each.data for each in await bridge.emitted() if each.type == ExportPartV1.type]

    await bridge.deliver([erasure()])

    assert {part["table"] for part in parts} == {"technician_event", "dispatch", "kernel_call"}
    assert await words_left(bridge) == []


async def test_what_technicians_tell_afterwards_is_kept_without_words(
    bridge: Bridge, a_dispatch: ADispatch
) -> None:
    order_id, number = await a_dispatch(customer_id=PERSON)
    await bridge.deliver([erasure()])

    await bridge.deliver([follow_up(order_id, number, 1)])

    assert await words_left(bridge) == []
    [row] = await bridge.rows("select status, body from technician_event")
    assert (row["status"], row["body"]) == ("applied", "")


async def test_a_call_that_waits_is_made_first_and_forgotten_then(
    bridge: Bridge, a_request: ARequest, make_calls: MakeCalls
) -> None:
    """Somebody is to be visited: without the address nobody would come."""
    await a_request(customer_id=PERSON)
    await bridge.deliver([erasure()])
    [waiting] = await bridge.rows("select payload from kernel_call")
    assert waiting["payload"]["customer_name"] == "Ana Gómez"

    assert await make_calls() == 1

    [settled] = await bridge.rows("select state, payload from kernel_call")
    assert (settled["state"], settled["payload"]) == ("done", {})
    assert await words_left(bridge) == []


async def test_others_are_not_forgotten(bridge: Bridge, a_dispatch: ADispatch) -> None:
    await a_dispatch(customer_id=PERSON)
    await a_dispatch(customer_id=UUID(int=43), customer_name="Otra Persona")

    await bridge.deliver([erasure()])
    await bridge.fire(ERASE_AGAIN)

    rows = await bridge.rows("select payload from kernel_call order by position")
    assert [row["payload"].get("customer_name") for row in rows] == [None, "Otra Persona"]


async def test_an_export_tells_what_is_known(bridge: Bridge, a_dispatch: ADispatch) -> None:
    order_id, number = await a_dispatch(customer_id=PERSON)
    await bridge.deliver([follow_up(order_id, number, 1)])

    asked = ExportAskedV1(request_id=uuid4(), customer_id=PERSON, other_ids=[])
    await bridge.deliver([record_of(asked, key=PERSON, version=None)])

    parts = [each.data for each in await bridge.emitted() if each.type == ExportPartV1.type]
    told = {part["table"]: part["rows"] for part in parts}
    assert set(told) == {"technician_event", "dispatch", "kernel_call"}
    assert "vive sola" in told["technician_event"]
    assert "Belgrano 120" in told["kernel_call"]
