"""The list of tickets as one statement."""

from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Label,
    ScalarSelect,
    Select,
    and_,
    false,
    func,
    select,
    union,
)

from tickets.application.ports import TicketFilter
from tickets.domain.people import Person
from tickets.domain.report import EntryKind
from tickets.outbound.list_filters import matches, narrowings
from tickets.outbound.list_walk import Walk
from tickets.outbound.order_store import ENDED
from tickets.outbound.scope import TICKETS, visible_lines, visible_tickets
from tickets.outbound.tables import (
    categories,
    customers,
    orders,
    tickets,
    timeline,
)

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
    person: Person,
    wanted: TicketFilter,
    *,
    walk: Walk | None = None,
    below: int | None,
    limit: int,
) -> Select[tuple[object, ...]]:
    """One row more than `limit`, newest first, starting below this number; with a walk, only what
    it leads by.

    Each way in which tickets are theirs reads its first rows from an index; only those are merged.
    The page is chosen before anything is joined to it: a join would be planned for all that is left
    of the list, and where that is little, as at its end, all of it would be read and sorted.
    """
    conditions = _conditions(wanted)
    bounds = [] if below is None else [tickets.c.number < below]
    if walk is None:
        ways = TICKETS.branches(person) or [false()]
        page = _page([[way, *conditions, *bounds] for way in ways], limit)
    else:
        if walk.reached is not None:
            bounds.append(tickets.c.number >= walk.reached)
        fits = and_(visible_tickets(person), *conditions)
        page = _merged([_on_the_way([way, *bounds], fits, limit) for way in walk.ways], limit)
    rows = page.subquery("page")
    return _rows(person, rows).order_by(rows.c.number.desc())


def _page(ways: list[list[ColumnElement[bool]]], limit: int) -> Select[tuple[object, ...]]:
    """The first rows of all ways together."""
    newest = tickets.c.number.desc()
    if len(ways) == 1:
        return _shown().where(*ways[0]).order_by(newest).limit(limit + 1)
    first = [select(tickets.c.number).where(*way).order_by(newest).limit(limit + 1) for way in ways]
    return _merged(first, limit)


def _merged(first: list[Select[tuple[int]]], limit: int) -> Select[tuple[object, ...]]:
    """The tickets with the highest of these numbers."""
    merged = union(*(select(each.subquery().c.number) for each in first)).subquery()
    numbers = select(merged.c.number).order_by(merged.c.number.desc()).limit(limit + 1)
    return _shown().where(tickets.c.number.in_(numbers))


def _on_the_way(
    way: list[ColumnElement[bool]], fits: ColumnElement[bool], limit: int
) -> Select[tuple[int]]:
    """The first numbers of those on this way that fit. `offset 0` keeps the planner from going by
    something else that it believes to be rarer."""
    stretch = select(tickets.c.number, fits.label("fits")).where(*way).offset(0).subquery()
    numbers = select(stretch.c.number).where(stretch.c.fits)
    return numbers.order_by(stretch.c.number.desc()).limit(limit + 1)


def _shown() -> Select[tuple[object, ...]]:
    return select(*(tickets.c[name] for name in (*_SHOWN, "requester_name")))


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
    conditions = [each.condition for each in narrowings(wanted)]
    return [*conditions, matches(wanted.query)] if wanted.query else conditions


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
