"""What a holder writes down of the customer."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from chassis_testing.harness import Harness

Headers = dict[str, str]
Intake = Harness[Any]
PROPOSED = "intake.contact-customer-data-proposed.v1"


async def patch(intake: Intake, contact_id: UUID, who: Headers, seen: Any, **changes: Any) -> Any:
    condition = {} if seen is None else {"If-Match": f'"{seen}"'}
    headers = who | condition | {"Content-Type": "application/merge-patch+json"}
    path = f"/api/v1/contacts/{contact_id}"
    return await intake.client.patch(path, json=changes, headers=headers)


async def test_the_holder_writes_down_what_the_customer_says_and_it_is_proposed(
    intake: Intake, desk: Any, channels: Any, customers: Any, ana: Headers, beto: Headers
) -> None:
    """C32 to C36, C38, X25."""
    customer_id = await customers.exists()
    contact_id = await channels.missed_call(dni="30111222")
    await desk.act("take", contact_id, ana)
    read = await intake.client.get(f"/api/v1/contacts/{contact_id}", headers=ana)
    done = await patch(
        intake, contact_id, ana, read.json()["contact"]["version"],
        email="nueva@example.com", observations="Vive al fondo", phone="0341 15 555-0010",
        address="Mitre 1200",
    )  # fmt: skip

    assert done.status_code == 200, done.text
    shown = done.json()
    assert shown["details"] == {
        "email": "nueva@example.com",
        "observations": "Vive al fondo",
        "phone": "+5493415550010",
        "address": "Mitre 1200",
    }
    assert (shown["contact"]["phone"], shown["email"]) == ("+5493415550010", "nueva@example.com")
    assert done.headers["ETag"] == f'"{shown["contact"]["version"]}"'
    updated, proposed = (await desk.told(contact_id))[-2:]
    assert updated.type == "intake.contact-updated.v1"
    assert set(updated.data["fields"]) == {"email", "observations", "phone", "address"}
    assert (proposed.type, proposed.data["customer_id"]) == (PROPOSED, str(customer_id))
    assert proposed.data["phone"] == {"new": "+5493415550010", "old": "+5493415550009"}
    assert proposed.data["email"] == {"new": "nueva@example.com", "old": "ana@example.com"}
    assert proposed.data["address"] == {"new": "Mitre 1200", "old": None}


async def test_only_the_holder_writes_it_down(
    intake: Intake, desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    """C38."""
    contact_id = await channels.missed_call()
    free = await patch(intake, contact_id, ana, 2, observations="x")
    await desk.act("take", contact_id, ana)
    anothers = await patch(intake, contact_id, beto, 3, observations="x")

    assert {(each.status_code, each.json()["code"]) for each in (free, anothers)} == {
        (409, "contact-is-not-yours")
    }
    assert (anothers.json()["taken_by"], free.json()["taken_by"]) == ("Ana", None)


async def test_two_who_change_at_once_do_not_overwrite_each_other(
    intake: Intake, desk: Any, channels: Any, ana: Headers
) -> None:
    """R04: the others are told what stands there."""
    contact_id = await channels.chat()
    version = (await desk.act("take", contact_id, ana)).json()["version"]
    answers = await asyncio.gather(
        *(patch(intake, contact_id, ana, version, address=f"Mitre {n}") for n in range(6))
    )
    blind = await patch(intake, contact_id, ana, None, address="x")

    assert sorted(each.status_code for each in answers) == [200, *[412] * 5]
    late = next(each.json() for each in answers if not each.is_success)
    assert late["code"] == "out-of-date"
    assert late["current"]["version"] == late["version"] == version + 1
    assert late["current"]["claim"]["by"] == "Ana"
    assert (blind.status_code, blind.json()["code"]) == (422, "if-match-required")


async def test_what_is_not_named_stays_and_null_takes_it_away(
    intake: Intake, desk: Any, channels: Any, ana: Headers
) -> None:
    contact_id = await channels.missed_call()
    version = (await desk.act("take", contact_id, ana)).json()["version"]
    one = await patch(intake, contact_id, ana, version, phone="3415550010", address="Mitre 1")
    two = await patch(intake, contact_id, ana, version + 1, phone=None)
    same = await patch(intake, contact_id, ana, version + 2, address="Mitre 1")
    await channels.new_call("c1")

    assert one.json()["contact"]["phone"] != "+543415550001"
    assert two.json()["contact"]["phone"] == "+543415550001"
    assert two.json()["details"]["address"] == "Mitre 1"
    assert same.json()["contact"]["version"] == version + 2


async def test_what_was_written_down_is_proposed_once_it_is_known_who_it_is(
    intake: Intake, desk: Any, channels: Any, customers: Any, ana: Headers
) -> None:
    """C43, X25."""
    customer_id = await customers.exists()
    contact_id = await channels.missed_call()
    version = (await desk.act("take", contact_id, ana)).json()["version"]
    await patch(intake, contact_id, ana, version, email="ANA@example.com", address="Mitre 1")
    assert PROPOSED not in {event.type for event in await desk.told(contact_id)}
    for _ in range(2):
        await desk.act("link", contact_id, ana, {"customer_id": str(customer_id)})

    (proposed,) = (event for event in await desk.told(contact_id) if event.type == PROPOSED)
    assert proposed.data["email"] is None
    assert proposed.data["address"]["new"] == "Mitre 1"


@pytest.mark.parametrize("way", ["by the call", "by customers", "by customers, once returned"])
async def test_what_was_written_down_is_proposed_where_the_desk_itself_finds_out_who_it_is(
    intake: Intake, desk: Any, channels: Any, customers: Any, ana: Headers, way: str
) -> None:
    """X25: in the name of who wrote it, though they may have given the contact back."""
    told = {} if way == "by the call" else {"dni": "30111222"}
    contact_id = await channels.missed_call(**told)
    version = (await desk.act("take", contact_id, ana)).json()["version"]
    await patch(intake, contact_id, ana, version, phone="3415550010", observations="Perro")
    if way.endswith("returned"):
        await desk.act("return", contact_id, ana)
    assert PROPOSED not in {event.type for event in await desk.told(contact_id)}

    customer_id = await customers.exists()
    for _ in range(2):
        await channels.call("hangup", "c1", cause="cancel", dni="30111222")

    (proposed,) = (event for event in await desk.told(contact_id) if event.type == PROPOSED)
    assert proposed.data["customer_id"] == str(customer_id)
    assert proposed.data["account_name"] == "Ana"
    assert proposed.data["phone"] == {"new": "+543415550010", "old": "+5493415550009"}


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "nobody"},
        {"phone": "anonymous"},
        {"observations": "x" * 2_001},
        {"address": "a\x00b"},
        {"name": "Otra"},
    ],
)
async def test_what_cannot_be_meant_is_refused(
    intake: Intake, desk: Any, channels: Any, ana: Headers, changes: dict[str, str]
) -> None:
    contact_id = await channels.missed_call()
    version = (await desk.act("take", contact_id, ana)).json()["version"]

    assert (await patch(intake, contact_id, ana, version, **changes)).status_code == 422
