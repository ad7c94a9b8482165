"""What an operator does with a contact they took: a story for each, told to the end."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx2

from local_stack.demo.api import Answer, Person, Unexpected
from local_stack.demo.data.customers import Customer
from local_stack.demo.play import words
from local_stack.demo.play.desk import Plan, Row
from local_stack.demo.play.feed import NeverHappened
from local_stack.demo.play.ledger import HandledContact, HandledTicket
from local_stack.demo.play.orders import Orders
from local_stack.demo.play.stage import Stage
from local_stack.demo.play.visits import Field

_TALK = 240.0

# The stories of cases whose customer is known, one after the other.
_STORIES = (
    "visit", "talk", "failed-visit", "return", "early-close", "talk", "own-work", "talk", "visit",
    "unclosed",
)  # fmt: skip


class Cases:
    """Handles what operators take. One that goes wrong is a complaint and stops no other."""

    def __init__(self, stage: Stage, field: Field) -> None:
        self._stage = stage
        self._orders = Orders(stage, field)
        self._known = 0
        self._unknown = 0
        self._inquiries = 0
        self.plan: Plan | None = None

    async def handle(self, operator: Person, row: Row) -> None:
        """The whole story of a contact that was taken just now."""
        entry = self._stage.ledger.contact(row["id"], row["channel"])
        try:
            if row["channel"] == "inquiry":
                await self._inquiry(operator, row, entry)
            else:
                await self._conversation(operator, row, entry)
        except (Unexpected, NeverHappened, httpx2.HTTPError, KeyError) as error:
            kind = type(error).__name__
            self._stage.ledger.complaints.append(f"contact {row['id']}: {kind} {error}")

    async def _inquiry(self, operator: Person, row: Row, entry: HandledContact) -> None:
        number, self._inquiries = self._inquiries, self._inquiries + 1
        if number % 5 == 3 and not entry.returned:  # noqa: PLR2004 - one in five
            await self._give_back(operator, row, entry)
            return
        detail = await self._detail(operator, row)
        self._stage.ledger.check(
            len(detail["transcript"]) == 1, f"inquiry {row['number']} does not show its text"
        )
        await self._stage.pace.rest(_TALK)
        path = f"/api/v1/contacts/{row['id']}/finish"
        outcome = {"outcome": words.one_of(words.OUTCOMES, number)}
        answer = await self._stage.insist(lambda: operator.post(path, outcome))
        answer.expect(f"inquiry {row['number']} is finished")
        entry.finished = True

    async def _conversation(self, operator: Person, row: Row, entry: HandledContact) -> None:
        detail = await self._detail(operator, row)
        customer_id = detail["contact"]["customer_id"]
        if customer_id is None and detail["candidates"]:
            customer_id = await self._link(operator, row, entry, detail["candidates"][0])
        customer = self._stage.customers.get(customer_id or "")
        story = self._story(customer)
        gives_back = story == "return" and not entry.returned
        if gives_back and await self._give_back(operator, row, entry):
            return
        ticket = await self._ticket(operator, entry, customer)
        ticket.city = row["city"]
        await self._tell(story, operator, ticket)

    def _story(self, customer: Customer | None) -> str:
        if customer is None:
            self._unknown += 1
            return "talk" if self._unknown % 2 else "unclosed"
        self._known += 1
        return words.one_of(_STORIES, self._known - 1)

    async def _tell(self, story: str, operator: Person, ticket: HandledTicket) -> None:
        number = ticket.number
        await self._note(operator, ticket)
        tell: dict[str, Callable[[], Awaitable[None]]] = {
            "visit": lambda: self._orders.visit(operator, ticket, fails_first=False),
            "failed-visit": lambda: self._orders.visit(operator, ticket, fails_first=True),
            "own-work": lambda: self._orders.own_work(operator, ticket),
        }
        if story == "early-close":
            order = await self._orders.on_its_way(operator, ticket)
            await self._finish(operator, ticket)
            await self._close(operator, ticket, open_orders=1)
            await self._orders.lives_on(operator, order, number)
            return
        if story in tell:
            await tell[story]()
        await self._finish(operator, ticket)
        if story != "unclosed":
            await self._close(operator, ticket, open_orders=0)

    async def _detail(self, operator: Person, row: Row) -> dict[str, Any]:
        answer = await operator.get(f"/api/v1/contacts/{row['id']}")
        detail: dict[str, Any] = answer.expect(f"contact {row['number']}")
        code = detail["contact"]["claim"]["code"]
        self._stage.ledger.check(
            code == "mine", f"contact {row['number']} is {code} to the one who took it"
        )
        return detail

    async def _link(
        self, operator: Person, row: Row, entry: HandledContact, candidate: dict[str, Any]
    ) -> str:
        customer_id = str(candidate["customer_id"])
        path, body = f"/api/v1/contacts/{row['id']}/link", {"customer_id": customer_id}
        answer = await self._stage.insist(lambda: operator.post(path, body))
        answer.expect(f"contact {row['number']} is linked")
        entry.linked_to = customer_id
        return customer_id

    async def _give_back(self, operator: Person, row: Row, entry: HandledContact) -> bool:
        """For somebody else to take; False where the exchange has closed it in the meantime."""
        await self._stage.pace.rest(_TALK)
        answer = await operator.post(f"/api/v1/contacts/{row['id']}/return")
        if answer.code == "contact-is-closed":
            return False
        answer.expect(f"contact {row['number']} is given back")
        entry.returned += 1
        if self.plan is not None:
            self.plan.returned[row["id"]] = operator.login
        return True

    async def _ticket(
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
        answer = await self._stage.insist(lambda: operator.get(path))
        detail: dict[str, Any] = answer.expect("a ticket")
        owner = detail["assigned_to"] or {}
        self._stage.ledger.check(
            owner.get("account_id") == operator.account_id,
            f"ticket {detail['number']} is not {operator.login}'s, who took the contact",
        )
        return detail

    async def _note(self, operator: Person, ticket: HandledTicket) -> None:
        text = words.one_of(words.COMMENTS, ticket.number)
        body = {"kind": "comment", "visibility": "internal", "body": text}
        path = f"/api/v1/tickets/{ticket.ticket_id}/entries"
        answer = await self._stage.insist(lambda: operator.post(path, body))
        answer.expect(f"a comment on ticket {ticket.number}")
        ticket.state = "in_progress"
        await self._stage.pace.rest(_TALK)

    async def _finish(self, operator: Person, ticket: HandledTicket) -> None:
        body = {"resolution": words.one_of(words.RESOLUTIONS, ticket.number)}
        path = f"/api/v1/tickets/{ticket.ticket_id}/finish"
        answer = await self._stage.insist(lambda: operator.post(path, body))
        answer.expect(f"ticket {ticket.number} is finished")
        ticket.state = "finished"

    async def _close(self, operator: Person, ticket: HandledTicket, *, open_orders: int) -> None:
        """A supervisor closes it, and tells the customer what was done."""
        await self._shows_orders(operator, ticket)
        supervisor = words.one_of(self._stage.cast.supervisors, ticket.number)
        text = f"{words.one_of(words.CLOSINGS, ticket.number)} (gestión {ticket.number})"
        path = f"/api/v1/tickets/{ticket.ticket_id}/close"
        answer = await self._stage.insist(lambda: supervisor.post(path, {"closing_text": text}))
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
