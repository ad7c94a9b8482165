"""A list in which few contacts are what is asked for is looked through a stretch at a time."""

from typing import Any

import pytest

from chassis_testing.harness import Harness
from intake.outbound.desk_lists import MOST_LOOKED_AT

Headers = dict[str, str]
PATH = "/api/v1/contacts"
YOUNG, OLD, OLDEST = 10, MOST_LOOKED_AT + 300, MOST_LOOKED_AT + 400
CONTACTS = """
insert into contact (id, source, channel, external_id, version, state, screen, received_at,
                     accepted_at, routed_to)
select gen_random_uuid(), 'web', 'chat', n::text, 1,
       case when n = {oldest} then 'open' else 'closed' end, 'chats',
       now() - n * interval '1 second', now(),
       case when n in ({young}, {old}, {oldest}) then 'soporte' else 'ventas' end
from generate_series(1, {number}) as n
"""


@pytest.fixture
async def desk(intake: Harness[Any]) -> Harness[Any]:
    """A history in which a queue had three contacts; the oldest one is still open."""
    numbers = {"young": YOUNG, "old": OLD, "oldest": OLDEST, "number": MOST_LOOKED_AT + 500}
    async with intake.system() as connection:
        await connection.exec_driver_sql(CONTACTS.format(**numbers))
    return intake


async def pages(desk: Harness[Any], who: Headers, **query: Any) -> list[list[str]]:
    """The states of the rows of every page, to the end."""
    found: list[list[str]] = []
    question = {"screen": "chats", "queue": "soporte", **query}
    while True:
        page = (await desk.client.get(PATH, params=question, headers=who)).json()
        found.append([row["state"]["code"] for row in page["items"]])
        if page["next"] is None:
            return found
        question["after"] = page["next"]


async def test_a_page_says_how_far_was_looked_and_none_is_left_out(
    desk: Harness[Any], ana: Headers
) -> None:
    """What is older than the stretch of closed ones waits, though it is found among the open."""
    assert await pages(desk, ana) == [["closed"], ["closed", "open"]]


async def test_oldest_first_as_well(desk: Harness[Any], ana: Headers) -> None:
    assert await pages(desk, ana, sort="date") == [["open", "closed"], ["closed"]]


async def test_a_full_page_leads_on_by_its_last_row(desk: Harness[Any], ana: Headers) -> None:
    assert await pages(desk, ana, limit=1) == [["closed"], ["closed"], ["open"]]


async def test_a_stretch_without_any_leads_on_all_the_same(
    desk: Harness[Any], ana: Headers
) -> None:
    assert await pages(desk, ana, queue="nobody") == [[], []]


async def test_where_all_was_looked_at_the_list_ends(desk: Harness[Any], ana: Headers) -> None:
    assert await pages(desk, ana, state="open") == [["open"]]
    assert await pages(desk, ana, sort="waiting") == [["open"]]
