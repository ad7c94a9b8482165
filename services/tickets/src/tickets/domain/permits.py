"""Rules on who may do what that depend on the ticket, beyond the permission itself."""

from chassis.errors import Forbidden
from tickets.domain.lifecycle import Action, State
from tickets.domain.people import Owner, Person

REOPEN_CLOSED = "tickets.reopen-closed"

_OF_THE_OWNER = (Action.START, Action.FINISH, Action.RECATEGORIZE)
_OF_THE_AREA = (Action.ASSIGN, Action.CLOSE, Action.CANCEL, Action.REOPEN)


def permits(action: Action, state: State, owner: Owner, person: Person) -> bool:
    """Whether this person may do this to a ticket of this owner in this state.

    Work is started, said to be about something else, and finished by its owner, or by those who
    supervise. Who may assign, close, reopen or cancel may do so in their own areas, or with what is
    theirs: what they opened for another area they only see (B22, B55). Closed tickets need one more
    permission to be reopened.
    """
    if _needs_more(action, state, person):
        return False
    if action in _OF_THE_OWNER:
        return owner.is_under(person) or owner.includes(person)
    if action in _OF_THE_AREA:
        in_their_area = owner.area in person.areas
        return in_their_area or owner.is_under(person) or owner.includes(person)
    return True


def require_permit(action: Action, state: State, owner: Owner, person: Person) -> None:
    """Raise Forbidden unless it is permitted."""
    if permits(action, state, owner, person):
        return
    if _needs_more(action, state, person):
        sentence = f"To reopen a closed ticket needs the permission {REOPEN_CLOSED}."
        raise Forbidden(sentence, permission=REOPEN_CLOSED)
    if action in _OF_THE_AREA:
        raise Forbidden(f"Only its own area may {action} this ticket.", code="not-your-area")
    sentence = f"Only its owner or a supervisor may {action} this ticket."
    raise Forbidden(sentence, code="not-your-ticket")


def _needs_more(action: Action, state: State, person: Person) -> bool:
    reopens_closed = action is Action.REOPEN and state is State.CLOSED
    return reopens_closed and not person.may(REOPEN_CLOSED)
