"""What is asked at every moment of a desk in use reads no more than it shows, or all only once."""

from typing import Any

import pytest

from chassis.causes import fresh_cause
from chassis_testing.harness import Harness
from intake.outbound.search_index import index_some

NUMBER = 5_000
CONTACTS = """
insert into contact (id, source, channel, external_id, version, state, screen, received_at,
                     accepted_at, routed_to, phone)
select gen_random_uuid(), 'web', 'chat', n::text, 1, 'open', 'chats',
       now() - n * interval '1 second', now(), 'queue-' || n % 5, '+5493415551234'
from generate_series(1, {number}) as n
"""


@pytest.fixture
async def desk(intake: Harness[Any]) -> Harness[Any]:
    """Very many wait, all from one telephone nobody knows."""
    async with intake.system() as connection:
        await connection.exec_driver_sql(CONTACTS.format(number=NUMBER))
    async with intake.system() as connection:
        await connection.exec_driver_sql("analyze contact")
    return intake


async def test_new_contacts_are_made_findable_before_a_backlog(
    desk: Harness[Any], channels: Any
) -> None:
    async with desk.system() as connection:
        await connection.exec_driver_sql(
            "with noted as (delete from contact_unsearched returning *)"
            " insert into contact_unsearched_backlog select * from noted"
        )
    new = await channels.chat()
    async with desk.system() as connection:
        # One of before has other texts since.
        await connection.exec_driver_sql(
            "update contact set name = 'Zoe' where id = (select contact_id"
            " from contact_unsearched_backlog limit 1)"
        )
    async with desk.service.database.begin(fresh_cause()) as tx:
        at_once = await index_some(tx.kernel)

    found = [row["contact_id"] for row in await desk.rows("select contact_id from contact_search")]
    assert new in found
    assert NUMBER > at_once == len(found) > 200
