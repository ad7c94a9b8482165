"""Who sees which surveys: staff those of the tickets they see, users those that ask them."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_

from chassis.reach import Reach
from chassis.scope import Rows
from chassis.ties import ByAccount, GivenToArea, InArea, OfCustomer
from tickets.domain.people import Person
from tickets.outbound.tables import surveys

_MINE = (ByAccount("ticket_account_id"), ByAccount("ticket_registered_by"))

# As with tickets (B20, B23, B41), of which a survey keeps whose they are: there is none about a
# ticket that was not given to anybody. Users see what asks them (B29, X26).
SURVEYS = Rows(
    table="survey",
    ties={
        Reach.AREA: (InArea("ticket_area"), *_MINE),
        Reach.ASSIGNED: (*_MINE, GivenToArea("ticket_area", "ticket_account_id")),
        Reach.OWN: (ByAccount("account_id"), OfCustomer("customer_id")),
    },
    missing="There is no such survey.",
    code="survey-not-found",
)


def asking(person: Person) -> ColumnElement[bool]:
    """The surveys that ask this person, or the customer whose account it is (B29, X26)."""
    by_account = surveys.c.account_id == person.account_id
    if person.customer_id is None:
        return by_account
    return or_(by_account, surveys.c.customer_id == person.customer_id)


def opened_by(digest: bytes, at: datetime) -> ColumnElement[bool]:
    """The one survey that a link's token opens at that moment, whoever brings it (X26)."""
    return and_(surveys.c.link_digest == digest, surveys.c.link_until > at)
