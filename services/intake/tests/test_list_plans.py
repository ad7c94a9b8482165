"""The plans of the desk's lists are those that are kept beside this file.

A list that sorts, or reads a table from end to end, is quick with the contacts of a test and slow
with those of a year. Where a plan has become another one for good, its file is written anew.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from services.intake.tests.list_plans import MANY, QUERIES, VIEWER, plan_of, shape
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from chassis.reach import Reach, Scope
from chassis.row_security import SYSTEM_SESSION, tell_scope
from chassis_testing.servers import CreateDatabase

PLANS = Path(__file__).with_name("plans")
MOST_BLOCKS = 700


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(create_lasting_database: CreateDatabase) -> AsyncIterator[AsyncConnection]:
    """Forty thousand contacts, seen by a supervisor."""
    settings = {"server_settings": SYSTEM_SESSION}
    engine = create_async_engine(await create_lasting_database("intake"), connect_args=settings)
    async with engine.begin() as connection:
        await connection.exec_driver_sql(MANY.format(viewer=VIEWER, number=40_000))
        await connection.exec_driver_sql("analyze contact")
    async with engine.connect() as connection, connection.begin():
        await tell_scope(connection, Scope(Reach.AREA))
        yield connection
    await engine.dispose()


@pytest.mark.parametrize("name", QUERIES)
async def test_a_list_is_read_as_its_plan_says(desk: AsyncConnection, name: str) -> None:
    """First pages cost the same with ten thousand contacts and with five million."""
    plan = await plan_of(desk, QUERIES[name])

    assert shape(plan) == (PLANS / f"{name}.txt").read_text()
    assert plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] < MOST_BLOCKS


async def test_found_contacts_are_read_by_their_ids(desk: AsyncConnection) -> None:
    """What is sorted are the few that a search has led to."""
    ids = (await desk.exec_driver_sql("select id from contact limit 200")).scalars().all()
    plan = await plan_of(desk, {"screen": "chats"}, list(ids))

    assert "contact_pkey" in shape(plan)
    assert "Seq Scan" not in shape(plan)


def test_every_kept_plan_is_of_a_list() -> None:
    assert {file.stem for file in PLANS.iterdir()} == set(QUERIES)


@pytest.mark.parametrize("name", QUERIES)
def test_no_list_sorts_or_reads_everything(name: str) -> None:
    kept = (PLANS / f"{name}.txt").read_text()
    steps = {line.strip().split(" contact")[0].split(" by ")[0] for line in kept.splitlines()}

    assert steps <= {"Limit", "Merge Append", "Subquery Scan", "Index Scan", "Result"}
