"""Which actions a screen may offer somebody, so that it never has to guess."""

from collections.abc import Mapping

from tickets.domain.lifecycle import Action, State, is_allowed
from tickets.domain.people import Owner, Person
from tickets.domain.permits import permits

PERMISSION_FOR: Mapping[Action, str] = {
    Action.ASSIGN: "tickets.assign",
    Action.START: "tickets.finish",
    Action.COMMENT: "tickets.comment",
    Action.FINISH: "tickets.finish",
    Action.CLOSE: "tickets.close",
    Action.REOPEN: "tickets.reopen",
    Action.CANCEL: "tickets.cancel",
    Action.RECATEGORIZE: "tickets.recategorize",
}


def allowed_actions(state: State, owner: Owner, person: Person) -> list[str]:
    """What this person may do to such a ticket now, in the order of `Action`."""
    return [
        action.value
        for action, permission in PERMISSION_FOR.items()
        if is_allowed(action, state)
        and person.may(permission)
        and permits(action, state, owner, person)
    ]
