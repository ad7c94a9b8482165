"""What people of a walk do, beside what must come of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.tickets.tests.surveys.asking import URL, Tickets
from services.tickets.tests.walks import effects, looking, rules
from services.tickets.tests.walks.asking import MISSING, Asking
from services.tickets.tests.walks.rules import Deed, Known, Refusal, Somebody

from tickets.outbound.auto_close import AUTO_CLOSE

_CATEGORY = {"kind": "problem", "areas": [], "for_customers": True, "active": True}
_OPENED = {"category": "no-connection", "title": "Sin conexión", "description": "No navega."}


class World:
    """The tickets there are, as they must be, and the service that keeps them."""

    def __init__(self, tickets: Tickets, cast: Sequence[Somebody]) -> None:
        self.cast = cast
        self.known: list[Known] = []
        self._asking = Asking(tickets)
        self._tickets = tickets

    async def begin(self) -> None:
        """No ticket is there."""
        await self._asking.begin()

    async def open(self, who: Somebody, fields: Mapping[str, str], key: str | None) -> None:
        """Open a ticket of an area, perhaps for a customer, perhaps of a contact."""
        body = {**_OPENED, **fields}
        customer, contact = fields.get("customer_id"), fields.get("contact_id")
        theirs = next((each for each in self.known if contact and each.contact == contact), None)
        refused = _opening_refused(who, customer, contact, theirs)
        answer = await self._asking.command(who, URL, body, refused, key)
        if answer is not None:
            now = answer.json()
            customer = who.customer if who.is_user else customer
            ticket = Known(now["id"], now["number"], fields["area"], who.id, customer, contact)
            self.known.append(ticket)
            self._is_told(who, ticket, now)

    async def act(self, who: Somebody, at: int, deed: Deed, key: str | None) -> None:
        """Do something to a ticket, or, beyond the last one, to one that never was."""
        ticket = self.known[at] if at < len(self.known) else None
        refused = rules.refusal(who, ticket, deed)
        path = f"{URL}/{ticket.id if ticket else MISSING}/{deed.step}"
        answer = await self._asking.command(who, path, deed.body, refused, key)
        if answer is not None and ticket is not None:
            effects.carry_out(who, ticket, deed)
            now = answer.json()
            self._is_told(who, ticket, now["ticket"] if deed.step == "entries" else now)
        elif ticket is not None and refused == (404, "ticket-not-found"):
            await self._asking.check_missing(who, path, ticket.id, deed.body)

    def permitted(self) -> list[tuple[Somebody, int, str]]:
        """Whoever may do something now, to what, and what, without naming anybody: lines can
        always be written, and what was cancelled leads nowhere."""
        return [
            (who, at, step)
            for who in self.cast
            for at, ticket in enumerate(self.known)
            for step in rules.RIGHTS
            if step not in ("entries", "cancel") and rules.refusal(who, ticket, Deed(step)) is None
        ]

    async def answer(self, who: Somebody, at: int, chosen: Mapping[str, str]) -> None:
        """Answer the survey about a ticket."""
        ticket = self.known[at]
        survey_id = await self._survey_of(ticket)
        body = {"answers": [{"question": one, "choice": two} for one, two in chosen.items()]}
        refused = rules.answering_refused(who, ticket, chosen)
        path = f"{URL}/surveys/{survey_id}/answers"
        answer = await self._asking.command(who, path, body, refused, None)
        if answer is not None and ticket.survey:
            ticket.survey.answered = True
        elif refused == (404, "survey-not-found"):
            await self._asking.check_missing(who, path, survey_id, body)

    async def days_pass(self) -> None:
        """What is finished closes by itself."""
        await self._tickets.fire(AUTO_CLOSE)
        for ticket in self.known:
            if ticket.state == "finished":
                effects.close_by_itself(ticket)
        await self._asking.stored_anew()

    async def name_category(self, who: Somebody, name: str, behind: int) -> None:
        """Name it anew, having read it so many versions ago."""
        sql = "select version from category where code = 'no-connection'"
        [row] = await self._tickets.rows(sql)
        refused: Refusal | None = (412, "out-of-date") if behind else None
        if "categories.manage" not in who.rights:
            refused = (403, "forbidden")
        body, seen = _CATEGORY | {"name": name}, row["version"] - behind
        path = f"{URL}/categories/no-connection"
        await self._asking.put(who, path, body, seen, refused)

    async def look_at_list(self, who: Somebody, asked: str) -> None:
        """Tickets that are asked for in this way."""
        await looking.check_list(self._asking, who, self.known, asked)

    async def look_at_one(self, who: Somebody, at: int) -> None:
        """A ticket and its timeline."""
        await looking.check_single(self._asking, who, self.known[at])

    async def everybody_looks(self) -> None:
        """All lists of all."""
        for who in self.cast:
            await looking.check_list(self._asking, who, self.known, "all")
            await looking.check_surveys(self._asking, who, self.known)

    async def _survey_of(self, ticket: Known) -> str:
        sql = f"select id from survey where ticket_id = '{ticket.id}'"  # noqa: S608 - our own id
        rows = await self._tickets.rows(sql)
        assert bool(rows) == bool(ticket.survey)
        return str(rows[0]["id"]) if rows else MISSING

    def _is_told(self, who: Somebody, ticket: Known, now: Mapping[str, Any]) -> None:
        told = {name: now[name] for name in ("state", "area", "version", "allowed_actions")}
        assert told == {
            "state": ticket.state,
            "area": ticket.area,
            "version": len(ticket.lines),
            "allowed_actions": rules.offered(who, ticket),
        }
        assert now["account_id"] == (None if who.is_user else ticket.assignee)


def _opening_refused(
    who: Somebody, customer: str | None, contact: str | None, theirs: Known | None
) -> Refusal | None:
    if "tickets.create" not in who.rights:
        return 403, "forbidden"
    if who.is_user and contact:
        return 404, "contact-not-found"
    if who.is_user and customer not in (None, who.customer):
        return 404, "customer-not-found"
    return (409, "contact-has-ticket") if theirs else None
