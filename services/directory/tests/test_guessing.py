"""Guessing: what it costs the guesser, and that it costs nobody else anything (API2)."""

import asyncio
import time
from collections import Counter
from statistics import median
from typing import Any

import pytest

from chassis.errors import TooMany, Unavailable
from chassis_testing.harness import Harness
from directory.outbound.failure_rules import (
    ADDRESS,
    MEMORY_SECONDS,
    PAIR,
    STRAINED,
    Count,
    LocalCounter,
)
from directory.outbound.passwords import NOBODY, Argon2Passwords
from directory.outbound.throttle import FailureThrottle
from local_stack.stack import Stack

Directory = Harness[Any]
GUESSES = 1_000


async def test_an_unknown_login_takes_as_long_as_a_known_one() -> None:
    passwords = Argon2Passwords()
    kept = await passwords.hash("something long")

    async def seconds(password_hash: str | None) -> float:
        # Of the processor: what else this machine does is nobody's password.
        start = time.process_time()
        assert not await passwords.verify("something else", password_hash)
        return time.process_time() - start

    pairs = [(await seconds(kept), await seconds(None)) for _ in range(5)]

    assert 0.5 < median(unknown / known for known, unknown in pairs) < 2


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


@pytest.mark.timeout(600)
async def test_a_thousand_guesses_get_a_handful_of_tries_and_the_victim_gets_in(
    directory: Directory, entering: Any
) -> None:
    """Also while Redis is away, as here. Known and unknown logins are answered alike."""

    async def guess(login: str) -> None:
        begin = time.monotonic()
        answers = [
            await entering.log_in(login, f"guess {n}", address="203.0.113.7")
            for n in range(GUESSES)
        ]
        seconds = time.monotonic() - begin

        codes = Counter(answer.json()["code"] for answer in answers)
        tried = codes["wrong-credentials"]
        # Five at once; then after 1, 2, 4 … seconds one more.
        assert PAIR.free <= tried <= PAIR.free + 1 + seconds.__ceil__().bit_length()
        assert codes == {"wrong-credentials": tried, "too-many-failures": GUESSES - tried}
        refused = [answer for answer in answers if answer.status_code == 429]
        assert all(int(answer.headers["Retry-After"]) >= 1 for answer in refused)

    await asyncio.gather(guess("admin"), guess("nobody"))
    assert (await entering.log_in(address="198.51.100.1")).status_code == 201


async def test_guesses_sent_at_once_are_no_more_than_guesses_one_by_one(
    directory: Directory, entering: Any
) -> None:
    answers = await asyncio.gather(*(entering.log_in("eva", "wrong") for _ in range(60)))

    codes = Counter(answer.status_code for answer in answers)
    assert PAIR.free <= codes[401] < 2 * PAIR.free
    assert codes[429] == 60 - codes[401]


async def test_a_success_forgives_the_failures_before_it(
    directory: Directory, entering: Any
) -> None:
    for _ in range(3):
        for _ in range(PAIR.free - 1):
            assert (await entering.log_in("admin", "wrong")).status_code == 401
        assert (await entering.log_in()).status_code == 201


async def test_the_victim_of_a_thousand_addresses_gets_in_too(stack: Stack) -> None:
    """No account is ever locked: what is counted for it only makes strangers wait sooner."""
    throttle = FailureThrottle(stack.valkey.url)
    for n in range(GUESSES):
        assert await tries(throttle, "ivo", f"203.0.{n // 250}.{n % 250}")

    assert await tries(throttle, "ivo", "198.51.100.1")
    assert not await tries(throttle, "ivo", "198.51.100.1")


async def test_processes_count_together_in_redis(stack: Stack) -> None:
    one, other = FailureThrottle(stack.valkey.url), FailureThrottle(stack.valkey.url)

    guesses = [tries(throttle, "eva", "10.0.0.1") for _ in range(20) for throttle in (one, other)]
    assert PAIR.free <= sum(await asyncio.gather(*guesses)) <= PAIR.free + 1
    await one.forgive("eva", "10.0.0.1")
    assert await tries(other, "eva", "10.0.0.1")


async def test_redis_keeps_the_same_rules(stack: Stack) -> None:
    """Every further failure doubles the wait; another address is another matter."""
    throttle = FailureThrottle(stack.valkey.url)
    for _ in range(PAIR.free):
        await throttle.reserve("ana", "10.0.0.2")
    with pytest.raises(TooMany) as refused:
        await throttle.reserve("ana", "10.0.0.2")
    assert refused.value.facts["retry_after"] == 1
    assert await tries(throttle, "ana", "10.0.0.3")
    assert await tries(throttle, "eva", "10.0.0.2")

    for n in range(STRAINED):
        await throttle.reserve("ana", f"10.1.0.{n}")
    assert await tries(throttle, "ana", "10.2.0.1")
    assert not await tries(throttle, "ana", "10.2.0.1")


async def test_one_household_is_one_address(stack: Stack) -> None:
    """Of IPv6 everybody has more addresses than guesses."""
    throttle = FailureThrottle(stack.valkey.url)
    tried = [await tries(throttle, "leo", f"2001:db8:1:2::{n:x}") for n in range(40)]

    assert PAIR.free <= sum(tried) <= PAIR.free + 1
    assert await tries(throttle, "leo", "2001:db8:1:3::1")
    mapped = [await tries(throttle, "ida", f"{form}10.0.0.9") for form in ("", "::ffff:") * 20]
    assert PAIR.free <= sum(mapped) <= PAIR.free + 1


def test_the_wait_doubles_and_has_an_end() -> None:
    now = [0.0]
    counter = LocalCounter(lambda: now[0])
    pair = [Count("eva from here", PAIR)]
    assert [counter.reserve(pair) for _ in range(PAIR.free)] == [0] * PAIR.free

    waits = []
    for _ in range(14):
        waits.append(counter.reserve(pair))
        now[0] += waits[-1]
        assert counter.reserve(pair) == 0
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]

    now[0] += PAIR.longest + MEMORY_SECONDS + 1
    assert [counter.reserve(pair) for _ in range(PAIR.free)] == [0] * PAIR.free


def test_many_names_from_one_address_wait_at_last() -> None:
    now = [0.0]
    counter = LocalCounter(lambda: now[0])
    tried = 0
    for n in range(1_000):
        now[0] += 1
        names = [Count(f"{n} from here", PAIR), Count("here", ADDRESS)]
        tried += counter.reserve(names) == 0
    assert ADDRESS.free < tried < ADDRESS.free + 40


async def tries(throttle: FailureThrottle, login: str, address: str) -> bool:
    """Whether one more guess is looked at."""
    try:
        await throttle.reserve(login, address)
    except TooMany:
        return False
    return True
