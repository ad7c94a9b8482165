"""What a list of tickets is narrowed to; each filter has an index that ends in the number."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Column, ColumnElement, bindparam, false

from tickets.application.ports import TicketFilter
from tickets.domain.lifecycle import PENDING, State
from tickets.outbound.search import containing
from tickets.outbound.tables import tickets

_LONGEST_NUMBER = 18


@dataclass(frozen=True)
class Narrowing:
    """One filter. Each of `ways` is a stretch of an index, in order; together they are all rows
    that meet `condition`."""

    condition: ColumnElement[bool]
    ways: Sequence[ColumnElement[bool]]
    is_little: bool = False
    """Whether its rows stay few, however old the list."""


def narrowings(wanted: TicketFilter) -> list[Narrowing]:
    """Every filter but the search."""
    narrowed = _whose(wanted)
    if wanted.states:
        narrowed.append(_states(wanted.states))
    if wanted.area:
        narrowed.append(_one(tickets.c.area == wanted.area))
    if wanted.categories is not None:
        narrowed.append(_any_of(tickets.c.category, wanted.categories))
    if wanted.channels:
        narrowed.append(_any_of(tickets.c.channel, wanted.channels))
    return narrowed


def number_in(query: str) -> int | None:
    """Digits are a ticket's number; anything else is part of its title."""
    return int(query) if query.isdecimal() and len(query) <= _LONGEST_NUMBER else None


def matches(query: str) -> ColumnElement[bool]:
    """The comparison itself, for which there is no index."""
    number = number_in(query)
    if number is not None:
        return tickets.c.number == number
    return tickets.c.title_search.like(containing(query))


def _whose(wanted: TicketFilter) -> list[Narrowing]:
    """Who works on them, and for whom."""
    narrowed = []
    if wanted.account_id:
        narrowed.append(_one(tickets.c.account_id == wanted.account_id))
    if wanted.unassigned:
        narrowed.append(_one(tickets.c.account_id.is_(None)))
    if wanted.customer_id:
        narrowed.append(_any_of(tickets.c.customer_id, {wanted.customer_id, *wanted.also}))
    return narrowed


def _states(states: frozenset[State]) -> Narrowing:
    # Literals: a plan made for parameters could not know that the partial index will do.
    names: BindParameter[str] = bindparam(
        "states", sorted(states), expanding=True, literal_execute=True
    )
    condition = tickets.c.state.in_(names)
    if states <= PENDING:
        return Narrowing(condition, [condition], is_little=True)
    return Narrowing(condition, [tickets.c.state == state for state in sorted(states)])


def _one(condition: ColumnElement[bool]) -> Narrowing:
    return Narrowing(condition, [condition])


def _any_of(column: Column[Any], values: Collection[Any]) -> Narrowing:
    ways = [column == value for value in sorted(values)]
    return Narrowing(ways[0] if len(ways) == 1 else column.in_(sorted(values)), ways or [false()])
