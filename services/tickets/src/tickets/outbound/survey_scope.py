"""Who sees which surveys: staff those of the tickets they see, users those that ask them."""

from sqlalchemy import ColumnElement, or_

from chassis.errors import NotFound
from tickets.domain.people import Person, is_user
from tickets.outbound.scope import visible_tickets
from tickets.outbound.tables import surveys


def asking(person: Person) -> ColumnElement[bool]:
    """The surveys that ask this person, or the customer whose account it is (B29, X26)."""
    by_account = surveys.c.account_id == person.account_id
    if person.customer_id is None:
        return by_account
    return or_(by_account, surveys.c.customer_id == person.customer_id)


def visible_surveys(person: Person) -> ColumnElement[bool]:
    """Of surveys joined with their tickets, those this person sees (B20, B29)."""
    return asking(person) if is_user(person) else visible_tickets(person)


def no_such_survey() -> NotFound:
    """What somebody is told of a survey that is not there, or not for them."""
    return NotFound("There is no such survey.", code="survey-not-found")
