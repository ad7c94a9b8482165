"""Rules on who may do what that depend on the ticket, beyond the permission itself."""

from chassis.errors import Forbidden
from tickets.domain.lifecycle import Action, State
from tickets.domain.people import Owner, Person, supervises

REOPEN_CLOSED = "tickets.reopen-closed"


def permits(action: Action, state: State, owner: Owner, person: Person) -> bool:
    """Whether this person may do this to a ticket of this owner in this state.

    Work is started and finished by its owner, or by those who supervise; closed tickets are
    reopened with a permission of their own.
    """
    if action in (Action.START, Action.FINISH):
        return supervises(person) or owner.includes(person)
    if action is Action.REOPEN and state is State.CLOSED:
        return person.may(REOPEN_CLOSED)
    return True


def require_permit(action: Action, state: State, owner: Owner, person: Person) -> None:
    """Raise Forbidden unless it is permitted."""
    if permits(action, state, owner, person):
        return
    if action is Action.REOPEN:
        sentence = f"To reopen a closed ticket needs the permission {REOPEN_CLOSED}."
        raise Forbidden(sentence, permission=REOPEN_CLOSED)
    sentence = f"Only its owner or a supervisor may {action} this ticket."
    raise Forbidden(sentence, code="not-your-ticket")
