"""Dispatches as people see them, and the store behind."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.causes import fresh_cause
from chassis.errors import ConcurrentUpdate
from chassis.policies import policy_names
from chassis_testing.harness import Harness
from iclass_bridge.application.ports import Transaction
from iclass_bridge.inbound import http, webhook

Bridge = Harness[Transaction]
ARequest = Callable[..., Awaitable[UUID]]
ADispatch = Callable[..., Awaitable[tuple[UUID, str]]]

LIST = "/api/v1/dispatches"


@pytest.mark.parametrize("router", [http.router, webhook.router], ids=["people", "iclass"])
def test_every_route_declares_exactly_one_policy(router: Any) -> None:
    for route in router.routes:
        assert len(policy_names(route.dependant)) == 1, route.path


@pytest.mark.parametrize("path", ["", "/events", f"/{UUID(int=7)}"])
async def test_reading_needs_an_account_with_the_right_to(bridge: Bridge, path: str) -> None:
    other = await bridge.account("orders.read")

    assert (await bridge.client.get(LIST + path)).status_code == 401
    assert (await bridge.client.get(LIST + path, headers=other)).status_code == 403


async def test_the_list_is_paged_and_filtered(
    bridge: Bridge, a_request: ARequest, a_dispatch: ADispatch
) -> None:
    confirmed, _ = await a_dispatch()
    waiting = [str(await a_request()) for _ in range(3)]
    reader = await bridge.account("dispatches.read")

    async def page(query: str) -> dict[str, Any]:
        answer = await bridge.client.get(f"{LIST}?{query}", headers=reader)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    first = await page("state=requested&limit=2")
    rest = await page(f"state=requested&limit=2&after={first['next']}")
    of_state = await page("state=confirmed")

    found = [row["order_id"] for row in first["items"] + rest["items"]]
    assert (found, rest["next"]) == (waiting[::-1], None)
    assert [row["order_id"] for row in of_state["items"]] == [str(confirmed)]
    assert of_state["items"][0]["platform_state"] == "open"


@pytest.mark.parametrize("query", ["?state=lost", "?after=x", "?limit=0", "/events?status=x", "/1"])
async def test_a_wrong_question_is_refused(bridge: Bridge, query: str) -> None:
    reader = await bridge.account("dispatches.read")
    assert (await bridge.client.get(LIST + query, headers=reader)).status_code == 422


async def test_what_was_never_sent_is_not_found(bridge: Bridge) -> None:
    reader, mender = await bridge.account("dispatches.read"), await bridge.account("kernel.repair")

    missing = await bridge.client.get(f"{LIST}/{uuid4()}", headers=reader)
    no_event = await bridge.client.post(f"{LIST}/events/{uuid4()}/replay", headers=mender)

    assert (missing.status_code, missing.json()["code"]) == (404, "dispatch-unknown")
    assert (no_event.status_code, no_event.json()["code"]) == (404, "event-unknown")


async def test_a_row_that_changed_meanwhile_is_not_overwritten(
    bridge: Bridge, a_request: ARequest
) -> None:
    order_id = await a_request()
    async with bridge.service.database.begin(fresh_cause()) as tx:
        stale = await tx.dispatches.find(order_id)
    assert stale is not None
    async with bridge.service.database.begin(fresh_cause()) as tx:
        newer = await tx.dispatches.find(order_id)
        assert newer is not None
        await tx.dispatches.save(newer)

    with pytest.raises(ConcurrentUpdate):
        async with bridge.service.database.begin(fresh_cause()) as tx:
            await tx.dispatches.save(stale)
