"""The lists of the desk: newest first, a page at a time, as quick with a million contacts."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg

from chassis.scope import placed
from intake.application.desk import DeskQuery
from intake.application.views import StoredContact
from intake.domain.words import Channel, Screen, State
from intake.outbound.desk_filters import states_of, what_to_look_for, where_to_look
from intake.outbound.ticket_store import PENDING

# Of a caller we do not know, neither city nor reason is shown, unless somebody who spoke to them
# said it.
_REASON = f"""
coalesce(chosen_reason, case when screen <> '{Screen.CALLS_WITHOUT_CITY}' then contact.reason end)
"""
_WAITING = f"""
case when taken_at is not null or state <> '{State.CLOSED}' then
  greatest(0, floor(extract(epoch from coalesce(taken_at, now()) - received_at)))::bigint end
"""
# Asked row by row, never of all contacts at once, as `exists` might be.
_TRANSCRIPT = f"""
channel = '{Channel.CALL}'
and (select true from conversation where contact_id = contact.id) is not null
"""  # noqa: S608 - our own word
# Of what is taken alone: only a holder ends, answers, or chooses.
_TICKET_WANTED = """
ticket_asked and ticket_id is null and
(select requires_attention_context from channel_rule where code = channel) is not false
"""
_TICKET_SETTLED = f"""
taken_by is not null and customer_id is null and ticket_id is not null and
(select true from customer_ticket as own where own.ticket_id = contact.ticket_id
 and own.contact_id = contact.id and number is not null and {PENDING}) is not null
"""  # noqa: S608 - our own words
_ANSWERABLE = f"""
taken_by is null or channel <> '{Channel.EMAIL}' or
(select true from mail where contact_id = contact.id and sender = contact.email limit 1)
  is not null
"""  # noqa: S608 - our own word
# The first says what it is about; answers to it may come under other words.
_SUBJECT = f"""
case when channel = '{Channel.EMAIL}' then (
  select nullif(subject, '') from mail where contact_id = contact.id order by received_at limit 1)
end
"""  # noqa: S608 - our own word
STORED = f"""
id, number, channel, screen, state,
{_REASON} as reason, (select label from reason as told where told.code = {_REASON})
  as reason_label, {_SUBJECT} as subject,
coalesce(name, customer_name, case when channel = '{Channel.EMAIL}' then email end) as name,
case when screen <> '{Screen.CALLS_WITHOUT_CITY}' then coalesce(city, customer_city) end as city,
received_at as date, coalesce(edited_phone, phone) as phone, customer_id, ticket_id, ticket_number,
taken_by as holder_id, taken_by_name as holder_name, taken_at, claim_expires_at, version,
observations, {_WAITING} as waiting_seconds, routed_to as desk_queue,
finished_at is not null as ended, {_TRANSCRIPT} as transcript_known,
{_TICKET_WANTED} as ticket_wanted, {_TICKET_SETTLED} as ticket_settled,
{_ANSWERABLE} as answerable
"""  # noqa: S608 - our own words
_WIDTH = 28

MOST_LOOKED_AT = 20_000
"""Contacts of each state in which a page is looked for, where few may be what is asked for."""


def page_statement(
    query: DeskQuery, seen: str, ids: Sequence[UUID] | None = None
) -> tuple[str, list[Any]]:
    """A statement and its values. `seen` is the condition on what this viewer sees; `ids`, if
    given, are the only contacts in question: they are few, and sorted.

    Otherwise it reads one ordered piece of the index per state; several pieces are merged, never
    sorted. Where few contacts may be what is asked for, each piece is bounded.
    """
    values: list[Any] = []
    inner = " and ".join([*stretch_conditions(query, values), seen])
    outer = what_to_look_for(query, values)
    limit = placed(values, query.limit)
    order = order_of(query)
    states = states_of(query)
    pieces = [f"state = '{state}'" for state in states]
    if ids is not None:
        pieces = [f"({' or '.join(pieces)}) and id = any({placed(values, ids)}::uuid[])"]
    if ids is None and query.may_be_rare:
        stretches = [
            f"(select * from contact where {piece} and {inner} {order} limit {MOST_LOOKED_AT})"  # noqa: S608 - our own words; values are parameters
            f" as contact where {' and '.join(outer)}"
            for piece in pieces
        ]
    else:
        stretches = [f"contact where {' and '.join([piece, inner, *outer])}" for piece in pieces]
    selects = [f"select {STORED} from {each} {order} limit {limit}" for each in stretches]  # noqa: S608 - as above
    if len(selects) == 1:
        return selects[0], values
    merged = " union all ".join(f"({select})" for select in selects)
    return f"select * from ({merged}) as pieces {order_of(query, 'date')} limit {limit}", values  # noqa: S608 - as above


def stretch_conditions(query: DeskQuery, values: list[Any]) -> list[str]:
    """What bounds a stretch of an index, but for the state."""
    return [*where_to_look(query, values), *_after(query, values)]


def order_of(query: DeskQuery, date: str = "received_at") -> str:
    """As the list is ordered."""
    direction = "desc" if query.sort == "-date" else "asc"
    return f"order by {date} {direction}, id {direction}"


def stored_contact(row: asyncpg.Record) -> StoredContact:
    """A row that begins with STORED."""
    id_, number, channel, screen, state, *rest = row[:_WIDTH]
    return StoredContact(id_, number, Channel(channel), Screen(screen), State(state), *rest)


def _after(query: DeskQuery, values: list[Any]) -> list[str]:
    if query.after is None:
        return []
    at, contact_id = (placed(values, value) for value in query.after)
    return [f"(received_at, id) {'<' if query.sort == '-date' else '>'} ({at}, {contact_id})"]
