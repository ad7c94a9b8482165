"""What an operator does with a contact they took: a story for each, told to the end."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx2

from local_stack.demo.api import Person
from local_stack.demo.data.customers import Customer
from local_stack.demo.play import words
from local_stack.demo.play.desk import Plan, Row
from local_stack.demo.play.ledger import HandledContact, HandledTicket
from local_stack.demo.play.orders import Orders
from local_stack.demo.play.stage import Stage
from local_stack.demo.play.tickets import Tickets
from local_stack.demo.play.visits import Field
from local_stack.demo.trouble import Trouble

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
        self._tickets = Tickets(stage)
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
        except (Trouble, httpx2.HTTPError, KeyError) as error:
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
        answer = await self._stage.post(operator, path, outcome)
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
        ticket = await self._tickets.appeared(operator, entry, customer)
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
        await self._tickets.note(operator, ticket)
        tell: dict[str, Callable[[], Awaitable[None]]] = {
            "visit": lambda: self._orders.visit(operator, ticket, fails_first=False),
            "failed-visit": lambda: self._orders.visit(operator, ticket, fails_first=True),
            "own-work": lambda: self._orders.own_work(operator, ticket),
        }
        if story == "early-close":
            order = await self._orders.on_its_way(operator, ticket)
            await self._tickets.finish(operator, ticket)
            await self._tickets.close(operator, ticket, open_orders=1)
            await self._orders.lives_on(operator, order, number)
            return
        if story in tell:
            await tell[story]()
        await self._tickets.finish(operator, ticket)
        if story != "unclosed":
            await self._tickets.close(operator, ticket, open_orders=0)

    async def _detail(self, operator: Person, row: Row) -> dict[str, Any]:
        answer = await self._stage.get(operator, f"/api/v1/contacts/{row['id']}")
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
        answer = await self._stage.post(operator, path, body)
        answer.expect(f"contact {row['number']} is linked")
        entry.linked_to = customer_id
        return customer_id

    async def _give_back(self, operator: Person, row: Row, entry: HandledContact) -> bool:
        """For somebody else to take; False where the exchange has closed it in the meantime."""
        await self._stage.pace.rest(_TALK)
        answer = await self._stage.post(operator, f"/api/v1/contacts/{row['id']}/return")
        if answer.code == "contact-is-closed":
            return False
        answer.expect(f"contact {row['number']} is given back")
        entry.returned += 1
        if self.plan is not None:
            self.plan.returned[row["id"]] = operator.login
        return True
