"""What Iclass reports, applied to orders."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

from chassis_testing.harness import Harness, record_of
from contracts.bridge import (
    DispatchConfirmedV1,
    DivergenceFoundV1,
    DivergenceSettledV1,
    FollowUpReportedV1,
    VisitProgressedV1,
    VisitRescheduledV1,
    WorkCompletedV1,
    WorkRejectedV1,
)
from orders.application.ports import Transaction

Orders = Harness[Transaction]
Act = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]
AnOrder = Callable[..., Awaitable[dict[str, Any]]]
Show = Callable[[str], Awaitable[dict[str, Any]]]
Hear = Callable[..., Awaitable[None]]

RAMIRO: dict[str, Any] = {"technician": "Ramiro Sosa", "at": "2026-11-22T15:00:00Z"}


def completed(order_id: str) -> WorkCompletedV1:
    return WorkCompletedV1(order_id=order_id, resolution="Conector cambiado", **RAMIRO)


async def test_a_confirmed_dispatch_gives_the_order_its_number_in_iclass(
    orders: Orders, a_dispatched_order: AnOrder, show: Show
) -> None:
    """A47, A48, X05"""
    order = await a_dispatched_order()

    seen = await show(order["id"])

    assert seen["dispatch"]["state"] == "confirmed"
    (ref,) = seen["dispatch"]["external_refs"]
    assert (ref["system"], ref["id"], ref["valid_to"]) == ("iclass", "IC-000001", None)
    event = (await orders.emitted())[-1]
    assert (event.type, event.data["work_order_number"]) == (
        "orders.order-dispatched.v1",
        "IC-000001",
    )


async def test_a_day_in_the_app_is_seen_on_the_platform(
    orders: Orders, a_dispatched_order: AnOrder, hear: Hear, show: Show
) -> None:
    """A49, A50, A55, A56, A57"""
    order_id = (await a_dispatched_order())["id"]
    for milestone in ("delivered", "en_route", "on_site"):
        report = VisitProgressedV1.model_validate(
            {"order_id": order_id, "milestone": milestone, **RAMIRO}
        )
        await hear(report, order_id)
    assert (await show(order_id))["state"] == "in_progress"
    follow_up = FollowUpReportedV1(
        order_id=order_id, follow_up_id=uuid4(), text="Sin luz", **RAMIRO
    )
    await hear(follow_up, order_id)
    await hear(completed(order_id), order_id)

    seen = await show(order_id)

    assert (seen["state"], seen["closed_via"], seen["closed_by"]) == (
        "finished",
        "iclass",
        "Ramiro Sosa",
    )
    assert seen["resolution"] == "Conector cambiado"
    assert [(e["body"], e["source"]) for e in seen["follow_ups"]] == [("Sin luz", "iclass")]
    assert seen["dispatch"]["iclass_state"] == "on_site"
    assert not seen["needs_reconciliation"]
    emitted = await orders.emitted()
    assert [event.type.split(".")[1] for event in emitted] == [
        "order-opened",
        "order-dispatch-requested",
        "order-dispatched",
        "order-started",
        "order-follow-up-added",
        "order-finished",
    ]
    assert emitted[-1].data["in_iclass"] is False


async def test_a_visit_put_off_in_the_app_waits_for_a_slot_here(
    orders: Orders, a_dispatched_order: AnOrder, hear: Hear, act: Act, show: Show
) -> None:
    """A51, A52, A53"""
    order_id = (await a_dispatched_order())["id"]

    await hear(VisitRescheduledV1(order_id=order_id, reason="Nadie", **RAMIRO), order_id)
    assert (await show(order_id))["state"] == "reschedule"
    assert (await orders.emitted())[-1].data["source"] == "iclass"

    status, told = await act(order_id, "slots", day="2999-11-24", start="09:00", end="12:00")
    assert (status, told["state"]) == (201, "open")


async def test_a_replayed_event_has_no_second_effect(
    orders: Orders, a_dispatched_order: AnOrder, show: Show
) -> None:
    """A58"""
    order_id = (await a_dispatched_order())["id"]
    follow_up = FollowUpReportedV1(order_id=order_id, follow_up_id=uuid4(), text="Hola", **RAMIRO)
    same = record_of(follow_up, key=order_id, version=2)
    another_event_of_it = record_of(follow_up, key=order_id, version=3)
    done = record_of(completed(order_id), key=order_id, version=4)

    for batch in ([same, same], [same, another_event_of_it], [done], [done, same]):
        await orders.deliver(batch)

    seen = await show(order_id)
    assert len(seen["follow_ups"]) == 1
    assert seen["late_events"] == []
    types = [event.type for event in await orders.emitted()]
    assert types.count("orders.order-follow-up-added.v1") == 1
    assert types.count("orders.order-finished.v1") == 1


async def test_the_second_end_is_a_late_event_on_the_timeline(
    orders: Orders,
    a_dispatched_order: AnOrder,
    act: Act,
    hear: Hear,
    show: Show,
    dispatcher: dict[str, str],
) -> None:
    """X04"""
    order_id = (await a_dispatched_order())["id"]
    await act(order_id, "finish", resolution="Resuelto por teléfono")
    before = len(await orders.emitted())

    await hear(completed(order_id), order_id)

    seen = await show(order_id)
    assert (seen["resolution"], seen["closed_via"]) == ("Resuelto por teléfono", "platform")
    (late,) = seen["late_events"]
    assert (late["subject"], late["body"], late["author"]) == (
        "completed",
        "Conector cambiado",
        "Ramiro Sosa",
    )
    assert len(await orders.emitted()) == before
    flagged = await orders.client.get(
        "/api/v1/orders?needs_reconciliation=true", headers=dispatcher
    )
    assert [row["id"] for row in flagged.json()["items"]] == [order_id]
    assert await orders.rows("select 1 from kernel_parked_key") == []


async def test_a_divergence_asks_for_a_person(
    a_dispatched_order: AnOrder, hear: Hear, show: Show
) -> None:
    order_id = (await a_dispatched_order())["id"]
    divergence = DivergenceFoundV1(
        order_id=order_id, ours="finished", theirs="rejected", explanation="Ya había terminado."
    )

    await hear(divergence, order_id)

    seen = await show(order_id)
    assert seen["needs_reconciliation"]
    (line,) = seen["late_events"]
    assert (line["subject"], line["body"]) == (
        "rejected",
        "Ya había terminado. (en Tero: Finalizado)",
    )


async def test_a_person_reconciles_the_two_sides_and_a_new_story_asks_again(
    orders: Orders, a_dispatched_order: AnOrder, act: Act, hear: Hear, show: Show
) -> None:
    """X04: a late end waits for a person, until one says how it is."""
    order_id = (await a_dispatched_order())["id"]
    await act(order_id, "finish", resolution="Resuelto por teléfono")
    await hear(completed(order_id), order_id)

    status, told = await act(order_id, "reconcile", note="El técnico ya lo había cambiado")

    assert (status, told["needs_reconciliation"]) == (200, False)
    (line,) = (entry for entry in told["timeline"] if entry["kind"] == "reconciled")
    assert (line["author"], line["body"]) == ("Marta Dispatcher", "El técnico ya lo había cambiado")
    event = (await orders.emitted())[-1]
    assert (event.type, event.data["note"]) == (
        "orders.order-reconciled.v1",
        "El técnico ya lo había cambiado",
    )
    status, told = await act(order_id, "reconcile", note="Otra vez")
    assert (status, told["code"]) == (409, "order-is-reconciled")

    again = DivergenceFoundV1(order_id=order_id, ours="a", theirs="b", explanation="Otra cosa.")
    await hear(again, order_id)
    assert (await show(order_id))["needs_reconciliation"]


async def test_the_sides_agreeing_again_need_no_person(
    orders: Orders, a_dispatched_order: AnOrder, hear: Hear, show: Show
) -> None:
    order_id = (await a_dispatched_order())["id"]
    divergence = DivergenceFoundV1(
        order_id=order_id,
        ours="open",
        theirs="scheduled",
        explanation="Iclass no lo aceptó: no slot",
    )
    await hear(divergence, order_id)
    before = len(await orders.emitted())

    settled = DivergenceSettledV1(order_id=order_id, ours="open", theirs="scheduled")
    await hear(settled, order_id)

    seen = await show(order_id)
    assert not seen["needs_reconciliation"]
    assert [entry["kind"] for entry in seen["timeline"]][-2:] == ["divergence", "reconciled"]
    assert len(await orders.emitted()) == before


async def test_a_rejected_order_returns_to_the_dispatcher(
    orders: Orders, a_dispatched_order: AnOrder, hear: Hear, act: Act, show: Show
) -> None:
    order_id = (await a_dispatched_order())["id"]

    await hear(WorkRejectedV1(order_id=order_id, reason="Falta material", **RAMIRO), order_id)

    seen = await show(order_id)
    assert (seen["state"], seen["dispatch"]["state"]) == ("open", "rejected")
    assert seen["dispatch"]["reason"] == "Falta material"
    assert (await orders.emitted())[-1].type == "orders.order-returned.v1"
    assert (await act(order_id, "finish", resolution="Otro equipo"))[0] == 200
    assert (await orders.emitted())[-1].data["in_iclass"] is False


async def test_news_of_an_order_nobody_opened_here_is_parked_and_not_lost(
    orders: Orders, a_dispatched_order: AnOrder, show: Show
) -> None:
    order_id, stranger = (await a_dispatched_order())["id"], str(uuid4())
    batch = [
        record_of(DispatchConfirmedV1(order_id=stranger, work_order_number="IC-9"), key=stranger),
        record_of(completed(order_id), key=order_id, version=2),
    ]

    await orders.deliver(batch)

    assert (await show(order_id))["state"] == "finished"
    (parked,) = await orders.rows("select key, reason from kernel_parked_key")
    assert parked["key"].decode() == stranger
    assert "NotFound" in parked["reason"]
