"""What somebody sees: the one place lists, details and commands ask."""

from sqlalchemy import ColumnElement, true

from chassis.reach import Reach
from chassis.scope import Rows
from chassis.ties import ByAccount, GivenToArea, InArea, OfCustomer
from tickets.domain.people import Person, is_user
from tickets.domain.report import Visibility
from tickets.outbound.tables import timeline

_MINE = (ByAccount("account_id"), ByAccount("registered_by"))

# Supervisors see their areas (B23, B24) and technicians what they were given, by name or with their
# area (B17, B41); both what they opened themselves (B55). Users see what they or their customer
# asked for (B26).
TICKETS = Rows(
    table="tickets",
    ties={
        Reach.AREA: (InArea("area"), *_MINE),
        Reach.ASSIGNED: (*_MINE, GivenToArea("area", "account_id", "state", "registered")),
        Reach.OWN: (ByAccount("registered_by"), OfCustomer("customer_id")),
    },
    missing="There is no such ticket.",
    code="ticket-not-found",
)


def visible_tickets(person: Person) -> ColumnElement[bool]:
    """The tickets this person sees."""
    return TICKETS.clause(person)


def visible_lines(person: Person) -> ColumnElement[bool]:
    """Users read public lines only."""
    return timeline.c.visibility == Visibility.PUBLIC.value if is_user(person) else true()
