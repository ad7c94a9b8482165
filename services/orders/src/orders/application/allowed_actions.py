"""Which actions a screen may offer somebody, so that it never has to guess."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from orders.domain.dispatch import ACTIVE, DispatchState
from orders.domain.state import LIVE, State


class Action(StrEnum):
    """What people do with an order that is there."""

    DISPATCH = "dispatch"
    BOOK = "book"
    RESCHEDULE = "reschedule"
    FOLLOW_UP = "follow-up"
    FINISH = "finish"
    CANCEL = "cancel"
    RECONCILE = "reconcile"


PERMISSION_FOR: Mapping[Action, str] = {
    Action.DISPATCH: "orders.dispatch",
    Action.BOOK: "orders.schedule",
    Action.RESCHEDULE: "orders.schedule",
    Action.FOLLOW_UP: "orders.follow-up",
    Action.FINISH: "orders.finish",
    Action.CANCEL: "orders.cancel",
    Action.RECONCILE: "orders.dispatch",
}


@dataclass(frozen=True)
class Situation:
    """What the answer depends on."""

    state: State
    dispatch: DispatchState
    needs_reconciliation: bool
    only_iclass_finishes: bool

    def allows(self, action: Action) -> bool:
        """Whether the order itself would not refuse; what its customer lacks is told when asked."""
        live, in_iclass = self.state in LIVE, self.dispatch in ACTIVE
        match action:
            case Action.DISPATCH:
                return live and not in_iclass
            case Action.BOOK:
                return live and self.state is not State.IN_PROGRESS
            case Action.RESCHEDULE:
                return live and self.state is not State.RESCHEDULE
            case Action.FINISH:
                return live and not (in_iclass and self.only_iclass_finishes)
            case Action.CANCEL:
                return live
            case Action.RECONCILE:
                return self.needs_reconciliation
            case Action.FOLLOW_UP:
                return True


def allowed_actions(situation: Situation, may: Callable[[str], bool]) -> list[str]:
    """What somebody with these permissions may do to such an order now, in the order of `Action`."""
    return [
        action.value
        for action, permission in PERMISSION_FOR.items()
        if may(permission) and situation.allows(action)
    ]
