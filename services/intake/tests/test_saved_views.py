"""Filters that people keep: their own are theirs alone, shared ones are everybody's."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from chassis_testing.harness import Harness
from intake.application.saved_views import MOST_OWN

Headers = dict[str, str]
VIEWS = "/api/v1/contacts/views"
FREE_CHATS = {"name": "Chats libres", "filters": {"screen": "chats", "claim": "free"}}


async def created(intake: Harness[Any], who: Headers, **body: Any) -> dict[str, Any]:
    answer = await intake.client.post(VIEWS, json={**FREE_CHATS, **body}, headers=who)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def names(intake: Harness[Any], who: Headers) -> list[str]:
    return [view["name"] for view in (await intake.client.get(VIEWS, headers=who)).json()]


async def test_a_view_is_kept_with_what_was_asked_and_no_more(intake: Harness[Any]) -> None:
    ana = await intake.account("contacts.read")
    view = await created(intake, ana)

    assert view["filters"] == FREE_CHATS["filters"]
    (found,) = (await intake.client.get(VIEWS, headers=ana)).json()
    assert found == view
    answer = await intake.client.get("/api/v1/contacts", params=found["filters"], headers=ana)
    assert answer.status_code == 200


async def test_nobody_sees_or_changes_what_another_keeps(intake: Harness[Any]) -> None:
    """Security row 21: it is as if it did not exist."""
    ana = await intake.account("contacts.read")
    ben = await intake.account("contacts.read", "contacts.share-views", role="supervisor")
    view = await created(intake, ana)
    path = f"{VIEWS}/{view['id']}"

    assert await names(intake, ben) == []
    change = await intake.client.put(path, json=FREE_CHATS, headers={**ben, "If-Match": '"1"'})
    assert change.status_code == 404
    assert (await intake.client.delete(path, headers=ben)).status_code == 404
    assert await names(intake, ana) == ["Chats libres"]


async def test_a_shared_view_is_everybodys_and_kept_by_who_may(intake: Harness[Any]) -> None:
    ana = await intake.account("contacts.read")
    boss = await intake.account("contacts.read", "contacts.share-views", role="supervisor")

    refused = await intake.client.post(VIEWS, json={**FREE_CHATS, "shared": True}, headers=ana)
    assert (refused.status_code, refused.json()["permission"]) == (403, "contacts.share-views")
    view = await created(intake, boss, shared=True)
    assert await names(intake, ana) == ["Chats libres"]
    path = f"{VIEWS}/{view['id']}"
    assert (await intake.client.delete(path, headers=ana)).status_code == 403
    assert (await intake.client.delete(path, headers=boss)).status_code == 204
    assert await names(intake, ana) == []


async def test_a_change_is_decided_on_what_was_seen(intake: Harness[Any]) -> None:
    """R04."""
    ana = await intake.account("contacts.read")
    view = await created(intake, ana)
    path, body = f"{VIEWS}/{view['id']}", {"name": "Otra", "filters": {"screen": "calls"}}

    async def change(seen: str) -> int:
        answer = await intake.client.put(path, json=body, headers={**ana, "If-Match": seen})
        return answer.status_code

    assert sorted(await asyncio.gather(*(change('"1"') for _ in range(5)))) == [200] + [412] * 4
    assert await change('"2"') == 200
    assert await names(intake, ana) == ["Otra"]
    assert (await intake.client.put(path, json=body, headers=ana)).status_code == 422


async def test_names_are_unique_and_their_number_bounded(intake: Harness[Any]) -> None:
    ana = await intake.account("contacts.read")
    await created(intake, ana)
    again = await intake.client.post(VIEWS, json=FREE_CHATS, headers=ana)
    assert (again.status_code, again.json()["code"]) == (409, "name-is-taken")

    async def add(number: int) -> int:
        body = {**FREE_CHATS, "name": str(number)}
        return (await intake.client.post(VIEWS, json=body, headers=ana)).status_code

    found = await asyncio.gather(*(add(number) for number in range(MOST_OWN + 5)))
    assert sorted(found) == [201] * (MOST_OWN - 1) + [409] * 6


async def test_sent_again_it_is_kept_once(intake: Harness[Any]) -> None:
    """R03."""
    ana = await intake.account("contacts.read")
    key = {"Idempotency-Key": str(uuid4())}
    first, second = [await created(intake, {**ana, **key}) for _ in range(2)]

    assert first == second
    assert len(await names(intake, ana)) == 1


async def test_no_view_keeps_whom_somebody_searched_for(intake: Harness[Any]) -> None:
    """Names and phones would stay there without end."""
    ana = await intake.account("contacts.read")
    view = await created(intake, ana)
    body = {"name": "Juan", "filters": {"screen": "chats", "q": "Juan Pérez"}}

    new = await intake.client.post(VIEWS, json=body, headers=ana)
    changed = await intake.client.put(
        f"{VIEWS}/{view['id']}", json=body, headers={**ana, "If-Match": '"1"'}
    )

    assert [(each.status_code, each.json()["code"]) for each in (new, changed)] == [
        (422, "view-with-words")
    ] * 2
    assert await names(intake, ana) == ["Chats libres"]


@pytest.mark.parametrize(
    "body",
    [
        {**FREE_CHATS, "name": " "},
        {**FREE_CHATS, "name": "x" * 101},
        {**FREE_CHATS, "filters": {"claim": "free"}},
        {**FREE_CHATS, "filters": {"screen": "chats", "colour": "red"}},
        {**FREE_CHATS, "filters": {"screen": "chats", "limit": 5}},
        {**FREE_CHATS, "filters": {"screen": "chats", "claim": "mine", "sort": "waiting"}},
        {**FREE_CHATS, "owner": "me"},
    ],
)
async def test_what_no_list_could_answer_is_not_kept(
    intake: Harness[Any], body: dict[str, Any]
) -> None:
    ana = await intake.account("contacts.read")

    assert (await intake.client.post(VIEWS, json=body, headers=ana)).status_code == 422
