"""What people at the desk get wrong; each gets a precise answer."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.pages import cursor_for
from chassis_testing.harness import Harness

PEOPLE = [
    ("GET", ""),
    ("GET", "/counts"),
    ("GET", f"/{UUID(int=7)}"),
    ("GET", f"/{UUID(int=7)}/transcript"),
    ("POST", f"/{UUID(int=7)}/take"),
    ("POST", f"/{UUID(int=7)}/return"),
    ("POST", f"/{UUID(int=7)}/finish"),
    ("POST", f"/{UUID(int=7)}/link"),
]


@pytest.mark.parametrize(("method", "path"), PEOPLE)
async def test_the_anonymous_are_refused(intake: Harness[Any], method: str, path: str) -> None:
    answer = await intake.client.request(method, f"/api/v1/contacts{path}")

    assert (answer.status_code, answer.json()["code"]) == (401, "token-required")


@pytest.mark.parametrize(("method", "path"), PEOPLE)
async def test_without_its_permission_nobody_gets_further(
    intake: Harness[Any], method: str, path: str
) -> None:
    somebody = await intake.account("tickets.read")

    answer = await intake.client.request(method, f"/api/v1/contacts{path}", headers=somebody)

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize("path", ["", "/transcript"])
async def test_an_unknown_contact_is_not_found(intake: Harness[Any], ana: Any, path: str) -> None:
    answer = await intake.client.get(f"/api/v1/contacts/{uuid4()}{path}", headers=ana)

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"screen": "everything"},
        {"screen": "calls", "state": "new"},
        {"screen": "calls", "claim": "yours"},
        {"screen": "calls", "limit": "201"},
        {"screen": "calls", "limit": "0"},
        {"screen": "calls", "city": "a\x00b"},
        {"screen": "calls", "sort": "name"},
        {"screen": "calls", "since": "0001-01-01T00:00:00+14:00"},
        {"screen": "calls", "until": "9999-12-31T23:59:59-14:00"},
    ],
)
async def test_a_list_says_which_filter_is_wrong(
    intake: Harness[Any], ana: Any, query: dict[str, str]
) -> None:
    answer = await intake.client.get("/api/v1/contacts", params=query, headers=ana)

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")


@pytest.mark.parametrize(
    "cursor",
    ["x", "W10", "WyIyMDI2LTExLTIwIiwxXQ", "WyIyMDI2LTExLTIwVDEyOjAwOjAwIiwiYWJjIl0"],
)
async def test_a_made_up_cursor_is_refused(intake: Harness[Any], ana: Any, cursor: str) -> None:
    query = {"screen": "calls", "after": cursor}
    answer = await intake.client.get("/api/v1/contacts", params=query, headers=ana)

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-cursor")


@pytest.mark.parametrize("path", ["contacts", "contacts/call-backs", "intake/mails-aside"])
async def test_a_cursor_s_time_is_one_of_ours_in_every_list(
    intake: Harness[Any], path: str
) -> None:
    """Another zone's was never written by a page, and may lie before all that can be kept."""
    somebody = await intake.account("contacts.read", "contacts.take", "contacts.ignore")

    for time in ("2026-11-23T09:00:00-03:00", "0001-01-01T00:00:00+14:00"):
        after = cursor_for([time, str(UUID(int=7))])
        query = {"screen": "calls", "after": after} if path == "contacts" else {"after": after}
        answer = await intake.client.get(f"/api/v1/{path}", params=query, headers=somebody)
        assert (answer.status_code, answer.json()["code"]) == (422, "wrong-cursor"), answer.text


@pytest.mark.parametrize("way", ["before", "after"])
async def test_a_conversation_goes_on_where_a_message_can_be(
    intake: Harness[Any], channels: Any, ana: Any, way: str
) -> None:
    contact_id = await channels.chat()
    for number in (1 << 31, 1 << 63):
        query = {way: cursor_for([None, number])}
        path = f"/api/v1/contacts/{contact_id}/messages"
        answer = await intake.client.get(path, params=query, headers=ana)

        assert (answer.status_code, answer.json()["code"]) == (422, "wrong-cursor")


@pytest.mark.parametrize("body", [{}, {"outcome": ""}, {"outcome": "x" * 2_001}, {"result": "x"}])
async def test_an_outcome_must_say_something(
    intake: Harness[Any], channels: Any, ana: Any, body: dict[str, str]
) -> None:
    contact_id = await channels.chat()
    answer = await intake.client.post(
        f"/api/v1/contacts/{contact_id}/finish", json=body, headers=ana
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")
