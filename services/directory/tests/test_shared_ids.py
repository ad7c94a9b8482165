"""National ids that several customers have are looked for a stretch at a time."""

from typing import Any

import pytest

from chassis.causes import fresh_cause
from chassis_testing.harness import Harness
from directory.outbound import customer_queries

Directory = Harness[Any]
NUMBER = 3_000
LOOKED_AT = 100

# Each has an id of their own but for two pairs; each lies across the end of a stretch.
CUSTOMERS = """
insert into customer (id, number, name, kind, national_id_kind, national_id, phones, emails,
                      language, sort_name, search, fingerprint, version)
select gen_random_uuid(), 'C-' || lpad(n::text, 5, '0'), 'Ana', 'person', 'DNI',
       lpad((case when n in (101, 2001) then n - 1 else n end)::text, 8, '0'),
       '{{}}', '{{}}', 'es', 'ana', 'ana', '', 1
from generate_series(1, {number}) as n
"""
READ = """
select coalesce(sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)), 0)
from pg_stat_xact_user_tables where relname = 'customer'
"""


@pytest.fixture
async def known(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> Directory:
    """Very many customers."""
    monkeypatch.setattr(customer_queries, "MOST_LOOKED_AT", LOOKED_AT)
    async with directory.system() as connection:
        await connection.exec_driver_sql(CUSTOMERS.format(number=NUMBER))
    async with directory.system() as connection:
        await connection.exec_driver_sql("analyze customer")
    return directory


async def test_every_page_says_how_far_was_looked_and_none_is_left_out(known: Directory) -> None:
    """R08."""
    headers = await known.account("customers.read", role="supervisor")
    found: list[tuple[str, int]] = []
    after: dict[str, str] = {}
    requests = 0
    while True:
        path = "/api/v1/customers/duplicates"
        page = (await known.client.get(path, params=after, headers=headers)).json()
        found += [(each["national_id"], len(each["customers"])) for each in page["items"]]
        requests += 1
        if page["next"] is None:
            break
        after = {"after": page["next"]}

    assert found == [("00000100", 2), ("00002000", 2)]
    assert requests == NUMBER // LOOKED_AT


async def test_a_page_reads_no_more_than_a_stretch(known: Directory) -> None:
    async with known.service.database.begin(fresh_cause()) as tx:
        driver = await tx.kernel.driver()
        before = await driver.fetchval(READ)
        await tx.customer_queries.shared_ids("", 50)
        read = await driver.fetchval(READ) - before

    assert read < 2 * LOOKED_AT
