"""Service orders of a case: opened from the ticket, filled in by Tero, worked on by technicians."""

from typing import Any

from local_stack.demo.api import Person
from local_stack.demo.data.customers import Customer
from local_stack.demo.play import words
from local_stack.demo.play.ledger import HandledOrder, HandledTicket
from local_stack.demo.play.stage import Stage
from local_stack.demo.play.visits import Field

_TYPES = ("fiber-repair", "technical-service", None)
_ICLASS_TYPE = "VIS-TEC"


class Orders:
    """What operators do with orders; each method is a piece of a story."""

    def __init__(self, stage: Stage, field: Field) -> None:
        self._stage = stage
        self._field = field

    async def visit(self, operator: Person, ticket: HandledTicket, *, fails_first: bool) -> None:
        """An order that technicians carry out."""
        order = await self._opened(operator, ticket)
        await self._dispatch(operator, order, ticket)
        await self._field.visit(order, fails_first=fails_first, case=ticket.number)
        await self._shown_as_done(operator, order)

    async def on_its_way(self, operator: Person, ticket: HandledTicket) -> HandledOrder:
        """An order that technicians have, and have not begun."""
        order = await self._opened(operator, ticket)
        await self._dispatch(operator, order, ticket)
        return order

    async def lives_on(self, operator: Person, order: HandledOrder, case: int) -> None:
        """Its ticket is closed; the order is open, and is carried out all the same (A13)."""
        detail = await self._detail(operator, order)
        self._stage.ledger.check(
            detail["state"] == "open", f"order {order.number} did not outlive its ticket"
        )
        await self._field.visit(order, fails_first=False, case=case)
        await self._shown_as_done(operator, order)

    async def own_work(self, operator: Person, ticket: HandledTicket) -> None:
        """An order that never goes to Iclass: a technician finishes it in Tero."""
        order = await self._opened(operator, ticket)
        technician = words.one_of(self._stage.cast.technicians, ticket.number)
        path = f"/api/v1/orders/{order.order_id}"
        note = {"body": words.one_of(words.FOLLOW_UPS, ticket.number)}
        answer = await self._stage.post(technician, f"{path}/follow-ups", note)
        answer.expect(f"a follow-up of order {order.number}")
        order.follow_ups += 1
        done = {"resolution": words.one_of(words.REPAIRS, ticket.number)}
        answer = await self._stage.post(technician, f"{path}/finish", done)
        answer.expect(f"order {order.number} is finished")
        order.state = "finished"

    async def _opened(self, operator: Person, ticket: HandledTicket) -> HandledOrder:
        order_type = words.one_of(_TYPES, ticket.number)
        body: dict[str, Any] = {
            "ticket_id": ticket.ticket_id,
            "description": words.one_of(words.WORK, ticket.number),
            **({"order_type": order_type} if order_type else {}),
        }
        answer = await self._stage.post(operator, "/api/v1/orders", body)
        detail = answer.expect(f"an order of ticket {ticket.number}")
        order = HandledOrder(detail["id"], detail["number"], ticket.ticket_id)
        self._stage.ledger.orders[order.order_id] = order
        self._stage.ledger.check(
            (detail["state"], detail["area"]) == ("open", "technical"),
            f"order {order.number} began {detail['state']} in {detail['area']}",
        )
        return order

    async def _dispatch(self, operator: Person, order: HandledOrder, ticket: HandledTicket) -> None:
        """Send it to Iclass; by then Tero has filled in who is to be visited, and where."""
        path = f"/api/v1/orders/{order.order_id}/dispatch"
        answer = await self._stage.post(operator, path, {})
        if answer.code == "iclass-order-type-needed":
            body = {"iclass_order_type": _ICLASS_TYPE}
            answer = await self._stage.post(operator, path, body)
        detail = answer.expect(f"order {order.number} goes to Iclass")
        order.dispatched = True
        if ticket.customer is not None:
            self._check_customer(order, detail, ticket.customer, ticket.city)
        await self._stage.feed.until(
            lambda: self._stage.feed.of(order.order_id, "orders.order-dispatched.v1"),
            f"order {order.number} in Iclass",
        )

    def _check_customer(
        self, order: HandledOrder, detail: dict[str, Any], customer: Customer, city: str | None
    ) -> None:
        """Name, address and phone are the customer's, and nobody typed them (A05 to A07)."""
        places = {(c.place.address, c.place.city) for c in customer.contracts}
        phones = {phone.e164 for phone in customer.phones}
        filled = {
            "name": detail["customer_name"] == customer.name,
            "number": detail["customer_number"] == customer.number,
            "address": (detail["address"], detail["city"]) in places,
            "city": city in (None, detail["city"]),
            "phone": detail["customer_phone"] in phones,
        }
        wrong = ", ".join(field for field, is_right in filled.items() if not is_right)
        self._stage.ledger.check(not wrong, f"order {order.number} has a wrong {wrong}")

    async def _shown_as_done(self, operator: Person, order: HandledOrder) -> None:
        """The order says what the technician did, and under which number Iclass knows it."""
        detail = await self._detail(operator, order)
        numbers = [ref["id"] for ref in detail["dispatch"]["external_refs"]]
        follow_ups = [each for each in detail["follow_ups"] if each["source"] == "iclass"]
        seen = (detail["state"], detail["closed_via"], numbers, len(follow_ups))
        wanted = ("finished", "iclass", [order.work_order], order.follow_ups)
        self._stage.ledger.check(
            seen == wanted and not detail["needs_reconciliation"],
            f"order {order.number} shows {seen} instead of {wanted}",
        )

    async def _detail(self, operator: Person, order: HandledOrder) -> dict[str, Any]:
        answer = await self._stage.get(operator, f"/api/v1/orders/{order.order_id}")
        detail: dict[str, Any] = answer.expect(f"order {order.number}")
        return detail
