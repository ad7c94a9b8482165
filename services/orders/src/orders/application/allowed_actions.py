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

    @property
    def possible(self) -> Mapping[Action, bool]:
        """What the order itself would not refuse. What its customer lacks is told when asked."""
        live, in_iclass = self.state in LIVE, self.dispatch in ACTIVE
        return {
            Action.DISPATCH: live and not in_iclass,
            Action.BOOK: live and self.state is not State.IN_PROGRESS,
            Action.RESCHEDULE: live and self.state is not State.RESCHEDULE,
            Action.FOLLOW_UP: True,
            Action.FINISH: live and not (in_iclass and self.only_iclass_finishes),
            Action.CANCEL: live,
            Action.RECONCILE: self.needs_reconciliation,
        }


def allowed_actions(situation: Situation, may: Callable[[str], bool]) -> list[str]:
    """What somebody who has these permissions may do to it now, in the order of `Action`."""
    possible = situation.possible
    return [each.value for each in Action if possible[each] and may(PERMISSION_FOR[each])]
