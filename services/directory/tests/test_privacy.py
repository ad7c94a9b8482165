"""Telling a person what is known of them, and forgetting them, across all services (row 42)."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx2
import pytest

from chassis import database
from chassis.privacy_answers import ERASE_AGAIN
from chassis.upkeep import do
from chassis_testing.harness import Emitted, Harness, record_of
from contracts.privacy import (
    ErasureAskedV1,
    ErasureReceiptV1,
    ExportAskedV1,
    ExportPartV1,
    ExportReceiptV1,
)
from directory.domain.customer import customer_id_of
from directory.outbound.privacy_store import SERVICES
from directory.outbound.transaction import SqlTransaction

Directory = Harness[SqlTransaction]
Bring = Callable[[list[dict[str, Any]]], Awaitable[httpx2.Response]]
CANARIES = ("Núñez", "nunez", "27888999", "4123456", "eva@example.com", "Belgrano")


async def asked(directory: Directory, what: str, customer_id: UUID) -> dict[str, Any]:
    """The request, as it was answered."""
    headers = await directory.account("customers.export", "customers.erase", "customers.read")
    answer = await directory.client.post(
        f"/api/v1/customers/{customer_id}/{what}",
        headers=headers | {"Idempotency-Key": f"{what}-{customer_id}"},
    )
    assert answer.status_code == 202, answer.text
    request: dict[str, Any] = answer.json()["request"]
    return request


async def last(directory: Directory, kind: str) -> Emitted:
    """The newest event of a type."""
    return [event for event in await directory.emitted() if event.type == kind][-1]


async def erased(directory: Directory, customer_id: UUID) -> dict[str, Any]:
    """Ask, and let the service hear of it as every other one does."""
    request = await asked(directory, "erase", customer_id)
    told = await last(directory, ErasureAskedV1.type)
    await directory.deliver([record_of(ErasureAskedV1(**told.data), key=customer_id, version=None)])
    await directory.fire(ERASE_AGAIN)
    receipt = await last(directory, ErasureReceiptV1.type)
    await directory.deliver(
        [record_of(ErasureReceiptV1(**receipt.data), key=receipt.key, version=None)]
    )
    return request


async def dump(directory: Directory) -> str:
    """All that the customers' tables hold."""
    tables = ("customer", "contract", "unit", "customer_change", "privacy_part")
    return str([await directory.rows(f"select * from {table}") for table in tables])  # noqa: S608


async def test_a_forgotten_customer_leaves_no_word(
    directory: Directory, bring: Bring, eva: dict[str, Any]
) -> None:
    await bring([eva])
    customer_id = customer_id_of(eva["number"])
    before = await dump(directory)
    assert [canary for canary in CANARIES if canary not in before] == []

    await erased(directory, customer_id)

    kept = await dump(directory)
    assert [canary for canary in CANARIES if canary in kept] == []
    changed = await last(directory, "directory.customer-changed.v1")
    assert (changed.key, changed.sequence) == (str(customer_id), 3)
    assert [canary for canary in CANARIES if canary in str(changed.data)] == []


async def test_no_import_brings_them_back(
    directory: Directory, bring: Bring, eva: dict[str, Any], shop: dict[str, Any]
) -> None:
    """The list of the forgotten holds ids that follow from the numbers, not the numbers."""
    await bring([eva])
    await erased(directory, customer_id_of(eva["number"]))
    events = len(await directory.emitted())

    report = (await bring([eva | {"name": "Eva Núñez de Paz"}, shop])).json()

    assert (report["created"], report["updated"]) == (1, 0)
    kept = await dump(directory)
    assert [canary for canary in CANARIES if canary in kept] == []
    assert len(await directory.emitted()) == events + 1


async def test_the_request_shows_who_has_not_answered_and_until_when(
    directory: Directory, bring: Bring, eva: dict[str, Any]
) -> None:
    await bring([eva])
    request = await erased(directory, customer_id_of(eva["number"]))
    assert not request["done"]
    assert request["missing"] == sorted(SERVICES)
    headers = await directory.account("customers.read")
    path = f"/api/v1/privacy-requests/{request['request_id']}"

    before = (await directory.client.get(path, headers=headers)).json()
    for service in SERVICES - {"directory"}:
        receipt = ErasureReceiptV1(
            request_id=request["request_id"], service=service, rows={"things": 2}
        )
        await directory.deliver([record_of(receipt, key=request["request_id"], version=None)] * 2)
    after = (await directory.client.get(path, headers=headers)).json()

    assert set(before["missing"]) == SERVICES - {"directory"}
    assert (before["done"], before["overdue"]) == (False, False)
    assert before["deadline"] > before["asked_at"]
    assert (after["done"], after["missing"]) == (True, [])
    assert len(after["receipts"]) == len(SERVICES)


async def test_an_export_gathers_what_services_tell(
    directory: Directory, bring: Bring, eva: dict[str, Any]
) -> None:
    await bring([eva])
    customer_id = customer_id_of(eva["number"])
    request = await asked(directory, "export", customer_id)
    told = await last(directory, ExportAskedV1.type)
    await directory.deliver([record_of(ExportAskedV1(**told.data), key=customer_id, version=None)])
    answers = [event for event in await directory.emitted() if event.key == request["request_id"]]
    parts = [ExportPartV1(**each.data) for each in answers if each.type == ExportPartV1.type]
    receipt = ExportReceiptV1(**answers[-1].data)
    await directory.deliver(
        [record_of(each, key=request["request_id"], version=None) for each in (*parts, receipt)]
    )

    headers = await directory.account("customers.export")
    path = f"/api/v1/privacy-requests/{request['request_id']}/export"
    answer = await directory.client.get(path, headers=headers)

    tables = {item["table"]: item["rows"] for item in answer.json()["items"]}
    assert tables["customer"][0]["name"] == "Eva Núñez"
    assert {row["address"] for row in tables["contract"]} == {"Belgrano 120", "Mitre 5"}
    assert "fingerprint" not in tables["customer"][0]
    assert answer.headers["cache-control"] == "no-store"

    await erased(directory, customer_id)
    again = await directory.client.get(path, headers=headers)
    assert again.json()["items"] == []


_PUT_PARTS = """
with asked as (
  insert into privacy_request
    (id, what, customer_id, asked_at, asked_by, asked_by_name, deadline)
  select gen_random_uuid(), 'export', $1, now() - make_interval(days => days), $1, 'Ana', now()
  from unnest(array[6, 8, 9]) as days
  returning id, asked_at)
insert into privacy_part (request_id, service, number, about, rows)
select id, 'intake', n, extract(day from now() - asked_at)::text, '[]'
from asked, generate_series(1, 2) as n
"""


async def test_exports_are_forgotten_after_a_week(
    directory: Directory, bring: Bring, eva: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of them, although each transaction forgets but one piece."""
    monkeypatch.setattr(database, "_FORGOTTEN_AT_ONCE", 1)
    await bring([eva])
    async with directory.system() as connection:
        await connection.exec_driver_sql(_PUT_PARTS, (customer_id_of(eva["number"]),))

    for chore in directory.service.definition.chores:
        await do(directory.service.database.begin, chore)

    assert [row["about"] for row in await directory.rows("select about from privacy_part")] == [
        "6",
        "6",
    ]


async def test_who_may_and_who_may_not(
    directory: Directory, bring: Bring, eva: dict[str, Any]
) -> None:
    await bring([eva])
    customer_id, nobody = customer_id_of(eva["number"]), UUID(int=7)
    clerk = await directory.account("customers.read")
    officer = await directory.account("customers.export", "customers.erase", "customers.read")

    for what in ("export", "erase"):
        path = f"/api/v1/customers/{customer_id}/{what}"
        refused = await directory.client.post(path, headers=clerk | {"Idempotency-Key": "a"})
        missing = await directory.client.post(
            f"/api/v1/customers/{nobody}/{what}", headers=officer | {"Idempotency-Key": "b"}
        )
        assert (refused.status_code, missing.status_code) == (403, 404)
    unknown = await directory.client.get(f"/api/v1/privacy-requests/{nobody}", headers=officer)
    assert unknown.status_code == 404


async def test_asking_again_says_all_that_was_said_before(
    directory: Directory, bring: Bring, eva: dict[str, Any]
) -> None:
    """Of a customer the topic keeps the newest state alone; a rebuilt database reads nothing else.
    Who was merged when it was asked first is the same person, whatever was undone meanwhile."""
    await bring([eva, eva | {"number": "C-2", "contracts": []}])
    customer_id, other = customer_id_of(eva["number"]), customer_id_of("C-2")
    async with directory.system() as connection:
        sql = "update customer set merged_into = $1 where id = $2"
        await connection.exec_driver_sql(sql, (customer_id, other))
    await asked(directory, "erase", customer_id)
    async with directory.system() as connection:
        await connection.exec_driver_sql("update customer set merged_into = null")

    headers = await directory.account("customers.erase")
    path = f"/api/v1/customers/{customer_id}/erase"
    await directory.client.post(path, headers=headers | {"Idempotency-Key": "second"})

    told = [each for each in await directory.emitted() if each.type == ErasureAskedV1.type]
    assert [each.data["other_ids"] for each in told] == [[str(other)], [str(other)]]
    assert len({each.data["request_id"] for each in told}) == 2
