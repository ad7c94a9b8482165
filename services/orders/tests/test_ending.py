"""How orders end, and what is counted on the way."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis_testing.harness import Harness
from orders.application.ports import Transaction

Orders = Harness[Transaction]
Act = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]
AnOrder = Callable[..., Awaitable[dict[str, Any]]]
Show = Callable[[str], Awaitable[dict[str, Any]]]
SLOT = {"day": "2999-11-24", "start": "09:00", "end": "12:00"}


async def test_finishing_records_who_when_and_how(
    orders: Orders, an_order: AnOrder, act: Act
) -> None:
    """A28, A32, A33, A40, A41, A42"""
    order = await an_order()

    status, told = await act(
        order["id"], "finish", resolution="  Conector cambiado ", observation="Pasillo"
    )

    assert (status, told["state"], told["state_label"]) == (200, "finished", "Finalizado")
    assert (told["resolution"], told["observation"]) == ("Conector cambiado", "Pasillo")
    assert (told["closed_by"], told["closed_via"]) == ("Marta Dispatcher", "platform")
    assert told["closed_at"] is not None
    event = (await orders.emitted())[-1]
    assert (event.type, event.sequence) == ("orders.order-finished.v1", 2)
    assert event.data["closed_by"] == "Marta Dispatcher"


async def test_of_two_people_finishing_at_once_one_does(
    orders: Orders, an_order: AnOrder, act: Act
) -> None:
    order = await an_order()

    both = await asyncio.gather(
        *(act(order["id"], "finish", resolution=f"Resolución {n}") for n in range(4))
    )

    assert sorted(status for status, _ in both) == [200, 409, 409, 409]
    assert {told.get("code") for _, told in both} == {None, "order-is-finished"}
    types = [event.type for event in await orders.emitted()]
    assert types == ["orders.order-opened.v1", "orders.order-finished.v1"]


@pytest.mark.parametrize(
    ("command", "body"),
    [
        ("finish", {"resolution": "Conector cambiado"}),
        ("cancel", {"reason": "El cliente se mudó"}),
        ("reschedule", {"reason": "No había nadie"}),
    ],
)
async def test_a_command_sent_again_with_its_key_is_answered_alike(
    orders: Orders,
    an_order: AnOrder,
    dispatcher: dict[str, str],
    command: str,
    body: dict[str, str],
) -> None:
    """Whoever lost the answer asks again, and does not hear that the order has ended already."""
    path = f"/api/v1/orders/{(await an_order())['id']}/{command}"
    headers = {**dispatcher, "Idempotency-Key": "k-1"}

    first, again = [await orders.client.post(path, json=body, headers=headers) for _ in range(2)]

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert len(await orders.emitted()) == 2


async def test_commands_and_events_of_an_order_are_counted_without_gaps(
    orders: Orders, a_dispatched_order: AnOrder, act: Act
) -> None:
    order = await a_dispatched_order()
    await asyncio.gather(*(act(order["id"], "follow-ups", body=f"Línea {n}") for n in range(8)))
    await act(order["id"], "cancel", reason="El cliente se mudó")

    emitted = [event for event in await orders.emitted() if event.key == order["id"]]

    assert [event.sequence for event in emitted] == list(range(1, len(emitted) + 1))
    assert emitted[-1].type == "orders.order-cancelled.v1"
    assert emitted[-1].data["in_iclass"] is True


async def test_follow_ups_are_an_ordered_authored_log(
    an_order: AnOrder, act: Act, show: Show
) -> None:
    """A37, A38"""
    order = await an_order()
    for line in ("Salió el móvil", "Llegó"):
        assert (await act(order["id"], "follow-ups", body=line))[0] == 201

    seen = await show(order["id"])

    assert [entry["body"] for entry in seen["follow_ups"]] == ["Salió el móvil", "Llegó"]
    assert {(e["author"], e["source"]) for e in seen["follow_ups"]} == {
        ("Marta Dispatcher", "platform")
    }


async def test_an_order_type_may_forbid_finishing_here_what_is_in_iclass(
    orders: Orders, a_dispatched_order: AnOrder, act: Act
) -> None:
    """X04, the stricter policy"""
    order = await a_dispatched_order()
    async with orders.system() as connection:
        await connection.exec_driver_sql("update order_type set only_iclass_finishes = true")

    status, problem = await act(order["id"], "finish", resolution="Listo")

    assert (status, problem["code"]) == (409, "order-lives-in-iclass")
    assert (await act(order["id"], "cancel", reason="Ya no hace falta"))[0] == 200


async def test_illegal_transitions_say_precisely_why(an_order: AnOrder, act: Act) -> None:
    order = await an_order()
    await act(order["id"], "reschedule", reason="Llueve")
    assert (await act(order["id"], "reschedule", reason="x"))[1]["code"] == "order-awaits-slot"

    await act(order["id"], "cancel", reason="Duplicada")

    for command, body in {
        "finish": {"resolution": "x"},
        "cancel": {"reason": "x"},
        "reschedule": {"reason": "x"},
        "slots": SLOT,
        "dispatch": {},
    }.items():
        status, problem = await act(order["id"], command, **body)
        assert (status, problem["code"]) == (409, "order-is-cancelled"), command
