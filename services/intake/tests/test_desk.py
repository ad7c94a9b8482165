"""What the desk shows."""

from typing import Any
from uuid import uuid4

import pytest

from chassis_testing.harness import Harness

Headers = dict[str, str]


async def listed(intake: Harness[Any], who: Headers, **query: Any) -> list[dict[str, Any]]:
    answer = await intake.client.get("/api/v1/contacts", params=query, headers=who)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_a_row_shows_the_columns_of_the_desk(
    intake: Harness[Any], channels: Any, customers: Any, ana: Headers
) -> None:
    """C05 to C20, X14, X15; C12: its state stands beside its claim."""
    customer_id = await customers.exists()
    contact_id = await channels.missed_call(dni="30111222", reason="Reclamo técnico")

    (row,) = await listed(intake, ana, screen="calls")

    expected = {
        "id": str(contact_id),
        "reason": "complaint-technical",
        "reason_label": "Reclamo técnico",
        "desk_queue": "general",
        "name": "Ana Pérez",
        "city": "Rosario",
        "state": {"code": "open", "label": "ABIERTO"},
        "claim": {"code": "free", "label": "LIBRE", "by": None, "at": None, "expires_at": None},
        "phone": "+543415550001",
        "customer_id": str(customer_id),
        "ticket_number": None,
        "allowed_actions": ["take", "service", "relink"],
    }
    assert {name: row[name] for name in expected} == expected
    assert isinstance(row["number"], int)
    (stored,) = await intake.rows("select received_at from contact")
    assert row["date"].replace("Z", "+00:00") == stored["received_at"].isoformat()


async def test_each_contact_is_on_its_screen(
    intake: Harness[Any], channels: Any, ana: Headers
) -> None:
    """C01, C02, C03, C39, C49."""
    ids = {
        "calls": await channels.new_call("1", dni="30111222", to="08005550100"),
        "calls-without-city": await channels.new_call("2", city="Funes", reason="Reclamo"),
        "chats": await channels.chat(),
        "inquiries": await channels.inquiry(),
    }

    for screen, contact_id in ids.items():
        rows = await listed(intake, ana, screen=screen)
        assert [row["id"] for row in rows] == [str(contact_id)]
    (call,) = await intake.rows("select line from contact where external_id = '1'")
    assert call["line"] == "08005550100"
    (unidentified,) = await listed(intake, ana, screen="calls-without-city")
    assert (unidentified["city"], unidentified["reason"]) == (None, None)
    assert unidentified["phone"] == "+543415550001"


async def test_who_looks_decides_what_is_mine(
    intake: Harness[Any], channels: Any, ana: Headers, beto: Headers
) -> None:
    """C16 to C18, X14."""
    contact_id = await channels.chat()
    await intake.client.post(f"/api/v1/contacts/{contact_id}/take", headers=ana)

    (mine,), (taken,) = [await listed(intake, who, screen="chats") for who in (ana, beto)]

    assert (mine["claim"]["label"], taken["claim"]["label"]) == ("MIO", "TOMADO")
    assert taken["claim"]["by"] == "Ana"
    assert (mine["allowed_actions"], taken["allowed_actions"]) == (
        [
            "return",
            "renew",
            "update",
            "transfer",
            "reason",
            "reply",
            "finish",
            "ticket",
            "link",
            "transcript",
        ],
        ["link", "transcript"],
    )


async def test_my_communications_are_the_calls_and_chats_i_took(
    intake: Harness[Any], channels: Any, ana: Headers, beto: Headers
) -> None:
    """C57, X17."""
    taken = [
        await channels.chat(),
        await channels.missed_call("1"),
        await channels.inquiry(),
    ]
    for contact_id in taken:
        await intake.client.post(f"/api/v1/contacts/{contact_id}/take", headers=ana)
    await channels.missed_call("2")

    mine = await listed(intake, ana, screen="mine")
    with_inquiries = await listed(intake, ana, screen="mine", with_inquiries=True)

    assert {row["id"] for row in mine} == {str(taken[0]), str(taken[1])}
    assert len(with_inquiries) == 3
    assert await listed(intake, beto, screen="mine") == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, {"live", "open", "mine", "taken", "closed"}),
        ({"state": "live"}, {"live"}),
        ({"state": "open"}, {"open", "mine", "taken"}),
        ({"state": "closed"}, {"closed"}),
        ({"claim": "free"}, {"live", "open"}),
        ({"claim": "free", "state": "closed"}, {"closed"}),
        ({"claim": "mine"}, {"mine"}),
        ({"claim": "taken"}, {"taken"}),
        ({"city": "Funes"}, {"live"}),
        ({"city": "Nowhere"}, set()),
    ],
)
async def test_a_screen_can_be_narrowed(
    intake: Harness[Any],
    channels: Any,
    ana: Headers,
    beto: Headers,
    query: dict[str, str],
    expected: set[str],
) -> None:
    names = {"dni": "30111222"}
    ids = {
        "live": await channels.new_call("live", city="Funes", **names),
        "open": await channels.missed_call("open", **names),
        "mine": await channels.missed_call("mine", **names),
        "taken": await channels.missed_call("taken", **names),
        "closed": await channels.new_call("closed", **names),
    }
    await channels.call("answer", "closed")
    await channels.call("hangup", "closed")
    for name, who in (("mine", ana), ("taken", beto)):
        await intake.client.post(f"/api/v1/contacts/{ids[name]}/take", headers=who)

    rows = await listed(intake, ana, screen="calls", **query)

    assert {row["id"] for row in rows} == {str(ids[name]) for name in expected}


@pytest.mark.parametrize(
    ("caller", "known_as"),
    [
        ("+543415550001", "+5493415550001"),
        ("0341 555-1234", "+5493415551234"),
        ("341 5551234", "+5493415551234"),
        ("0341 15 555-1234", "+543415551234"),
        ("+54341155551234", "+5493415551234"),
        ("54 9 341 5551234", "+543415551234"),
        ("5215555550001", "+525555550001"),
        ("+525555550001", "+5215555550001"),
        ("+551187654321", "+5511987654321"),
        ("5511987654321", "+551187654321"),
        ("300 123 4567", "+573001234567"),
    ],
)
async def test_the_detail_names_customers_it_may_be(
    intake: Harness[Any], channels: Any, customers: Any, ana: Headers, caller: str, known_as: str
) -> None:
    """R08, X27: the phone is all that is known, however it and the customer's own are written."""
    customer_id = await customers.exists(phones=[known_as])
    await customers.exists(number="C-2", national_id="1234567", phones=["+543415559999"])
    contact_id = await channels.missed_call(**{"from": caller})

    answer = await intake.client.get(f"/api/v1/contacts/{contact_id}", headers=ana)

    detail = answer.json()
    assert detail["cause"] == "cancel"
    (candidate,) = detail["candidates"]
    assert (candidate["customer_id"], candidate["why"]) == (str(customer_id), ["phone"])


async def test_a_contact_shows_its_ticket(
    intake: Harness[Any], channels: Any, ana: Headers
) -> None:
    """C24."""
    contact_id = await channels.missed_call(dni="30111222")
    async with intake.system() as connection:
        await connection.exec_driver_sql(
            "update contact set ticket_id = $1, ticket_number = 12", (uuid4(),)
        )
    await intake.client.post(f"/api/v1/contacts/{contact_id}/take", headers=ana)

    (row,) = await listed(intake, ana, screen="mine")

    assert row["ticket_number"] == 12
    assert row["allowed_actions"] == [
        "attention",
        "return",
        "renew",
        "update",
        "transfer",
        "reason",
        "finish",
        "ticket",
        "link",
    ]
