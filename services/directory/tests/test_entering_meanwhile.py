"""A log-in takes long; what is done to the account meanwhile counts (API2)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, cast

import pytest
from uuid_utils.compat import uuid7

from chassis.causes import fresh_cause
from chassis_testing.harness import Harness
from chassis_testing.waiting import until
from directory.application.log_in import Entrance, enter
from directory.application.ports import Begin, Transaction
from directory.application.prove import Proof, Proved, WrongCredentials
from directory.domain.account import Changes
from directory.domain.session import Origin

Directory = Harness[Any]
LOGIN = "ana.gomez"
OPEN = "select id from session where ended_at is null"
WAITING = """
select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()
"""
ORIGIN = Origin("10.0.0.1", "test")


def beginner(directory: Directory) -> Begin:
    """Transactions as requests open them."""
    return cast(Begin, partial(directory.service.database.begin, fresh_cause()))


def entrance_of(directory: Directory) -> Entrance:
    """What the routes use."""
    entrance: Entrance = directory.service.definition.state["entrance"]
    return entrance


async def prove(directory: Directory, password: str) -> Proved:
    """Ana proves who she is, and does not enter yet."""
    proof = Proof(LOGIN, password, None, "10.0.0.1")
    return await entrance_of(directory).prover.prove(proof, beginner(directory))


async def go_in(directory: Directory, proved: Proved) -> None:
    await enter(uuid7(), proved, ORIGIN, entrance_of(directory), beginner(directory))


async def new_password(account: Any, tx: Transaction) -> None:
    await tx.accounts.set_password(account.id, "$argon2id$another")
    await tx.sessions.end(account.id, "password-changed")


async def closing(account: Any, tx: Transaction) -> None:
    await tx.accounts.save(account.changed(Changes(active=False)))
    await tx.sessions.end(account.id, "account-closed")


async def first_factor(account: Any, tx: Transaction) -> None:
    await tx.second_factors.propose(account.id, b"s" * 20)
    await tx.second_factors.confirm(account.id, [])


@pytest.mark.parametrize("deed", [new_password, closing, first_factor])
async def test_what_was_proved_before_is_not_good_after(
    directory: Directory, accounts: Any, ana: Any, deed: Any
) -> None:
    proved = await prove(directory, accounts.ana["password"])
    async with beginner(directory)() as tx:
        await deed(proved.account, tx)

    with pytest.raises(WrongCredentials):
        await go_in(directory, proved)
    assert await directory.rows(OPEN) == []


async def test_a_second_factor_that_was_taken_away_opens_nothing(
    directory: Directory, accounts: Any, ana: Any
) -> None:
    proved = await prove(directory, accounts.ana["password"])
    with_code = Proved(proved.account, "password and code", proved.password_hash, b"s" * 20)
    async with beginner(directory)() as tx:
        await first_factor(proved.account, tx)
    await go_in(directory, with_code)
    async with beginner(directory)() as tx:
        await tx.second_factors.remove(proved.account.id)
        await tx.sessions.end(proved.account.id, "revoked")

    with pytest.raises(WrongCredentials):
        await go_in(directory, with_code)
    assert await directory.rows(OPEN) == []


@pytest.mark.parametrize("deed", [new_password, closing])
async def test_a_log_in_waits_for_who_is_about_to_change_the_account(
    directory: Directory, accounts: Any, entering: Any, ana: Any, deed: Any
) -> None:
    """All of it by HTTP: the password is verified against what is still kept, and refused."""
    async with beginner(directory)() as tx:
        account = await tx.accounts.find(LOGIN)
        await deed(account, tx)
        log_in = asyncio.create_task(entering.log_in(LOGIN, accounts.ana["password"]))
        await until(lambda: _somebody_waits(directory, log_in))
    answer = await log_in

    assert (answer.status_code, answer.json()["code"]) == (401, "wrong-credentials")
    assert await directory.rows(OPEN) == []


async def test_who_changes_the_account_waits_for_a_log_in_and_ends_it(
    directory: Directory, accounts: Any, ana: Any
) -> None:
    proved = await prove(directory, accounts.ana["password"])
    tasks: list[asyncio.Task[None]] = []

    async def change() -> None:
        async with beginner(directory)() as tx:
            await new_password(proved.account, tx)

    @asynccontextmanager
    async def begin() -> AsyncIterator[Transaction]:
        """Somebody changes the password when the session is there, and not yet committed."""
        async with beginner(directory)() as tx:
            yield tx
            tasks.append(asyncio.create_task(change()))
            await until(lambda: _somebody_waits(directory, tasks[0]))

    await enter(uuid7(), proved, ORIGIN, entrance_of(directory), begin)
    await tasks[0]

    assert await directory.rows("select why from session") == [{"why": "password-changed"}]


async def _somebody_waits(directory: Directory, task: Any) -> bool:
    return task.done() or bool(await directory.rows(WAITING))
