"""The list's filters, as they are written in an address."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Query

from chassis.errors import Invalid
from tickets.application.ports import TicketFilter
from tickets.domain.lifecycle import PENDING, State
from tickets.domain.people import Person
from tickets.inbound.fields import Code

StateName = Literal[
    "registered", "assigned", "in_progress", "finished", "closed", "cancelled", "pending"
]
Assignee = Literal["me", "none"] | UUID
_SHORTEST_QUERY = 3


@dataclass(frozen=True)
class Asked:
    """What was asked for; who `me` is, is not known yet."""

    states: frozenset[State]
    assignee: Assignee | None
    area: str | None
    customer_id: UUID | None
    query: str | None

    def seen_by(self, person: Person) -> TicketFilter:
        """The filter, for this person."""
        account_id = person.account_id if self.assignee == "me" else self.assignee
        return TicketFilter(
            states=self.states,
            account_id=account_id if isinstance(account_id, UUID) else None,
            unassigned=self.assignee == "none",
            area=self.area,
            customer_id=self.customer_id,
            query=self.query,
        )


def _asked(
    state: Annotated[
        list[StateName] | None, Query(description="Repeatable; `pending` is all before finished")
    ] = None,
    assignee: Annotated[
        Assignee | None, Query(description="`me`, `none` (no person), or an account's id")
    ] = None,
    area: Annotated[Code | None, Query()] = None,
    customer_id: Annotated[UUID | None, Query()] = None,
    query: Annotated[
        Code | None, Query(description="A ticket's number, or three letters of its title")
    ] = None,
) -> Asked:
    if query and not query.isdecimal() and len(query) < _SHORTEST_QUERY:
        raise Invalid("Search for a number, or for three letters or more.", code="query-too-short")
    return Asked(_states(state or []), assignee, area, customer_id, query)


def _states(names: list[StateName]) -> frozenset[State]:
    states = {State(name) for name in names if name != "pending"}
    return frozenset(states | PENDING if "pending" in names else states)


ListFilter = Annotated[Asked, Depends(_asked)]
