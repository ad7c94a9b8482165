"""A forgotten customer stays forgotten: also when old messages come again, or come late."""

from uuid import UUID, uuid4

from chassis.privacy_answers import ERASE_AGAIN
from chassis.records import StoredRecord
from chassis_testing.harness import Harness, record_of
from contracts.directory import CustomerChangedV1
from contracts.intake import ContactTakenV1
from contracts.privacy import ErasureAskedV1, ErasureReceiptV1, ExportAskedV1, ExportPartV1
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]
CANARIES = ("Carla", "+5493517654321", "carla@example.com", "30111222", "Belgrano", "Luz roja")


def customer(customer_id: UUID, version: int) -> StoredRecord:
    event = CustomerChangedV1(
        customer_id=customer_id,
        number="C-1001",
        name="Carla Gómez",
        kind="person",
        national_id_kind="DNI",
        national_id="30111222",
        phones=["+5493517654321"],
        emails=["carla@example.com"],
        language="es",
        contracts=[],
    )
    return record_of(event, key=customer_id, version=version)


def taken(customer_id: UUID, contact_id: UUID) -> StoredRecord:
    event = ContactTakenV1(
        contact_id=contact_id,
        channel="call",
        account_id=uuid4(),
        account_name="Óscar Operador",
        waited_seconds=2,
        customer_id=customer_id,
        name="Carla Gómez",
        phone="+5493517654321",
        email="carla@example.com",
        reason="Carla, de Belgrano 120",
        summary="Luz roja.",
    )
    return record_of(event, key=contact_id, version=2)


def erasure(customer_id: UUID) -> StoredRecord:
    event = ErasureAskedV1(request_id=uuid4(), customer_id=customer_id, other_ids=[])
    return record_of(event, key=customer_id, version=None)


async def left(tickets: Tickets) -> list[str]:
    """The canaries that are in any table about customers."""
    tables = ("tickets", "timeline", "customers", "customer_book", "units", "orders")
    kept = str([await tickets.rows(f"select * from {table}") for table in tables])  # noqa: S608
    return [canary for canary in CANARIES if canary in kept]


async def test_forgetting_leaves_the_work_and_no_word_of_whom_it_was_for(tickets: Tickets) -> None:
    """Row 42: statistics stay."""
    person, other = uuid4(), uuid4()
    await tickets.deliver([customer(person, 1), taken(person, uuid4()), taken(other, uuid4())])
    before = await tickets.rows("select state, area, category from tickets order by number")

    await tickets.deliver([erasure(person)])
    await tickets.fire(ERASE_AGAIN)

    rows = await tickets.rows("select * from tickets")
    theirs = [row for row in rows if row["customer_id"] == person]
    others = [row for row in rows if row["customer_id"] == other]
    assert theirs[0]["requester_name"] is None
    assert theirs[0]["title"] == "(borrado)"
    assert others[0]["requester_phone"] == "+5493517654321"
    after = await tickets.rows("select state, area, category from tickets order by number")
    assert after == before
    receipts = [each for each in await tickets.emitted() if each.type == ErasureReceiptV1.type]
    assert receipts[0].data["service"] == "tickets"
    assert receipts[0].data["rows"]["tickets"] == 1


async def test_what_is_told_of_them_later_is_kept_without_them(tickets: Tickets) -> None:
    """A late message, a copy of an old one, a ticket opened afterwards."""
    person = uuid4()
    await tickets.deliver([customer(person, 1), taken(person, uuid4()), erasure(person)])

    await tickets.deliver([customer(person, 2), taken(person, uuid4())])

    assert await left(tickets) == []
    assert len(await tickets.rows("select id from tickets")) == 2


async def test_a_rebuilt_projection_does_not_know_them_either(tickets: Tickets) -> None:
    """From an empty database, the list of the forgotten read before all that is older."""
    person = uuid4()

    await tickets.deliver([erasure(person), customer(person, 1), taken(person, uuid4())])

    assert await left(tickets) == []
    assert len(await tickets.rows("select id from tickets")) == 1


async def test_a_request_that_comes_twice_is_answered_once(tickets: Tickets) -> None:
    person = uuid4()
    record = erasure(person)

    await tickets.deliver([record])
    await tickets.fire(ERASE_AGAIN)
    await tickets.deliver([record])
    await tickets.fire(ERASE_AGAIN)

    receipts = [each for each in await tickets.emitted() if each.type == ErasureReceiptV1.type]
    assert len(receipts) == 1


async def test_an_export_tells_what_is_known(tickets: Tickets) -> None:
    person = uuid4()
    await tickets.deliver([customer(person, 1), taken(person, uuid4()), taken(uuid4(), uuid4())])

    asked = ExportAskedV1(request_id=uuid4(), customer_id=person, other_ids=[])
    await tickets.deliver([record_of(asked, key=person, version=None)])

    parts = [each.data for each in await tickets.emitted() if each.type == ExportPartV1.type]
    told = {part["table"]: part["rows"] for part in parts}
    assert "Carla Gómez" in told["tickets"]
    assert told["tickets"].count('"requester_phone"') == 1
    assert "timeline" in told
