"""The list of tickets as one statement; each of its filters ends in an index."""

from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Label,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    false,
    func,
    select,
    union,
)

from chassis.searching import grams
from tickets.application.ports import TicketFilter
from tickets.domain.people import Person
from tickets.domain.report import EntryKind
from tickets.outbound.order_store import ENDED
from tickets.outbound.scope import TICKETS, visible_lines, visible_tickets
from tickets.outbound.search import containing
from tickets.outbound.tables import (
    categories,
    customers,
    orders,
    tickets,
    timeline,
    title_gram,
)

_LONGEST_NUMBER = 18
_SHOWN = (
    "id",
    "number",
    "title",
    "area",
    "category",
    "priority",
    "state",
    "registered_at",
    "contact_id",
    "account_id",
    "account_name",
    "customer_id",
    "channel",
    "version",
)


def _rows(person: Person, page: FromClause) -> Select[tuple[object, ...]]:
    """These tickets, with what a row shows of their customer, orders and lines."""
    return (
        select(
            *(page.c[name] for name in _SHOWN),
            _of_category("name", page).label("category_name"),
            _of_category("kind", page).label("kind"),
            customers.c.number.label("customer_number"),
            func.coalesce(customers.c.name, page.c.requester_name).label("customer_name"),
            _open_orders(page),
            _comments(person, page),
        )
        .select_from(page)
        .outerjoin(customers, customers.c.customer_id == page.c.customer_id)
    )


def page_seen_by(
    person: Person, wanted: TicketFilter, *, below: int | None, limit: int
) -> Select[tuple[object, ...]]:
    """One row more than `limit`, newest first, starting below this number.

    Each way in which tickets are theirs reads its first rows from an index; only those are merged.
    The page is chosen before anything is joined to it: a join would be planned for all that is left
    of the list, and where that is little, as at its end, all of it would be read and sorted.
    """
    conditions = _conditions(wanted)
    if below is not None:
        conditions.append(tickets.c.number < below)
    branches = TICKETS.branches(person) or [false()]
    page = _page([[branch, *conditions] for branch in branches], limit).subquery("page")
    return _rows(person, page).order_by(page.c.number.desc())


def _page(ways: list[list[ColumnElement[bool]]], limit: int) -> Select[tuple[object, ...]]:
    """The first rows of all ways together."""
    newest = tickets.c.number.desc()
    shown = select(*(tickets.c[name] for name in (*_SHOWN, "requester_name")))
    if len(ways) == 1:
        return shown.where(*ways[0]).order_by(newest).limit(limit + 1)
    first = [select(tickets.c.number).where(*way).order_by(newest).limit(limit + 1) for way in ways]
    merged = union(*(select(each.subquery().c.number) for each in first)).subquery()
    numbers = select(merged.c.number).order_by(merged.c.number.desc()).limit(limit + 1)
    return shown.where(tickets.c.number.in_(numbers))


def detail_seen_by(person: Person, ticket_id: UUID) -> Select[tuple[object, ...]]:
    """One ticket, with the long texts that a list leaves out."""
    return (
        _rows(person, tickets)
        .add_columns(
            tickets.c.description,
            tickets.c.resolution,
            tickets.c.closing_text,
            tickets.c.reopen_count,
            tickets.c.registered_by,
            tickets.c.registered_by_name,
            func.coalesce(customers.c.phone, tickets.c.requester_phone).label("phone"),
            func.coalesce(customers.c.email, tickets.c.requester_email).label("email"),
            func.coalesce(tickets.c.service_city, tickets.c.requester_city, customers.c.city).label(
                "city"
            ),
            tickets.c.contract_id,
            tickets.c.service_address,
            tickets.c.unit_serial,
            tickets.c.unit_item_number,
            tickets.c.unit_kind,
            tickets.c.warranty_until,
            tickets.c.unit_known_at,
        )
        .where(tickets.c.id == ticket_id, visible_tickets(person))
    )


def _conditions(wanted: TicketFilter) -> list[ColumnElement[bool]]:
    conditions = _whose(wanted)
    if wanted.states:
        # Literals: a plan made for parameters could not know that the partial index will do.
        states: BindParameter[str] = bindparam(
            "states", sorted(wanted.states), expanding=True, literal_execute=True
        )
        conditions.append(tickets.c.state.in_(states))
    if wanted.area:
        conditions.append(tickets.c.area == wanted.area)
    if wanted.categories is not None:
        conditions.append(tickets.c.category.in_(sorted(wanted.categories)))
    if wanted.channels:
        conditions.append(tickets.c.channel.in_(sorted(wanted.channels)))
    if wanted.query:
        conditions.append(_matches(wanted.query))
    return conditions


def _whose(wanted: TicketFilter) -> list[ColumnElement[bool]]:
    """Who works on them, and for whom."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.account_id:
        conditions.append(tickets.c.account_id == wanted.account_id)
    if wanted.unassigned:
        conditions.append(tickets.c.account_id.is_(None))
    if wanted.customer_id:
        own = (wanted.customer_id, *wanted.also)
        mine = tickets.c.customer_id
        conditions.append(mine.in_(own) if wanted.also else mine == wanted.customer_id)
    return conditions


def _matches(query: str) -> ColumnElement[bool]:
    """Digits are a ticket's number; anything else is part of its title."""
    if query.isdecimal() and len(query) <= _LONGEST_NUMBER:
        return tickets.c.number == int(query)
    found = select(title_gram.c.ticket_id).where(title_gram.c.grams.contains(grams(query)))
    return and_(tickets.c.id.in_(found), tickets.c.title_search.like(containing(query)))


def _of_category(name: str, page: FromClause) -> ScalarSelect[str]:
    found = select(categories.c[name]).where(categories.c.code == page.c.category)
    return found.scalar_subquery()


def _open_orders(page: FromClause) -> Label[int]:
    return (
        select(func.count())
        .where(orders.c.ticket_id == page.c.id, orders.c.state.not_in(ENDED))
        .scalar_subquery()
        .label("open_orders")
    )


def _comments(person: Person, page: FromClause) -> Label[int]:
    written = [kind.value for kind in EntryKind]
    return (
        select(func.count())
        .where(timeline.c.ticket_id == page.c.id, timeline.c.kind.in_(written))
        .where(visible_lines(person))
        .scalar_subquery()
        .label("comments")
    )
