"""The lists of the desk: newest first, a page at a time, as quick with a million contacts."""

from collections.abc import Sequence
from typing import Any

import asyncpg

from chassis.scope import placed
from intake.application.desk import DeskQuery
from intake.application.views import StoredContact
from intake.domain.words import Channel, Screen, State

# Of a caller we do not know, neither city nor reason is shown, unless somebody who spoke to them
# said it.
_REASON = f"""
coalesce(chosen_reason, case when screen <> '{Screen.CALLS_WITHOUT_CITY}' then contact.reason end)
"""
STORED = f"""
id, number, channel, screen, state,
{_REASON} as reason, (select label from reason as told where told.code = {_REASON})
  as reason_label,
coalesce(name, customer_name) as name,
case when screen <> '{Screen.CALLS_WITHOUT_CITY}' then coalesce(city, customer_city) end as city,
received_at as date, coalesce(edited_phone, phone) as phone, customer_id, ticket_id, ticket_number,
taken_by as holder_id, taken_by_name as holder_name, taken_at, claim_expires_at, version
"""  # noqa: S608 - our own words
_WIDTH = 19

_NEWEST_FIRST = "order by {} desc, id desc limit {}"


def page_statement(query: DeskQuery, seen: str) -> tuple[str, list[Any]]:
    """A statement and its values: one ordered piece of the index per state; several pieces are
    merged, never sorted. `seen` is the condition on what this viewer sees."""
    values: list[Any] = []
    conditions = " and ".join([*_conditions(query, values), seen])
    limit = placed(values, query.limit)
    pieces = [
        f"select {STORED} from contact where state = '{state}' and {conditions} "  # noqa: S608 - our own words; values are parameters
        + _NEWEST_FIRST.format("received_at", limit)
        for state in _states(query)
    ]
    if len(pieces) == 1:
        return pieces[0], values
    merged = " union all ".join(f"({piece})" for piece in pieces)
    newest_first = _NEWEST_FIRST.format("date", limit)
    return f"select * from ({merged}) as pieces {newest_first}", values  # noqa: S608 - as above


def stored_contact(row: asyncpg.Record) -> StoredContact:
    """A row that begins with STORED."""
    id_, number, channel, screen, state, *rest = row[:_WIDTH]
    return StoredContact(id_, number, Channel(channel), Screen(screen), State(state), *rest)


def _states(query: DeskQuery) -> Sequence[State]:
    if query.state is not None:
        return (query.state,)
    # Free means that it can be taken; among all that were ever closed, few were free.
    return (State.LIVE, State.OPEN) if query.claim == "free" else tuple(State)


def _conditions(query: DeskQuery, values: list[Any]) -> list[str]:
    conditions = [*_scope(query, values), *_claim(query, values)]
    if query.city is not None:
        # Says the same as the city that is shown, but in columns whose contents the planner knows.
        city = placed(values, query.city)
        conditions += [
            f"(city = {city} or city is null and customer_city = {city})",
            f"screen <> '{Screen.CALLS_WITHOUT_CITY}'",
        ]
    if query.after is not None:
        at, contact_id = (placed(values, value) for value in query.after)
        conditions.append(f"(received_at, id) < ({at}, {contact_id})")
    return conditions


def _scope(query: DeskQuery, values: list[Any]) -> list[str]:
    if query.screen != "mine":
        return [f"screen = {placed(values, query.screen)}"]
    mine = f"taken_by = {placed(values, query.viewer_id)}"
    if query.with_inquiries:
        return [mine]
    return [mine, f"channel in ('{Channel.CALL}', '{Channel.CHAT}')"]


def _claim(query: DeskQuery, values: list[Any]) -> list[str]:
    if query.claim is None:
        return []
    if query.claim == "free":
        return ["taken_by is null"]
    viewer = placed(values, query.viewer_id)
    return [f"taken_by = {viewer}" if query.claim == "mine" else f"taken_by <> {viewer}"]
