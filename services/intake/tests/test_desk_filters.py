"""What the lists of the desk can be asked for."""

from typing import Any
from uuid import UUID

import pytest
from services.intake.tests.list_plans import MANY

from chassis_testing.harness import Harness

Headers = dict[str, str]
PATH = "/api/v1/contacts"


@pytest.fixture
async def desk(intake: Harness[Any], ana: Headers) -> Harness[Any]:
    """Four hundred contacts; one in five is Ana's."""
    async with intake.system() as connection:
        viewer = ana["X-Account-Id"]
        await connection.exec_driver_sql(MANY.format(viewer=viewer, number=400))
        await connection.exec_driver_sql(
            "update contact set customer_id = gen_random_uuid() where number % 3 = 0"
        )
    return intake


async def rows(desk: Harness[Any], who: Headers, **query: Any) -> list[dict[str, Any]]:
    answer = await desk.client.get(PATH, params={"limit": 200, **query}, headers=who)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_each_filter_leaves_what_it_says(desk: Harness[Any], ana: Headers) -> None:
    """C05–C20, C60."""
    every = await rows(desk, ana, screen="chats")
    middle = every[len(every) // 2]["date"]
    wanted: dict[str, tuple[dict[str, Any], Any]] = {
        "state": ({"state": "open"}, lambda r: r["state"]["code"] == "open"),
        "city": ({"city": "Funes"}, lambda r: r["city"] == "Funes"),
        "since": ({"since": middle}, lambda r: r["date"] >= middle),
        "until": ({"until": middle}, lambda r: r["date"] < middle),
        "holder": ({"holder": ana["X-Account-Id"]}, lambda r: r["claim"]["code"] == "mine"),
        "mine": ({"claim": "mine"}, lambda r: r["claim"]["code"] == "mine"),
        "unknown": ({"unidentified": True}, lambda r: r["customer_id"] is None),
        "known": ({"unidentified": False}, lambda r: r["customer_id"] is not None),
        "queue": ({"queue": "soporte"}, lambda r: r["desk_queue"] == "soporte"),
        "nothing": ({"reason": "none-such"}, lambda r: False),
    }
    for name, (query, fits) in wanted.items():
        found = [row["id"] for row in await rows(desk, ana, screen="chats", **query)]
        assert found == [row["id"] for row in every if fits(row)], name
        assert name == "nothing" or 0 < len(found) < len(every), name


async def test_a_list_can_begin_with_the_oldest(desk: Harness[Any], ana: Headers) -> None:
    newest_first = [row["id"] for row in await rows(desk, ana, screen="chats")]
    found: list[str] = []
    query: dict[str, Any] = {"screen": "chats", "sort": "date", "limit": 30}
    while True:
        page = (await desk.client.get(PATH, params=query, headers=ana)).json()
        found += [row["id"] for row in page["items"]]
        if page["next"] is None:
            break
        query["after"] = page["next"]

    assert found == newest_first[::-1]


async def test_who_waits_longest_comes_first(desk: Harness[Any], ana: Headers) -> None:
    waiting = await rows(desk, ana, screen="chats", sort="waiting")

    assert waiting
    assert all(row["claim"]["code"] == "free" for row in waiting)
    assert all(row["state"]["code"] != "closed" for row in waiting)
    seconds = [row["waiting_seconds"] for row in waiting]
    assert seconds == sorted(seconds, reverse=True)


async def test_a_contact_that_was_never_taken_and_is_closed_does_not_wait(
    desk: Harness[Any], ana: Headers
) -> None:
    for row in await rows(desk, ana, screen="chats"):
        never = row["claim"]["code"] == "free" and row["state"]["code"] == "closed"
        assert (row["waiting_seconds"] is None) is never


async def test_counts_say_how_long_the_lists_are(desk: Harness[Any], ana: Headers) -> None:
    queries: list[dict[str, Any]] = [
        {"screen": "chats"},
        {"screen": "chats", "city": "Funes"},
        {"screen": "chats", "claim": "free"},
        {"screen": "chats", "queue": "ventas"},
        {"screen": "mine"},
        {"screen": "chats", "state": "open", "unidentified": True},
    ]
    for query in queries:
        answer = await desk.client.get(f"{PATH}/count", params=query, headers=ana)
        for state, number in answer.json()["states"].items():
            listed = await rows(desk, ana, **{**query, "state": state})
            free = query.get("claim") == "free" and state == "closed"
            assert number == (0 if free else len(listed)), (query, state)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"screen": "lobby"},
        {"screen": "chats", "colour": "red"},
        {"screen": "chats", "state": "odd"},
        {"screen": "chats", "sort": "name"},
        {"screen": "chats", "since": "2026-11-20T10:00:00"},
        {"screen": "chats", "holder": "me"},
        {"screen": "chats", "limit": 0},
        {"screen": "chats", "limit": 201},
        {"screen": "chats", "sort": "waiting", "state": "closed"},
        {"screen": "chats", "sort": "waiting", "holder": str(UUID(int=1))},
    ],
)
async def test_what_is_not_a_filter_is_refused(
    intake: Harness[Any], ana: Headers, query: dict[str, Any]
) -> None:
    assert (await intake.client.get(PATH, params=query, headers=ana)).status_code == 422
