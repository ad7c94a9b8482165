"""The lists of the desk: newest first, a page at a time, as quick with a million contacts."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, null, select, tuple_, union_all

from intake.application.desk import DeskQuery
from intake.application.views import StoredContact
from intake.domain.words import Channel, Screen, State
from intake.outbound.tables import CONTACT

_C = CONTACT.c


def unless_unidentified(value: ColumnElement[Any]) -> ColumnElement[Any]:
    """Of a caller we do not know, neither city nor reason is shown."""
    return case((_C.screen == Screen.CALLS_WITHOUT_CITY, null()), else_=value)


STORED = (
    _C.id,
    _C.number,
    _C.channel,
    _C.screen,
    _C.state,
    unless_unidentified(_C.reason).label("reason"),
    func.coalesce(_C.name, _C.customer_name).label("name"),
    unless_unidentified(func.coalesce(_C.city, _C.customer_city)).label("city"),
    _C.received_at.label("date"),
    _C.phone,
    _C.customer_id,
    _C.ticket_id,
    _C.ticket_number,
    _C.taken_by.label("holder_id"),
    _C.taken_by_name.label("holder_name"),
    _C.taken_at,
)


def page_statement(query: DeskQuery) -> Select[Any]:
    """One ordered piece of the index per state; several are merged, never sorted."""
    pieces = [_of_state(query, state) for state in _states(query)]
    if len(pieces) == 1:
        return pieces[0]
    merged = union_all(*pieces).subquery()
    newest_first = (merged.c.date.desc(), merged.c.id.desc())
    return select(merged).order_by(*newest_first).limit(query.limit)


def stored_contact(row: Sequence[Any]) -> StoredContact:
    """A row of STORED."""
    id_, number, channel, screen, state, *rest = row[: len(STORED)]
    return StoredContact(id_, number, Channel(channel), Screen(screen), State(state), *rest)


def _states(query: DeskQuery) -> Sequence[State]:
    if query.state is not None:
        return (query.state,)
    # Free means that it can be taken; among all that were ever closed, few were free.
    return (State.LIVE, State.OPEN) if query.claim == "free" else tuple(State)


def _of_state(query: DeskQuery, state: State) -> Select[Any]:
    piece = select(*STORED).where(*_scope(query), _C.state == state, *_filters(query))
    if query.after is not None:
        piece = piece.where(tuple_(_C.received_at, _C.id) < query.after)
    return piece.order_by(_C.received_at.desc(), _C.id.desc()).limit(query.limit)


def _scope(query: DeskQuery) -> list[ColumnElement[bool]]:
    if query.screen != "mine":
        return [_C.screen == query.screen]
    mine = _C.taken_by == query.viewer_id
    if query.with_inquiries:
        return [mine]
    return [mine, _C.channel.in_((Channel.CALL, Channel.CHAT))]


def _filters(query: DeskQuery) -> list[ColumnElement[bool]]:
    filters: list[ColumnElement[bool]] = []
    if query.claim == "free":
        filters.append(_C.taken_by.is_(None))
    elif query.claim == "mine":
        filters.append(_C.taken_by == query.viewer_id)
    elif query.claim == "taken":
        filters += [_C.taken_by.is_not(None), _C.taken_by != query.viewer_id]
    if query.city is not None:
        filters.append(_is_in(query.city))
    return filters


def _is_in(city: str) -> ColumnElement[bool]:
    """Says the same as the city that is shown, but in columns whose contents the planner knows."""
    shown = (_C.city == city) | (_C.city.is_(None) & (_C.customer_city == city))
    return shown & (_C.screen != Screen.CALLS_WITHOUT_CITY)
