"""A key never sees further than its owner sees, whatever it was made for."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from chassis import api_keys
from chassis.policies import Actor
from chassis.reach import Reach, reach_of
from chassis_testing.harness import Harness

Directory = Harness[Any]
_KNOWN = """
insert into account (id, login, name, email, role, areas, active, version, granted, refused)
select account_id, login, name, 'a@example.com', role, areas, active, 1, '{}', '{}'
from kernel_account where account_id = $1
"""
SCOPES = ["accounts.read", "scope.all", "scope.area"]


async def owner_of(directory: Directory, role: str, *more: str) -> dict[str, str]:
    """Somebody of `support` who may make keys."""
    rights = ("accounts.read", "api-keys.manage", *more)
    headers = await directory.account(*rights, role=role)
    async with directory.service.engine.begin() as connection:
        await connection.exec_driver_sql(_KNOWN, (UUID(headers["X-Account-Id"]),))
    return headers


async def key_of(directory: Directory, owner: dict[str, str], **changes: Any) -> str:
    """The text of a new key."""
    ends = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    body = {"name": "BI", "permissions": ["accounts.read"], "expires_at": ends} | changes
    answer = await directory.client.post("/api/v1/api-keys", json=body, headers=owner)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["text"])


async def becomes(directory: Directory, owner: dict[str, str], role: str) -> None:
    account_id = UUID(owner["X-Account-Id"])
    async with directory.service.engine.begin() as connection:
        await connection.exec_driver_sql(
            "update kernel_account set role = $1 where account_id = $2", (role, account_id)
        )


async def enters(directory: Directory, key: str) -> Actor:
    actor = await api_keys.find_actor(directory.service.engine, key)
    assert actor is not None
    return actor


@pytest.mark.parametrize("role", ["technician", "employee"])
@pytest.mark.parametrize("areas", [[], ["support"]])
async def test_who_does_not_see_an_area_has_no_key_to_it(
    directory: Directory, role: str, areas: list[str]
) -> None:
    owner = await owner_of(directory, role)

    actor = await enters(directory, await key_of(directory, owner, areas=areas))

    assert (actor.areas, actor.permissions) == (frozenset(), frozenset({"accounts.read"}))
    assert reach_of(actor) is Reach.OWN


async def test_a_demoted_supervisor_s_key_sees_no_area_any_more(directory: Directory) -> None:
    owner = await owner_of(directory, "supervisor", "scope.area")
    key = await key_of(directory, owner, areas=["support"], permissions=["scope.area"])
    before = await enters(directory, key)
    assert (reach_of(before), before.areas) == (Reach.AREA, frozenset({"support"}))
    assert before.permissions == frozenset()

    await becomes(directory, owner, "employee")

    after = await enters(directory, key)
    assert (reach_of(after), after.areas) == (Reach.OWN, frozenset())


@pytest.mark.parametrize("areas", [[], ["support"]])
async def test_a_permission_that_widens_nothing_for_an_employee_widens_no_key(
    directory: Directory, areas: list[str]
) -> None:
    owner = await owner_of(directory, "employee", "scope.all", "scope.area")

    actor = await enters(directory, await key_of(directory, owner, permissions=SCOPES, areas=areas))

    assert (actor.areas, actor.permissions) == (frozenset(), frozenset({"accounts.read"}))
    assert reach_of(actor) is Reach.OWN


@pytest.mark.parametrize(
    ("role", "more", "reach", "areas"),
    [
        ("operator", (), Reach.ALL, []),
        ("technician", ("scope.all",), Reach.ALL, []),
        ("technician", ("scope.area",), Reach.AREA, ["support"]),
        ("supervisor", (), Reach.AREA, ["support"]),
    ],
)
async def test_a_key_without_areas_sees_what_its_owner_sees(
    directory: Directory, role: str, more: tuple[str, ...], reach: Reach, areas: list[str]
) -> None:
    owner = await owner_of(directory, role, *more)

    actor = await enters(directory, await key_of(directory, owner))

    assert (reach_of(actor), sorted(actor.areas)) == (reach, areas)
