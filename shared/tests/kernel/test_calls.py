"""Claimed external calls: no transaction while a stranger thinks, one settlement per call."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from chassis import calls as calls_module
from chassis.calls import Call, CallHandler, Calls, GiveUp, TryAgain, request_call
from chassis.causes import fresh_cause
from chassis.errors import ConcurrentUpdate
from chassis.service import Service
from chassis.transactions import Tx
from chassis.wake import Bell
from chassis_testing.probe_world import ProbeWorld
from chassis_testing.waiting import until


async def record(call: Call, answer: Any, tx: Tx) -> None:
    """The effect of an outcome, counted."""
    connection = await tx.driver()
    await connection.execute(
        "insert into effect (key, n) values ($1, $2)", f"{call.subject}:{answer}", call.attempts
    )


def handler(make: Callable[[Call], Awaitable[Any]], **changes: Any) -> CallHandler[Tx]:
    """A handler whose stranger the test plays."""
    base = CallHandler(make=make, done=record, given_up=record, most_attempts=50)
    return replace(base, **changes)


def calls(
    service: Service[Tx], make: Callable[[Call], Awaitable[Any]], **changes: Any
) -> Calls[Tx]:
    """The worker of one kind."""
    return Calls(service.database, "probe", handler(make, **changes), Bell(), owner="a")


async def ask(service: Service[Tx], *subjects: str) -> list[UUID]:
    """Request calls, one transaction each."""
    asked = []
    for subject in subjects:
        async with service.database.open(fresh_cause()) as tx:
            asked.append(await request_call(tx, "probe", subject, {"for": subject}))
    return asked


async def test_each_call_is_made_once_among_many_workers(world: ProbeWorld) -> None:
    made: list[str] = []

    async def make(call: Call) -> str:
        made.append(call.subject)
        return "ok"

    async with world.service() as harness:
        subjects = [f"s{n}" for n in range(40)]
        await ask(harness.service, *subjects)

        async def work() -> None:
            worker = calls(harness.service, make)
            while await worker.make_one():
                pass

        await asyncio.gather(*(work() for _ in range(4)))

    assert sorted(made) == sorted(subjects)
    assert await world.effects() == {f"{subject}:ok": [1] for subject in subjects}


async def test_calls_about_one_thing_reach_the_stranger_in_their_order(world: ProbeWorld) -> None:
    order: list[UUID] = []

    async def make(call: Call) -> str:
        if len(order) == 0 and call.attempts == 1:
            raise TryAgain("not yet", after=0.0)
        order.append(call.id)
        return "ok"

    async with world.service() as harness:
        asked = await ask(harness.service, "same", "same", "same")
        worker = calls(harness.service, make)
        while await worker.make_one():
            pass

    assert order == asked


async def test_the_same_key_at_every_attempt_until_it_is_given_up(world: ProbeWorld) -> None:
    keys: list[UUID] = []

    async def make(call: Call) -> str:
        keys.append(call.id)
        raise TryAgain("busy", after=0.0)

    async with world.service() as harness:
        (asked,) = await ask(harness.service, "s")
        worker = calls(harness.service, make, most_attempts=3)
        while await worker.make_one():
            pass

    assert keys == [asked] * 3
    (row,) = await world.query("select state, attempts, last_error from kernel_call")
    assert (row["state"], row["attempts"]) == ("given-up", 3)
    assert "busy" in row["last_error"]


async def test_a_refusal_is_final(world: ProbeWorld) -> None:
    async def make(_: Call) -> str:
        raise GiveUp("never")

    async with world.service() as harness:
        await ask(harness.service, "s")
        worker = calls(harness.service, make)
        assert await worker.make_one()
        assert not await worker.make_one()

    assert await world.effects() == {"s:never": [1]}


async def test_an_outcome_that_comes_after_the_claim_ran_out_changes_nothing(
    world: ProbeWorld,
) -> None:
    """A frozen worker wakes up with an answer; its heir has settled the call already."""
    heir_done, claimed = asyncio.Event(), asyncio.Event()

    async def slow(_: Call) -> str:
        await world.query("update kernel_call set claimed_until = now() - interval '1 second'")
        claimed.set()
        await heir_done.wait()
        return "late"

    async def quick(_: Call) -> str:
        return "in-time"

    async with world.service() as harness:
        await ask(harness.service, "s")
        frozen = asyncio.create_task(calls(harness.service, slow).make_one())
        await claimed.wait()
        assert await calls(harness.service, quick).make_one()
        heir_done.set()
        await frozen

    assert await world.effects() == {"s:in-time": [2]}


async def test_who_comes_back_after_a_crash_makes_its_calls_again_at_once(
    world: ProbeWorld,
) -> None:
    """A claim lasts as long as a slow stranger may take; nobody else's is touched."""
    thinking = asyncio.Event()

    async def never(_: Call) -> str:
        thinking.set()
        await asyncio.Event().wait()
        return "never"

    async def quick(_: Call) -> str:
        return "ok"

    async with world.service() as harness:
        await ask(harness.service, "mine")
        crashed = asyncio.create_task(calls(harness.service, never).make_one())
        await thinking.wait()
        crashed.cancel()
        await ask(harness.service, "another's")
        await world.query(
            "update kernel_call set state = 'claimed', claim_token = gen_random_uuid(), "
            "claimed_until = now() + interval '1 hour', claimed_by = 'b' where subject <> 'mine'"
        )
        back = asyncio.create_task(calls(harness.service, quick).run())
        try:
            await until(lambda: _open_calls(world, 1))
        finally:
            back.cancel()

    assert await world.effects() == {"mine:ok": [2]}


async def test_no_transaction_is_open_while_the_stranger_thinks(world: ProbeWorld) -> None:
    """Others of the service come and go meanwhile: one held for the call would never end."""

    async def none_is_open() -> bool:
        rows = await world.query(
            "select count(*) as n from pg_stat_activity "
            "where datname = current_database() and state = 'idle in transaction'"
        )
        return bool(rows[0]["n"] == 0)

    async def make(_: Call) -> str:
        await until(none_is_open, seconds=10)
        return "ok"

    async with world.service() as harness:
        await ask(harness.service, "s")
        await calls(harness.service, make).make_one()

    assert await world.effects() == {"s:ok": [1]}


async def test_a_stranger_that_never_answers_is_left_and_asked_again(world: ProbeWorld) -> None:
    async def make(_: Call) -> str:
        await asyncio.Event().wait()
        return "never"

    async with world.service() as harness:
        await ask(harness.service, "s")
        await calls(harness.service, make, seconds=0.05).make_one()

    (row,) = await world.query("select state, last_error from kernel_call")
    assert row["state"] == "waiting"
    assert "TimeoutError" in row["last_error"]


async def test_a_stranger_that_is_away_costs_few_attempts_and_comes_back_to_all(
    world: ProbeWorld,
) -> None:
    """Thirty calls wait; while nobody answers a few attempts find that out, whoever's turn it is.
    With the first answer all of them are due, however long their pauses had become."""
    away, failed = True, 0

    async def make(_: Call) -> str:
        nonlocal failed
        if away:
            failed += 1
            raise ConnectionError("nobody there")
        return "ok"

    async with world.service() as harness:
        subjects = [f"s{n}" for n in range(30)]
        await ask(harness.service, *subjects)
        working = asyncio.create_task(calls(harness.service, make).run())
        try:
            await until(lambda: _is(failed >= 7))
            later = "update kernel_call set due_at = now() + interval '1 hour' where attempts > 0"
            await world.query(later)
            away = False
            await until(lambda: _open_calls(world, 0), seconds=60)
        finally:
            working.cancel()

    assert failed < len(subjects)
    assert sorted(await world.effects()) == sorted(f"{subject}:ok" for subject in subjects)


async def _is(true: bool) -> bool:
    return true


async def _open_calls(world: ProbeWorld, wanted: int) -> bool:
    rows = await world.query("select count(*) as n from kernel_call where state <> 'done'")
    return bool(rows[0]["n"] == wanted)


async def test_an_answer_that_puts_one_call_off_is_not_an_absence(world: ProbeWorld) -> None:
    """Greylisting, a full mailbox: the stranger is there, and each call has a pause of its own,
    which another's success does not cut short."""

    async def make(call: Call) -> str:
        if call.subject == "away":
            raise ConnectionError("nobody there")
        if call.subject.startswith("full"):
            raise TryAgain("the mailbox is full", is_theirs=True)
        return "ok"

    async with world.service() as harness:
        worker = calls(harness.service, make)
        await ask(harness.service, *(f"full{n}" for n in range(8)))
        for _ in range(8):
            await worker.make_one()
        await world.query("update kernel_call set due_at = now() + interval '1 hour'")
        await ask(harness.service, *["away"] * 5)
        for _ in range(5):
            assert await worker.make_one()
            await world.query("update kernel_call set due_at = now() where subject = 'away'")
        await ask(harness.service, "good")
        await world.query(
            "update kernel_call set due_at = now() + interval '1 hour' where subject = 'away'"
        )
        assert await worker.make_one()

    waiting = await world.query("select subject from kernel_call where state <> 'done'")
    soon = await world.query(
        "select subject from kernel_call where state <> 'done' "
        "and due_at < now() + interval '1 minute'"
    )
    assert len(waiting) == 13
    assert {row["subject"] for row in soon} == {"away"}


async def test_a_polite_end_waits_for_the_call_in_hand(world: ProbeWorld) -> None:
    """Broken off in the middle it would be made again: a mail that arrives twice."""
    thinking, answers = asyncio.Event(), asyncio.Event()

    async def make(_: Call) -> str:
        thinking.set()
        await answers.wait()
        return "ok"

    async with world.service() as harness:
        await ask(harness.service, "in hand", "later")
        worker = calls(harness.service, make, workers=1)
        running = asyncio.create_task(worker.run())
        await thinking.wait()
        worker.stop()
        answers.set()
        await running

    assert await world.effects() == {"in hand:ok": [1]}


@pytest.mark.parametrize(
    "fails",
    [
        "do $$ begin raise sqlstate '40P01'; end $$",
        "do $$ begin raise sqlstate '55P03'; end $$",
        "select pg_terminate_backend(pg_backend_pid())",
        None,
    ],
    ids=["deadlock", "lock timeout", "outage", "concurrent update"],
)
async def test_what_was_answered_is_settled_again_and_not_asked_again(
    world: ProbeWorld, fails: str | None
) -> None:
    """A mail went out, and what follows from it met another transaction."""
    made = settled = 0

    async def make(_: Call) -> str:
        nonlocal made
        made += 1
        return "ok"

    async def done(call: Call, answer: Any, tx: Tx) -> None:
        nonlocal settled
        settled += 1
        await record(call, answer, tx)
        if settled == 1 and fails is None:
            raise ConcurrentUpdate("Somebody else changed it.")
        if settled == 1 and fails is not None:
            await (await tx.driver()).execute(fails)

    async with world.service() as harness:
        await ask(harness.service, "s")
        assert await calls(harness.service, make, done=done).make_one()

    assert (made, settled) == (1, 2)
    assert await world.effects() == {"s:ok": [1]}
    assert await _open_calls(world, 0)


@pytest.mark.parametrize("ends", ["done", "given_up"])
async def test_a_mistake_in_what_follows_is_mended_without_asking_the_stranger_again(
    world: ProbeWorld, ends: str
) -> None:
    """Others go on meanwhile. The next release settles the call with what was answered before."""
    made: list[str] = []

    async def make(call: Call) -> str:
        made.append(call.subject)
        if call.subject == "bad" and ends == "given_up":
            raise GiveUp("no\x00")
        return "yes"

    async def mistaken(call: Call, answer: Any, tx: Tx) -> None:
        await record(call, answer, tx)
        if call.subject == "bad":
            raise ValueError

    async def good_is_settled() -> bool:
        rows = await world.query("select state from kernel_call where subject = 'good'")
        return bool(rows[0]["state"] == "done")

    async def mend(call: Call, _: Any, tx: Tx) -> None:
        await record(call, "mended", tx)

    async with world.service() as harness:
        await ask(harness.service, "bad", "good")
        worker = calls(harness.service, make, workers=1, **{"done": mistaken, ends: mistaken})
        running = asyncio.create_task(worker.run())
        await until(good_is_settled)
        assert not await worker.make_one(), "it waits before it is settled again"
        worker.stop()
        await running
        (row,) = await world.query("select * from kernel_call where subject = 'bad'")
        assert (row["state"], row["attempts"]) == ("waiting", 1)
        assert "ValueError" in row["last_error"]

        await world.query("update kernel_call set due_at = now()")
        assert await calls(harness.service, make, done=mend, given_up=mend).make_one()

    assert made == ["bad", "good"]
    assert await world.effects() == {"good:yes": [1], "bad:mended": [1]}
    (row,) = await world.query("select * from kernel_call where subject = 'bad'")
    assert (row["state"], row["outcome"]) == ("done" if ends == "done" else "given-up", None)


async def test_a_call_that_always_collides_leaves_the_worker_to_the_others(
    world: ProbeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One worker, whose time for settling is always over at once; those that are asked for later
    find it free."""
    monkeypatch.setattr(calls_module, "_IDLE_SECONDS", 0.0)
    monkeypatch.setattr(calls_module, "_KEEP_MARGIN", 3_600.0)
    settled: list[str] = []

    async def make(_: Call) -> str:
        return "ok"

    async def done(call: Call, answer: Any, tx: Tx) -> None:
        settled.append(call.subject)
        await record(call, answer, tx)
        if call.subject == "collides":
            raise ConcurrentUpdate("Somebody else changed it.")

    subjects = ["collides", "a", "b", "c"]
    async with world.service() as harness:
        worker = calls(harness.service, make, done=done)
        for subject in subjects:
            await ask(harness.service, subject)
            assert await worker.make_one()

    assert settled == subjects


async def test_who_is_to_end_leaves_a_known_outcome_to_the_next(world: ProbeWorld) -> None:
    """It does not wait for others' locks, and the stranger is not asked again."""
    made = 0

    async def make(_: Call) -> str:
        nonlocal made
        made += 1
        return "ok"

    async def collide(call: Call, answer: Any, tx: Tx) -> None:
        await record(call, answer, tx)
        raise ConcurrentUpdate("Somebody else changed it.")

    async with world.service() as harness:
        await ask(harness.service, "s")
        ending = calls(harness.service, make, done=collide)
        ending.stop()
        assert await ending.make_one()
        await world.query("update kernel_call set due_at = now()")
        assert await calls(harness.service, make).make_one()

    assert made == 1
    assert await world.effects() == {"s:ok": [1]}
