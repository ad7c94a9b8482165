import asyncio
import time
from statistics import median
from typing import Any

import pytest

from chassis.errors import TooMany, Unavailable
from chassis_testing.harness import Harness
from directory.outbound.passwords import NOBODY, Argon2Passwords
from directory.outbound.throttle import LIMIT, WINDOW_SECONDS, FailureThrottle, LocalCounter
from local_stack.stack import Stack

ADMIN = {"login": "admin", "password": "the first one 1234"}
Directory = Harness[Any]


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
