"""Accounts are found among many, and finding them reads few."""

from typing import Any

import pytest
from services.directory.tests.conftest import Accounts

from chassis_testing.harness import Harness
from directory.application.ports import AccountFilter
from directory.domain.roles import Role
from directory.outbound.queries import page_of_accounts
from directory.outbound.transaction import SqlTransaction

Directory = Harness[SqlTransaction]

# Mostly customers of the portal; two hundred people of the company.
_FILL = """
insert into account (id, login, name, email, role, areas, active, version, search)
select gen_random_uuid(), 'user' || lpad(n::text, 5, '0'), 'Name ' || n,
  n || '@example.com', case when n % 100 = 0 then 'operator' else 'customer' end,
  case when n % 1000 = 0 then array['rare'] when n % 100 = 0 then array['support']
    else array[]::text[] end,
  true, 1, ' com example name ' || substr(md5(n::text), 1, 12) || ' user' || lpad(n::text, 5, '0')
from generate_series(1, 20000) n
"""


_TAKE_TIME = """
select set_config(name, '90s', false) from pg_settings
where name in ('statement_timeout', 'transaction_timeout')
"""


async def logins(
    directory: Directory, headers: dict[str, str], **params: str
) -> tuple[list[str], str | None]:
    """Of a page that is asked for, and how the next one is asked for."""
    answer = await directory.client.get("/api/v1/accounts", params=params, headers=headers)
    assert answer.status_code == 200, answer.text
    page = answer.json()
    return [each["login"] for each in page["items"]], page["next"]


async def test_accounts_are_found_by_name_login_address_role_and_area(
    directory: Directory, accounts: Accounts
) -> None:
    """B08, B15: also after a change, in pages, and all that is asked for at once."""
    headers = await accounts.manager()
    nora = {"login": "nora", "name": "Nora Ñandú", "email": "n.n@tero.example", "role": "employee"}
    answer = await accounts.register(headers, **nora, areas=[])
    await accounts.bring(headers, accounts.ana, accounts.ana | {"login": "ana2", "areas": []})

    for params, found in {
        "ñandu": ["nora"],
        "GÓMEZ ana": ["ana.gomez", "ana2"],
        "ana.go": ["ana.gomez", "ana2"],
        "n.n@tero": ["nora"],
        "andu": [],
        "%": [],
    }.items():
        assert (await logins(directory, headers, query=params))[0] == found, params
    assert (await logins(directory, headers, role="employee"))[0] == ["nora"]
    both = {"query": "ana", "role": "operator"}
    assert (await logins(directory, headers, **both, area="support"))[0] == ["ana.gomez"]
    first, after = await logins(directory, headers, **both, limit="1")
    assert after is not None
    assert (first, await logins(directory, headers, **both, limit="1", after=after)) == (
        ["ana.gomez"],
        (["ana2"], None),
    )

    url = f"/api/v1/accounts/{answer.json()['account_id']}"
    await directory.client.patch(url, json={"name": "Nora Paz"}, headers=headers)
    assert (await logins(directory, headers, query="nora pa"))[0] == ["nora"]
    assert (await logins(directory, headers, query="ñandú"))[0] == []


@pytest.mark.parametrize(
    "params", [{"query": "a\x00"}, {"query": "a" * 201}, {"role": "king"}, {"area": ""}]
)
async def test_a_question_that_makes_no_sense_is_refused(
    directory: Directory, accounts: Accounts, params: dict[str, str]
) -> None:
    headers = await accounts.manager()
    answer = await directory.client.get("/api/v1/accounts", params=params, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")


async def test_no_search_reads_or_sorts_the_table(directory: Directory) -> None:
    wanted = {
        "all": AccountFilter(),
        "a common word": AccountFilter("name"),
        "a rare word": AccountFilter("c4ca4238a0b9"),
        "a word and a rare one": AccountFilter("name c4ca4238a0b9"),
        "two letters that nobody has": AccountFilter("zq"),
        "a role": AccountFilter(role=Role.OPERATOR),
        "a role that nobody has": AccountFilter(role=Role.TECHNICIAN),
        "a role and a rare word": AccountFilter("c4ca4238a0b9", role=Role.CUSTOMER),
        "a rare area": AccountFilter(area="rare"),
        "an area that nobody has": AccountFilter(area="none"),
    }
    async with directory.service.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.exec_driver_sql(_TAKE_TIME)
        await connection.exec_driver_sql(_FILL)
        # What many were written at once waits in the index to be sorted in, as for autovacuum.
        await connection.exec_driver_sql("vacuum analyze account")
        driver: Any = (await connection.get_raw_connection()).driver_connection
        for name, filter_ in wanted.items():
            for last in ("", "user08000"):
                sql, values = page_of_accounts(filter_, last, 50)
                said = await driver.fetchval(f"explain (analyze, format json) {sql}", *values)
                nodes = nodes_of(said[0]["Plan"])
                read = sum(rows_read(each) for each in nodes if "Relation Name" in each)
                assert "Seq Scan" not in {each["Node Type"] for each in nodes}, name
                assert read < 700, f"{name} reads {read} rows"


def rows_read(node: dict[str, Any]) -> float:
    """Rows this step read, in all its loops."""
    each = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
    return float(each * node["Actual Loops"])


def nodes_of(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """All steps of a plan."""
    return [plan, *(node for child in plan.get("Plans", []) for node in nodes_of(child))]
