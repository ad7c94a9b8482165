import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from joserfc.jwk import KeySet

from chassis.errors import TooMany, Unavailable
from chassis.service import Service
from chassis.tokens import verify
from chassis_testing.harness import Harness, SigningKeys, make_signing_keys, running
from chassis_testing.servers import CreateDatabase
from directory.app import define
from directory.domain.permissions import ALL
from directory.outbound.passwords import NOBODY, Argon2Passwords
from directory.outbound.throttle import LIMIT, WINDOW_SECONDS, FailureThrottle, LocalCounter
from directory.outbound.tokens import NotPublished
from directory.settings import Settings
from local_stack.stack import Stack

ADMIN = {"login": "admin", "password": "the first one 1234"}
Directory = Harness[Any]


async def test_who_proves_to_be_somebody_gets_a_token(
    directory: Directory, keys: SigningKeys
) -> None:
    answer = await directory.client.post("/api/v1/session", json=ADMIN | {"login": " Admin"})

    assert answer.status_code == 201
    session = answer.json()
    assert session["token_type"] == "Bearer"
    assert session["expires_in"] == 12 * 3600
    assert session["account"]["role"] == "administrator"
    account_id = session["account"]["account_id"]
    assert str(verify(session["access_token"], KeySet([keys.private]))) == account_id


async def test_a_token_says_who_one_is_and_what_one_may(directory: Directory) -> None:
    session = (await directory.client.post("/api/v1/session", json=ADMIN)).json()
    headers = {"Authorization": f"Bearer {session['access_token']}"}

    answer = await directory.client.get("/api/v1/session", headers=headers)

    assert answer.status_code == 200
    assert answer.json() == session["account"]
    assert set(answer.json()["permissions"]) == ALL


async def test_without_a_token_one_is_nobody(directory: Directory) -> None:
    answer = await directory.client.get("/api/v1/session")

    assert (answer.status_code, answer.json()["code"]) == (401, "token-required")


@pytest.mark.parametrize(
    "proof",
    [
        {"login": "admin", "password": "the first one 1235"},
        {"login": "nobody", "password": "the first one 1234"},
        {"login": "' or 1=1 --", "password": "x"},
    ],
)
async def test_whatever_is_wrong_the_answer_is_one(
    directory: Directory, proof: dict[str, str]
) -> None:
    answer = await directory.client.post("/api/v1/session", json=proof)

    assert answer.status_code == 401
    assert answer.json()["code"] == "wrong-credentials"
    assert answer.json()["detail"] == "The login or the password is wrong."


async def test_an_account_that_is_switched_off_is_like_no_account(directory: Directory) -> None:
    async with directory.service.engine.begin() as connection:
        await connection.exec_driver_sql("update account set active = false")

    answer = await directory.client.post("/api/v1/session", json=ADMIN)

    assert (answer.status_code, answer.json()["code"]) == (401, "wrong-credentials")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "malformed-json"),
        (b"{}", 422, "wrong-fields"),
        (b'{"login": "a", "password": "b", "role": "administrator"}', 422, "wrong-fields"),
        (b'{"login": "a\\u0000", "password": "b"}', 422, "wrong-fields"),
        (b'{"login": "", "password": "b"}', 422, "wrong-fields"),
    ],
)
async def test_a_body_that_is_no_proof_is_refused(
    directory: Directory, body: bytes, status: int, code: str
) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await directory.client.post("/api/v1/session", content=body, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_an_unknown_login_takes_as_long_as_a_known_one() -> None:
    passwords = Argon2Passwords()
    kept = await passwords.hash("something long")

    async def seconds(password_hash: str | None) -> float:
        start = time.perf_counter()
        assert not await passwords.verify("something else", password_hash)
        return time.perf_counter() - start

    known = median([await seconds(kept) for _ in range(5)])
    unknown = median([await seconds(None) for _ in range(5)])

    assert 0.5 < unknown / known < 2


async def test_nobodys_hash_is_as_strong_as_everybodys_and_opens_nothing() -> None:
    passwords = Argon2Passwords()

    parameters = (await passwords.hash("x")).split("$")[:4]
    assert NOBODY.split("$")[:4] == parameters
    assert not await passwords.verify("nobody", None)


async def test_who_waits_too_long_for_a_turn_is_told_to_come_back() -> None:
    passwords = Argon2Passwords(patience=0.01)

    async with passwords.turn(), passwords.turn():
        with pytest.raises(Unavailable):
            await passwords.hash("something long")

    assert await passwords.hash("something long")


async def test_ten_failures_close_the_door_for_that_login_from_there(
    directory: Directory,
) -> None:
    wrong = ADMIN | {"password": "a wrong guess"}
    answers = await asyncio.gather(
        *(directory.client.post("/api/v1/session", json=wrong) for _ in range(LIMIT + 3))
    )

    assert sorted(answer.status_code for answer in answers) == [401] * LIMIT + [429] * 3
    closed = await directory.client.post("/api/v1/session", json=ADMIN)
    assert (closed.status_code, closed.json()["code"]) == (429, "too-many-failures")
    assert 0 < int(closed.headers["Retry-After"]) <= WINDOW_SECONDS
    other = await directory.client.post("/api/v1/session", json=wrong | {"login": "eva"})
    assert other.status_code == 401


async def test_a_success_forgives_the_failures_before_it(directory: Directory) -> None:
    wrong = ADMIN | {"password": "a wrong guess"}
    for proof in [wrong] * (LIMIT - 1) + [ADMIN] + [wrong] * 2:
        answer = await directory.client.post("/api/v1/session", json=proof)
        assert answer.status_code == (201 if proof is ADMIN else 401)


async def test_processes_count_together_in_redis(stack: Stack) -> None:
    one, other = FailureThrottle(stack.valkey.url), FailureThrottle(stack.valkey.url)

    async def guess(throttle: FailureThrottle) -> bool:
        try:
            await throttle.reserve("eva|10.0.0.1")
        except TooMany:
            return False
        return True

    guesses = [guess(throttle) for _ in range(LIMIT) for throttle in (one, other)]
    assert sum(await asyncio.gather(*guesses)) == LIMIT
    await one.forgive("eva|10.0.0.1")
    assert await guess(other)


def test_the_count_of_this_process_starts_again_after_its_window() -> None:
    now = [0.0]
    counter = LocalCounter(lambda: now[0])
    assert [counter.reserve("eva") for _ in range(LIMIT)] == [0] * LIMIT

    now[0] = 60.0
    assert counter.reserve("eva") == WINDOW_SECONDS - 60

    now[0] = WINDOW_SECONDS + 0.1
    assert counter.reserve("eva") == 0


async def test_the_published_keys_are_public_and_only_that(directory: Directory) -> None:
    answer = await directory.client.get("/.well-known/jwks.json")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    [key] = answer.json()["keys"]
    assert (key["kty"], key["crv"]) == ("OKP", "Ed25519")
    assert "d" not in key


async def test_a_service_whose_tokens_nobody_could_check_does_not_start(
    tmp_path: Path, make_settings: Callable[..., Settings]
) -> None:
    (tmp_path / "other").mkdir()
    jwks = make_signing_keys(tmp_path / "other").jwks_file
    settings = make_settings(database_url="postgresql+asyncpg://a@localhost/a", jwks_file=jwks)

    with pytest.raises(NotPublished):
        define(settings)


async def test_several_processes_that_start_at_once_make_one_administrator(
    create_database: CreateDatabase, keys: SigningKeys, make_settings: Callable[..., Settings]
) -> None:
    settings = make_settings(database_url=await create_database("directory"), database_pool=2)

    async def start() -> list[dict[str, Any]]:
        async with running(Service(define(settings), settings, "api"), keys) as harness:
            return await harness.rows("select login, role, version from account")

    found = await asyncio.gather(*(start() for _ in range(4)))

    assert found[-1] == [{"login": "admin", "role": "administrator", "version": 1}]


async def test_the_first_administrator_is_told_to_everybody(directory: Directory) -> None:
    [event] = await directory.emitted()

    assert (event.type, event.sequence) == ("directory.account-changed.v1", 1)
    assert event.key == event.data["account_id"]
    assert event.data["login"] == "admin"
    assert set(event.data["permissions"]) == ALL
