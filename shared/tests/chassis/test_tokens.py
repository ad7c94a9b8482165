"""Who is let in: a corpus of tokens that are wrong in one way each."""

import time

import pytest

from chassis.transactions import Tx
from chassis_testing.forged_tokens import FORGED, claims, signed
from chassis_testing.harness import Harness, SigningKeys

BODY = {"key": "a", "n": 1}


async def test_a_good_token_opens(probe: Harness[Tx], keys: SigningKeys) -> None:
    """What every token of the corpus is, but for one thing."""
    account = await probe.account("probe.make")
    token = signed(keys, claims(account["X-Account-Id"]))
    headers = {"Authorization": f"Bearer {token}"}
    answer = await probe.client.post("/api/v1/probes", json=BODY, headers=headers)

    assert answer.status_code == 201
    assert len(FORGED) >= 50


@pytest.mark.parametrize("case", FORGED)
async def test_a_forged_token_opens_nothing(
    probe: Harness[Tx], keys: SigningKeys, case: str
) -> None:
    account = await probe.account("probe.make")
    token = FORGED[case](keys, account["X-Account-Id"])
    headers = {"Authorization": f"Bearer {token}"}
    answer = await probe.client.post("/api/v1/probes", json=BODY, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (401, "invalid-token")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_an_expired_token_says_so(probe: Harness[Tx], keys: SigningKeys) -> None:
    account = await probe.account("probe.make")
    token = signed(keys, claims(account["X-Account-Id"], exp=int(time.time()) - 60))
    headers = {"Authorization": f"Bearer {token}"}
    answer = await probe.client.post("/api/v1/probes", json=BODY, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (401, "expired-token")


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"exp": -61}, 401), ({"exp": -20}, 201), ({"nbf": 61}, 401), ({"nbf": 20}, 201),
        ({"iat": 61}, 401), ({"iat": 20}, 201),
    ],
)  # fmt: skip
async def test_clocks_may_differ_by_half_a_minute(
    probe: Harness[Tx], keys: SigningKeys, changed: dict[str, int], status: int
) -> None:
    """Security row 10."""
    account = await probe.account("probe.make")
    moved = {name: int(time.time()) + seconds for name, seconds in changed.items()}
    headers = {"Authorization": f"Bearer {signed(keys, claims(account['X-Account-Id'], **moved))}"}
    answer = await probe.client.post("/api/v1/probes", json=BODY, headers=headers)

    assert answer.status_code == status


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "token"])
async def test_without_a_token_nobody_is_let_in(probe: Harness[Tx], header: str) -> None:
    headers = {"Authorization": header} if header else {}
    answer = await probe.client.post("/api/v1/probes", json=BODY, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (401, "token-required")


async def test_a_permission_that_is_missing_is_named(probe: Harness[Tx]) -> None:
    headers = await probe.account("probe.look")
    answer = await probe.client.post("/api/v1/probes", json=BODY, headers=headers)

    document = answer.json()
    assert (answer.status_code, document["permission"]) == (403, "probe.make")


async def test_an_account_that_was_switched_off_is_nobody(probe: Harness[Tx]) -> None:
    headers = await probe.account("probe.make")
    async with probe.service.engine.begin() as connection:
        await connection.exec_driver_sql("update kernel_account set active = false")
    answer = await probe.client.post("/api/v1/probes", json=BODY, headers=headers)

    assert answer.status_code == 401
