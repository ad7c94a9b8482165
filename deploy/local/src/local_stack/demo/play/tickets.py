"""The ticket of a case: it appears by itself, is finished, and is closed by a supervisor."""

from typing import Any

from local_stack.demo.api import Answer, Person
from local_stack.demo.data.customers import Customer
from local_stack.demo.play import words
from local_stack.demo.play.ledger import HandledContact, HandledTicket
from local_stack.demo.play.stage import Stage

_TALK = 240.0


class Tickets:
    """What is done with tickets; each method is a piece of a story."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def appeared(
        self, operator: Person, entry: HandledContact, customer: Customer | None
    ) -> HandledTicket:
        """The ticket that appears by itself, and is the taker's."""
        feed, contact_id = self._stage.feed, entry.contact_id
        ticket_id = await feed.until(
            lambda: feed.ticket_of(contact_id), f"the ticket of contact {contact_id}"
        )
        detail = await self._assigned(operator, ticket_id)
        ticket = HandledTicket(ticket_id, detail["number"], contact_id, "assigned", customer)
        self._stage.ledger.tickets[ticket_id] = ticket
        known = detail["customer"] and detail["customer"]["id"]
        self._stage.ledger.check(
            customer is None or entry.linked_to or self._stage.customers.get(known) == customer,
            f"ticket {ticket.number} has another customer than its contact",
        )
        return ticket

    async def _assigned(self, operator: Person, ticket_id: str) -> dict[str, Any]:
        """Read it until it is this operator's: after a return it was the other one's before."""

        def is_mine() -> bool | None:
            told = self._stage.feed.of(ticket_id, "tickets.ticket-assigned.v1")
            return True if told and told.data["account_id"] == operator.account_id else None

        await self._stage.feed.until(is_mine, f"ticket {ticket_id} given to {operator.login}")
        path = f"/api/v1/tickets/{ticket_id}"
        answer = await self._stage.get(operator, path)
        detail: dict[str, Any] = answer.expect("a ticket")
        owner = detail["assigned_to"] or {}
        self._stage.ledger.check(
            owner.get("account_id") == operator.account_id,
            f"ticket {detail['number']} is not {operator.login}'s, who took the contact",
        )
        return detail

    async def note(self, operator: Person, ticket: HandledTicket) -> None:
        text = words.one_of(words.COMMENTS, ticket.number)
        body = {"kind": "comment", "visibility": "internal", "body": text}
        path = f"/api/v1/tickets/{ticket.ticket_id}/entries"
        answer = await self._stage.post(operator, path, body)
        answer.expect(f"a comment on ticket {ticket.number}")
        ticket.state = "in_progress"
        await self._stage.pace.rest(_TALK)

    async def finish(self, operator: Person, ticket: HandledTicket) -> None:
        body = {"resolution": words.one_of(words.RESOLUTIONS, ticket.number)}
        path = f"/api/v1/tickets/{ticket.ticket_id}/finish"
        answer = await self._stage.post(operator, path, body)
        answer.expect(f"ticket {ticket.number} is finished")
        ticket.state = "finished"

    async def close(self, operator: Person, ticket: HandledTicket, *, open_orders: int) -> None:
        """A supervisor closes it, and tells the customer what was done."""
        await self._shows_orders(operator, ticket)
        supervisor = words.one_of(self._stage.cast.supervisors, ticket.number)
        text = f"{words.one_of(words.CLOSINGS, ticket.number)} (gestión {ticket.number})"
        path = f"/api/v1/tickets/{ticket.ticket_id}/close"
        answer = await self._stage.post(supervisor, path, {"closing_text": text})
        answer.expect(f"ticket {ticket.number} is closed")
        ticket.state, ticket.closing_text = "closed", text
        closed = await self._stage.feed.until(
            lambda: self._stage.feed.of(ticket.ticket_id, "tickets.ticket-closed.v1"),
            f"the news that ticket {ticket.number} is closed",
        )
        emails = ticket.customer.emails if ticket.customer else (closed.data["customer_email"],)
        ticket.email = next(iter(emails), None)
        self._stage.ledger.contacts[ticket.contact_id].ended_with_ticket = True
        self._stage.ledger.check(
            closed.data["open_order_count"] == open_orders,
            f"ticket {ticket.number} closed with {closed.data['open_order_count']} open orders",
        )

    async def _shows_orders(self, operator: Person, ticket: HandledTicket) -> None:
        """Wait until the ticket shows its orders, each where it stands (A11)."""
        path = f"/api/v1/tickets/{ticket.ticket_id}"
        orders = self._stage.ledger.orders.values()
        due = {o.order_id: o.state for o in orders if o.ticket_id == ticket.ticket_id}

        async def look() -> Answer:
            answer = await operator.get(path)
            detail = answer.expect(f"ticket {ticket.number}")
            shown = {order["id"]: order["state"] for order in detail["orders"]}
            return answer if shown == due else Answer(404, shown)

        answer = await self._stage.insist(look)
        self._stage.ledger.check(
            answer.ok, f"ticket {ticket.number} shows the orders {answer.body} instead of {due}"
        )
