"""Who was shown nothing is not in the audit, and one deed is in it once."""

from typing import Any
from uuid import UUID

import pytest

from chassis.tokens import issue
from chassis_testing.harness import Harness, SigningKeys
from directory.domain.customer import customer_id_of
from directory.outbound.transaction import SqlTransaction

Directory = Harness[SqlTransaction]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/customers/{eva}"),
        ("GET", "/customers?query=nunez"),
        ("GET", "/customers/{eva}/history"),
        ("GET", "/customers/{eva}/billing"),
        ("GET", "/privacy-requests/{eva}/export"),
        ("POST", "/customers/{eva}/export"),
        ("POST", "/customers/{eva}/erase"),
    ],
)
async def test_who_is_refused_has_looked_at_nothing(
    directory: Directory, bring: Any, eva: dict[str, Any], method: str, path: str
) -> None:
    """What is in the audit stays there: it must not accuse those who were shown nothing."""
    await bring([eva])
    where = f"/api/v1{path}".format(eva=customer_id_of(eva["number"]))
    stranger = {"Idempotency-Key": "a", **await directory.account("areas.read")}

    unknown = await directory.client.request(method, where)
    refused = await directory.client.request(method, where, headers=stranger)

    assert (unknown.status_code, refused.status_code) == (401, 403)
    assert refused.json()["code"] == "forbidden"
    assert await directory.rows("select * from kernel_audit") == []


@pytest.mark.parametrize("whom", [str(UUID(int=7)), "nobody"])
async def test_who_finds_nobody_has_looked_at_nobody(directory: Directory, whom: str) -> None:
    headers = await directory.account("customers.read", "customers.erase")
    once = headers | {"Idempotency-Key": "a"}

    looked = await directory.client.get(f"/api/v1/customers/{whom}", headers=headers)
    erased = await directory.client.post(f"/api/v1/customers/{whom}/erase", headers=once)

    assert {looked.status_code, erased.status_code} <= {404, 422}
    assert await directory.rows("select * from kernel_audit") == []


@pytest.mark.parametrize("what", ["export", "erase"])
async def test_what_is_asked_again_was_asked_once(
    directory: Directory, bring: Any, eva: dict[str, Any], keys: SigningKeys, what: str
) -> None:
    await bring([eva])
    customer_id = str(customer_id_of(eva["number"]))
    rights = (f"customers.{what}", "customers.read")
    headers = {"Idempotency-Key": "a", **await directory.account(*rights)}
    token = issue(
        keys.private,
        account_id=UUID(headers["X-Account-Id"]),
        session_id=UUID(int=1),
        seconds=60,
        proved_at=1,
    )
    old = headers | {"Authorization": f"Bearer {token}"}
    path = f"/api/v1/customers/{customer_id}/{what}"

    answers = [
        (await directory.client.post(path, headers=each)).status_code
        for each in (old, headers, headers)
    ]

    assert answers == [401, 202, 202]
    assert await directory.rows("select actor, action, subject from kernel_audit") == [
        {"actor": headers["X-Account-Id"], "action": f"customers.{what}", "subject": customer_id}
    ]
