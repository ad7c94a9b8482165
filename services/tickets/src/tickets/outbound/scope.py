"""What somebody may see: the one place lists, details and commands ask."""

from sqlalchemy import ColumnElement, or_, true

from tickets.domain.people import Person, is_user
from tickets.domain.report import Visibility
from tickets.outbound.tables import tickets, timeline


def visible_tickets(person: Person) -> ColumnElement[bool]:
    """Staff sees all tickets; users those they opened and those of their own customer."""
    if not is_user(person):
        return true()
    opened = tickets.c.registered_by == person.account_id
    if person.customer_id is None:
        return opened
    return or_(opened, tickets.c.customer_id == person.customer_id)


def visible_lines(person: Person) -> ColumnElement[bool]:
    """Users read public lines only."""
    return timeline.c.visibility == Visibility.PUBLIC.value if is_user(person) else true()
