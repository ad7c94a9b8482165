"""The list's filters, as they are written in an address."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Query

from chassis.errors import Invalid
from tickets.application.ports import TicketFilter
from tickets.domain.category import Kind
from tickets.domain.lifecycle import PENDING, State
from tickets.domain.people import Person
from tickets.domain.report import Channel
from tickets.inbound.fields import Code

StateName = Literal[
    "registered", "assigned", "in_progress", "finished", "closed", "cancelled", "pending"
]
Assignee = Literal["me", "none"] | UUID
_SHORTEST_QUERY = 3
_MOST_CATEGORIES = 50


@dataclass(frozen=True)
class Asked:
    """What was asked for; who `me` is, is not known yet."""

    state: Annotated[
        list[StateName] | None, Query(description="Repeatable; `pending` is all before finished")
    ] = None
    assignee: Annotated[
        Assignee | None, Query(description="`me`, `none` (no person), or an account's id")
    ] = None
    area: Annotated[Code | None, Query()] = None
    customer_id: Annotated[UUID | None, Query()] = None
    category: Annotated[
        list[Code] | None, Query(description="Repeatable; its code", max_length=_MOST_CATEGORIES)
    ] = None
    kind: Annotated[
        Kind | None, Query(description="Of its category; tickets with incidents are `problem`")
    ] = None
    channel: Annotated[
        list[Channel] | None,
        Query(description="Repeatable; `app` is what customers and users opened themselves"),
    ] = None
    query: Annotated[
        Code | None, Query(description="A ticket's number, or three letters of its title")
    ] = None

    def __post_init__(self) -> None:
        query = self.query
        if query and not query.isdecimal() and len(query) < _SHORTEST_QUERY:
            sentence = "Search for a number, or for three letters or more."
            raise Invalid(sentence, code="query-too-short")

    def seen_by(self, person: Person) -> TicketFilter:
        """The filter, for this person; categories of a kind are not known yet."""
        account_id = person.account_id if self.assignee == "me" else self.assignee
        return TicketFilter(
            states=_states(self.state or []),
            account_id=account_id if isinstance(account_id, UUID) else None,
            unassigned=self.assignee == "none",
            area=self.area,
            customer_id=self.customer_id,
            query=self.query,
            categories=frozenset(self.category) if self.category else None,
            channels=frozenset(self.channel or ()),
        )


def _states(names: list[StateName]) -> frozenset[State]:
    states = {State(name) for name in names if name != "pending"}
    return frozenset(states | PENDING if "pending" in names else states)


ListFilter = Annotated[Asked, Depends()]
