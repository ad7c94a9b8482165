"""The lists of the desk: newest first, a page at a time, as quick with a million contacts."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg

from chassis.scope import placed
from intake.application.desk import DeskQuery
from intake.application.views import StoredContact
from intake.domain.words import Channel, Screen, State
from intake.outbound.desk_filters import conditions_of, states_of

# Of a caller we do not know, neither city nor reason is shown, unless somebody who spoke to them
# said it.
_REASON = f"""
coalesce(chosen_reason, case when screen <> '{Screen.CALLS_WITHOUT_CITY}' then contact.reason end)
"""
_WAITING = f"""
case when taken_at is not null or state <> '{State.CLOSED}' then
  greatest(0, floor(extract(epoch from coalesce(taken_at, now()) - received_at)))::bigint end
"""
STORED = f"""
id, number, channel, screen, state,
{_REASON} as reason, (select label from reason as told where told.code = {_REASON})
  as reason_label,
coalesce(name, customer_name) as name,
case when screen <> '{Screen.CALLS_WITHOUT_CITY}' then coalesce(city, customer_city) end as city,
received_at as date, coalesce(edited_phone, phone) as phone, customer_id, ticket_id, ticket_number,
taken_by as holder_id, taken_by_name as holder_name, taken_at, claim_expires_at, version,
observations, {_WAITING} as waiting_seconds, routed_to as desk_queue,
finished_at is not null as ended
"""  # noqa: S608 - our own words
_WIDTH = 23


def page_statement(
    query: DeskQuery, seen: str, ids: Sequence[UUID] | None = None
) -> tuple[str, list[Any]]:
    """A statement and its values. `seen` is the condition on what this viewer sees; `ids`, if
    given, are the only contacts in question: they are few, and sorted.

    Otherwise it reads one ordered piece of the index per state; several pieces are merged, never
    sorted.
    """
    values: list[Any] = []
    conditions = " and ".join([*conditions_of(query, values), *_after(query, values), seen])
    limit = placed(values, query.limit)
    direction = "desc" if query.sort == "-date" else "asc"
    states = states_of(query)
    pieces = [f"state = '{state}'" for state in states]
    if ids is not None:
        pieces = [f"({' or '.join(pieces)}) and id = any({placed(values, ids)}::uuid[])"]
    selects = [
        f"select {STORED} from contact where {piece} and {conditions} "  # noqa: S608 - our own words; values are parameters
        f"order by received_at {direction}, id {direction} limit {limit}"
        for piece in pieces
    ]
    if len(selects) == 1:
        return selects[0], values
    merged = " union all ".join(f"({select})" for select in selects)
    order = f"order by date {direction}, id {direction} limit {limit}"
    return f"select * from ({merged}) as pieces {order}", values  # noqa: S608 - as above


def stored_contact(row: asyncpg.Record) -> StoredContact:
    """A row that begins with STORED."""
    id_, number, channel, screen, state, *rest = row[:_WIDTH]
    return StoredContact(id_, number, Channel(channel), Screen(screen), State(state), *rest)


def _after(query: DeskQuery, values: list[Any]) -> list[str]:
    if query.after is None:
        return []
    at, contact_id = (placed(values, value) for value in query.after)
    return [f"(received_at, id) {'<' if query.sort == '-date' else '>'} ({at}, {contact_id})"]
