"""The states of a ticket, and what may be done in each."""

from collections.abc import Mapping
from enum import StrEnum

from chassis.errors import Conflict


class State(StrEnum):
    """Where a ticket is. Nothing leads back to `registered`; nothing leaves `cancelled`."""

    REGISTERED = "registered"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    FINISHED = "finished"
    CLOSED = "closed"
    CANCELLED = "cancelled"


PENDING = frozenset({State.REGISTERED, State.ASSIGNED, State.IN_PROGRESS})


class Action(StrEnum):
    """What people do to a ticket."""

    ASSIGN = "assign"
    START = "start"
    COMMENT = "comment"
    FINISH = "finish"
    CLOSE = "close"
    REOPEN = "reopen"
    CANCEL = "cancel"
    RECATEGORIZE = "recategorize"


_ALLOWED_IN: Mapping[Action, frozenset[State]] = {
    Action.ASSIGN: PENDING,
    Action.START: frozenset({State.ASSIGNED}),
    Action.COMMENT: frozenset(State) - {State.CANCELLED},
    Action.FINISH: frozenset({State.ASSIGNED, State.IN_PROGRESS}),
    Action.CLOSE: frozenset({State.FINISHED}),
    Action.REOPEN: frozenset({State.FINISHED, State.CLOSED}),
    Action.CANCEL: PENDING,
    Action.RECATEGORIZE: PENDING,
}


class NotAllowedNow(Conflict):
    """The ticket's state does not allow this; `state` among the facts says which it is."""


def is_allowed(action: Action, state: State) -> bool:
    """Whether this may be done to a ticket in this state."""
    return state in _ALLOWED_IN[action]


def require(action: Action, state: State) -> None:
    """Raise NotAllowedNow, with a code that says what is in the way."""
    if not is_allowed(action, state):
        code = _obstacle(action, state)
        sentence = f"Cannot {action} this ticket: {code.replace('-', ' ')}."
        raise NotAllowedNow(sentence, code=code, state=state.value)


def _obstacle(action: Action, state: State) -> str:
    if state in (State.CANCELLED, State.CLOSED, State.FINISHED):
        return f"ticket-is-{state}"
    if action in (Action.CLOSE, Action.REOPEN):
        return "ticket-not-finished"
    return "ticket-not-assigned"
