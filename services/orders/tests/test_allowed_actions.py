"""`allowed_actions` is what the service does: what is listed succeeds, all else is refused."""

from collections.abc import Awaitable, Callable
from itertools import product
from typing import Any

import pytest

from chassis_testing.harness import Harness
from orders.application.allowed_actions import PERMISSION_FOR, Action
from orders.application.ports import Transaction
from orders.domain.dispatch import DispatchState
from orders.domain.state import State

Orders = Harness[Transaction]
Headers = dict[str, str]
Make = Callable[..., Awaitable[dict[str, Any]]]
COMMANDS: dict[Action, tuple[str, dict[str, str]]] = {
    Action.DISPATCH: ("dispatch", {}),
    Action.BOOK: ("slots", {"day": "2999-11-24", "start": "09:00", "end": "12:00"}),
    Action.RESCHEDULE: ("reschedule", {"reason": "No había nadie"}),
    Action.FOLLOW_UP: ("follow-ups", {"body": "Se avisó"}),
    Action.FINISH: ("finish", {"resolution": "Listo"}),
    Action.CANCEL: ("cancel", {"reason": "Se mudó"}),
    Action.RECONCILE: ("reconcile", {"note": "Visto"}),
}
_SITUATION = """
update service_order set state = $2, dispatch_state = $3, needs_reconciliation = $4,
  closed_at = case when $2 in ('finished', 'cancelled') then now() end,
  closed_by_name = 'Ana', closed_via = 'platform', resolution = 'x'
where id = $1
"""
_KIND = "update order_type set only_iclass_finishes = $1 where code = 'technical-service'"


async def put(orders: Orders, order_id: str, situation: tuple[Any, ...]) -> None:
    """Has the order as it would be after everything that leads there."""
    state, dispatch, is_told_otherwise, only_iclass = situation
    async with orders.system() as connection:
        await connection.exec_driver_sql(_KIND, (only_iclass,))
        values = (order_id, state.value, dispatch.value, is_told_otherwise)
        await connection.exec_driver_sql(_SITUATION, values)


@pytest.mark.parametrize("state", State)
async def test_what_is_listed_succeeds_and_nothing_else(
    orders: Orders, an_order: Make, show: Callable[[str], Awaitable[Any]], act: Any, state: State
) -> None:
    """A17 to A20, A37, A39, A43, A46, A53: each command against each situation."""
    order = await an_order()
    for rest in product(DispatchState, (False, True), (False, True)):
        await put(orders, order["id"], (state, *rest))
        listed = (await show(order["id"]))["allowed_actions"]
        done = []
        for action, (command, body) in COMMANDS.items():
            await put(orders, order["id"], (state, *rest))
            status, _ = await act(order["id"], command, **body)
            assert status in (200, 201, 202, 409), (action, status)
            if status != 409:
                done.append(action.value)
        assert listed == done, rest


@pytest.mark.parametrize("action", Action)
async def test_each_action_takes_its_own_permission(
    orders: Orders, an_order: Make, action: Action
) -> None:
    """Who may one thing is shown that thing, and may do it."""
    order = await an_order()
    permission = PERMISSION_FOR[action]
    who = await orders.account("orders.read", "scope.all", permission, role="supervisor")
    path = f"/api/v1/orders/{order['id']}"

    shown = (await orders.client.get(path, headers=who)).json()["allowed_actions"]
    command, body = COMMANDS[action]
    answer = await orders.client.post(f"{path}/{command}", json=body, headers=who)

    theirs = [each for each in Action if PERMISSION_FOR[each] == permission]
    situations = {Action.RECONCILE}
    assert shown == [each.value for each in theirs if each not in situations]
    assert answer.status_code in ((409,) if action in situations else (200, 201, 202))
