"""What surrounds a contact, in a bounded number of bounded reads."""

from uuid import UUID

import asyncpg

from chassis.phones import phone_variants
from chassis.reach import Who
from chassis.transactions import Tx
from intake.application.surroundings import (
    Candidate,
    Identification,
    RecentContact,
    Surroundings,
    TicketOffered,
    candidate,
    offered,
)
from intake.application.ticket_ports import MOST_OFFERED
from intake.domain.actions import Viewer
from intake.domain.confidence import Confidence, Evidence, confidence_in, confidence_of
from intake.domain.customer import Customer
from intake.domain.words import Channel, State
from intake.outbound.customer_store import SqlCustomers
from intake.outbound.plans import plan_afresh
from intake.outbound.scope import condition_for
from intake.outbound.ticket_store import SqlCustomerTickets

SURROUNDING = (
    "customer_number",
    "contract_id",
    "ticket_asked",
    "derived_to",
    "linked_by",
    # What the channel told, and what its holder was told since.
    "array_remove(array[phone, edited_phone], null) as said_phones",
    "national_id as said_id",
    "array_remove(array[email, edited_email], null) as said_emails",
)
_READ = """
id, number, channel, state, received_at as date, coalesce(chosen_reason, reason) as reason, outcome,
ticket_id, ticket_number
"""
_OF_CUSTOMER = f"""
select t.* from
  (select customer_id from customer where customer_id = $1 or merged_into = $1) f(owner), lateral (
    select {_READ} from contact
    where customer_id = f.owner and id <> $2 and {{seen}}
    order by received_at desc limit {MOST_OFFERED}) t
order by date desc limit {MOST_OFFERED}
"""  # noqa: S608 - our own words
# A telephone or a mailbox may have very many without anybody saying whose it is; the newest of each
# way to write it down are the end of a stretch of an index.
_OF_NOBODY = f"""
select t.* from unnest($1::text[]) as said(way), lateral (
  select {_READ} from contact
  where customer_id is null and phone = said.way and id <> $3 and {{seen}}
  order by received_at desc limit {MOST_OFFERED}) t
union
select t.* from unnest($2::text[]) as said(way), lateral (
  select {_READ} from contact
  where customer_id is null and email = said.way and id <> $3 and {{seen}}
  order by received_at desc limit {MOST_OFFERED}) t
order by date desc limit {MOST_OFFERED}
"""  # noqa: S608 - as above


class SqlSurroundings:
    """Reads what surrounds the contact of a row with SURROUNDING, for one who looks."""

    def __init__(self, kernel: Tx, viewer: Viewer, who: Who) -> None:
        self._kernel, self._viewer, self._who = kernel, viewer, who
        self._customers = SqlCustomers(kernel)

    async def of(self, row: asyncpg.Record) -> Surroundings:
        """All of it."""
        customer_id: UUID | None = row["customer_id"]
        customer = await self._customers.find(customer_id) if customer_id else None
        return Surroundings(
            identification=_identification(row, customer) if customer else None,
            candidates=[] if customer_id else await self._candidates(row),
            services=list(customer.services) if customer else [],
            contract_id=row["contract_id"],
            tickets=await self._tickets(customer),
            ticket_asked=row["ticket_asked"],
            derived_to=row["derived_to"],
            recent_contacts=await self._recent(row, customer),
        )

    async def _candidates(self, row: asyncpg.Record) -> list[Candidate]:
        phones, emails = _variants(row)
        found = await self._customers.matching(row["said_id"], phones, emails)
        reasons = [why for _, why in found]
        fitting = [candidate(each, why, confidence_of(why, reasons)) for each, why in found]
        order = list(Confidence)
        return sorted(fitting, key=lambda each: order.index(each.confidence))[:MOST_OFFERED]

    async def _tickets(self, customer: Customer | None) -> list[TicketOffered]:
        if customer is None or "tickets.read" not in self._viewer.permissions:
            return []
        tickets = SqlCustomerTickets(self._kernel)
        return [offered(each) for each in await tickets.of_customer(customer.id, self._who)]

    async def _recent(self, row: asyncpg.Record, customer: Customer | None) -> list[RecentContact]:
        connection = await self._kernel.driver()
        await plan_afresh(connection)
        seen = condition_for(self._who)
        if customer is not None:
            values = (customer.id, row["id"])
            rows = await connection.fetch(_OF_CUSTOMER.format(seen=seen), *values)
        else:
            phones, emails = _variants(row)
            rows = await connection.fetch(_OF_NOBODY.format(seen=seen), phones, emails, row["id"])
        return [_recent_contact(each) for each in rows]


def _identification(row: asyncpg.Record, customer: Customer) -> Identification:
    phones, emails = _variants(row)
    speaks: dict[Evidence, bool] = {
        "operator": row["linked_by"] is not None,
        "portal-session": row["customer_number"] == customer.number,
        "national-id": bool(row["said_id"]) and row["said_id"] == customer.national_id,
        "phone": not set(phones).isdisjoint(customer.phones),
        "email": not set(emails).isdisjoint(customer.emails),
    }
    evidence = [each for each, holds in speaks.items() if holds]
    return Identification(confidence_in(evidence), evidence)


def _variants(row: asyncpg.Record) -> tuple[list[str], list[str]]:
    """The ways in which phones and e-mails of a contact may be written down elsewhere."""
    phones = {way for phone in row["said_phones"] for way in phone_variants(phone)}
    emails = {way for email in row["said_emails"] for way in (email, email.lower())}
    return sorted(phones), sorted(emails)


def _recent_contact(row: asyncpg.Record) -> RecentContact:
    id_, number, channel, state, *rest = row.values()
    return RecentContact(id_, number, Channel(channel), State(state), *rest)
