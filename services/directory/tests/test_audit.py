"""Reads of personal data are written down, and what is written down cannot be changed unseen
(row 40)."""

import asyncio
from typing import Any

import asyncpg
import pytest

from chassis.audit import verify
from chassis.causes import fresh_cause
from chassis.database import dsn
from chassis_testing.harness import Harness
from directory.domain.customer import customer_id_of
from directory.outbound.transaction import SqlTransaction

Directory = Harness[SqlTransaction]


async def state(directory: Directory) -> dict[str, Any]:
    """What the inspector is told."""
    headers = await directory.account("kernel.inspect")
    answer = await directory.client.get(
        "/api/v1/directory/kernel/audit/verification", headers=headers
    )
    found: dict[str, Any] = answer.json()
    return found


async def looked_at(directory: Directory, eva: dict[str, Any], times: int) -> dict[str, str]:
    """So many reads of one customer, at once; whose they were."""
    headers = await directory.account("customers.read")
    path = f"/api/v1/customers/{customer_id_of(eva['number'])}"
    await asyncio.gather(*(directory.client.get(path, headers=headers) for _ in range(times)))
    return headers


async def by_force(directory: Directory, deed: str) -> None:
    """What the owner of the tables can do."""
    connection = await asyncpg.connect(dsn(str(directory.service.settings.database_url)))
    await connection.execute("grant update, delete on kernel_audit to current_user")
    await connection.execute("alter table kernel_audit disable trigger only_added_to")
    await connection.execute(deed)
    await connection.close()


async def test_who_looked_at_whom_is_written_down(
    directory: Directory, bring: Any, eva: dict[str, Any]
) -> None:
    await bring([eva])
    headers = await looked_at(directory, eva, 1)
    await directory.client.get("/api/v1/customers?query=nunez", headers=headers)

    rows = await directory.rows("select actor, action, subject from kernel_audit order by position")

    who, customer_id = headers["X-Account-Id"], str(customer_id_of(eva["number"]))
    assert rows == [
        {"actor": who, "action": "customers.read", "subject": customer_id},
        {"actor": who, "action": "customers.search", "subject": ""},
    ]


async def test_many_at_once_make_one_chain(
    directory: Directory, bring: Any, eva: dict[str, Any]
) -> None:
    await bring([eva])
    await looked_at(directory, eva, 20)

    found = await state(directory)

    assert (found["rows"], found["position"], found["broken_at"]) == (20, 20, None)
    assert len(found["hash"]) == 64


@pytest.mark.parametrize(
    "deed",
    [
        "update kernel_audit set actor = 'nobody'",
        "delete from kernel_audit",
        "truncate kernel_audit",
    ],
)
async def test_the_service_itself_can_change_nothing(
    directory: Directory, bring: Any, eva: dict[str, Any], deed: str
) -> None:
    await bring([eva])
    await looked_at(directory, eva, 1)
    connection = await asyncpg.connect(dsn(str(directory.service.settings.database_url)))

    with pytest.raises(asyncpg.PostgresError):
        await connection.execute(deed)
    await connection.close()

    assert (await state(directory))["rows"] == 1


@pytest.mark.parametrize(
    ("deed", "broken_at"),
    [
        ("update kernel_audit set actor = 'nobody' where position = 3", 3),
        ("update kernel_audit set at = at - interval '1 day' where position = 1", 1),
        ("delete from kernel_audit where position = 4", 5),
        ("delete from kernel_audit where position = 1", 2),
        ("update kernel_audit set position = 99 where position = 6", 99),
    ],
)
async def test_whoever_is_stronger_leaves_a_gap(
    directory: Directory, bring: Any, eva: dict[str, Any], deed: str, broken_at: int
) -> None:
    """The owner of the tables may switch the guard off; the chain tells."""
    await bring([eva])
    await looked_at(directory, eva, 6)
    await by_force(directory, deed)

    assert (await state(directory))["broken_at"] == broken_at
    for stretch in (1, 2, 3, 6):
        async with directory.service.database.open(fresh_cause()) as tx:
            assert (await verify(tx, stretch)).broken_at == broken_at


async def test_a_chain_longer_than_a_stretch_is_read_to_its_end(
    directory: Directory, bring: Any, eva: dict[str, Any]
) -> None:
    """One statement has eight seconds, and the chain grows for ever."""
    await bring([eva])
    await looked_at(directory, eva, 7)
    whole = await state(directory)

    for stretch in (1, 3, 7, 8):
        async with directory.service.database.open(fresh_cause()) as tx:
            found = await verify(tx, stretch)
        assert (found.rows, found.position, found.hash) == (7, 7, whole["hash"])
        assert found.broken_at is None


async def test_what_is_cut_off_is_seen_by_what_was_noted(
    directory: Directory, bring: Any, eva: dict[str, Any]
) -> None:
    """Rows cut off at the end leave no gap: the position noted before does not come back."""
    await bring([eva])
    await looked_at(directory, eva, 6)
    noted = await state(directory)
    await by_force(directory, "delete from kernel_audit where position > 4")

    found = await state(directory)

    assert found["broken_at"] is None
    assert (found["position"], noted["position"]) == (4, 6)
