"""What was signed once has its effect once."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest_asyncio
from redis.asyncio import Redis
from services.intake.tests.signing.conftest import registered
from services.intake.tests.signing.signer import Headers, Signer, new_call, signed

from chassis import idempotency
from chassis.database import driver
from chassis.service import Service
from chassis_testing.harness import Harness, make_signing_keys, running
from chassis_testing.servers import CreateDatabase
from intake.app import define
from intake.inbound.signatures import TOLERANCE_SECONDS
from intake.settings import Settings
from local_stack.stack import Stack

CHAT = b'{"external_id": "chat-1", "transcript": []}'
MESSAGE = b'{"chat_id": "chat-1", "message_id": "m1", "text": "Hola"}'


async def everything(intake: Harness[Any]) -> list[Any]:
    """All that a contact could have left."""
    tables = ("contact", "message", "attachment", "kernel_outbox", "kernel_idempotency")
    return [await intake.rows(f"select * from {table} order by 1") for table in tables]  # noqa: S608 - our own names


async def test_what_is_said_again_has_no_effect(intake: Harness[Any], signer: Signer) -> None:
    """ASVS 4.1.5: the same bytes, as whoever overheard them would send them."""
    body = new_call()
    headers = signed(body, signer.secret)
    first = await signer.send(body, headers)
    ended = json.dumps({"event": "hangup", "callId": "c1", "cause": "normalClearing"}).encode()
    assert (await signer.say(ended)).json()["state"] == "open"
    before = await everything(intake)

    again = await signer.send(body, headers)

    assert (again.status_code, again.json()) == (202, {**first.json(), "duplicate": True})
    assert await everything(intake) == before


async def test_nor_at_another_door_or_with_another_body(
    intake: Harness[Any], signer: Signer
) -> None:
    """The address is not signed: a name is used up for all that a system says."""
    form = {"reason": "information", "text": "x", "national_id": "30111222"}
    body = json.dumps({"external_id": "1", "transcript": [], **form}).encode()
    headers = signed(body, signer.secret)
    other = body.replace(b'"1"', b'"2"')
    named = signed(other, signer.secret, delivery=headers["Tero-Delivery"])
    assert (await signer.send(body, headers, "chats")).status_code == 202
    before = await everything(intake)

    answers = [
        await signer.send(body, headers, "inquiries"),
        await signer.send(other, named, "chats"),
    ]

    refusals = [(answer.status_code, answer.json()["code"]) for answer in answers]
    assert refusals == [(422, "delivery-reused")] * 2
    assert await everything(intake) == before
    assert (await signer.say(body, "inquiries")).status_code == 202


async def test_a_message_and_what_became_of_a_reply_are_answered_alike(
    intake: Harness[Any], signer: Signer, desk: Any, ana: Any
) -> None:
    contact_id = (await signer.say(CHAT, "chats")).json()["contact_id"]
    await desk.act("take", contact_id, ana)
    sent = await desk.act("messages", contact_id, ana, {"client_id": "1", "text": "Hola"})
    reply = sent.json()["message"]["id"]
    report = json.dumps({"chat_id": "chat-1", "message_id": reply, "state": "delivered"}).encode()
    said = [(MESSAGE, "/messages"), (report, "/deliveries")]
    headers = [signed(body, signer.secret) for body, _ in said]

    first, again = [
        [
            await signer.send(body, of_it, "chats", tail)
            for (body, tail), of_it in zip(said, headers, strict=True)
        ]
        for _ in range(2)
    ]

    assert [answer.status_code for answer in first + again] == [202] * 4
    assert again[0].json() == {**first[0].json(), "duplicate": True}
    assert again[1].json() == first[1].json()
    assert first[1].json()["delivery"] == "delivered"
    assert len(await intake.rows("select 1 from message where author = 'customer'")) == 1


async def test_what_failed_may_be_said_again(intake: Harness[Any], signer: Signer) -> None:
    """The name is used up with the effect, and not before."""
    headers = signed(MESSAGE, signer.secret)
    early = await signer.send(MESSAGE, headers, "chats", "/messages")
    kept = await intake.rows("select 1 from kernel_idempotency")
    await signer.say(CHAT, "chats")
    later = await signer.send(MESSAGE, headers, "chats", "/messages")

    assert (early.status_code, early.json()["code"], kept) == (404, "unknown-chat", [])
    assert (later.status_code, later.json()["duplicate"]) == (202, False)


async def test_the_same_at_once_is_heard_once(intake: Harness[Any], signer: Signer) -> None:
    """On a machine with too much to do some are told to say it again (503), and do."""
    headers = signed(CHAT, signer.secret)

    async def insist() -> httpx2.Response:
        while (answer := await signer.send(CHAT, headers, "chats")).status_code == 503:
            pass
        return answer

    answers = await asyncio.gather(*(insist() for _ in range(10)))

    assert {answer.status_code for answer in answers} == {202}
    assert sorted(answer.json()["duplicate"] for answer in answers) == [False] + [True] * 9
    (claim,) = await intake.rows("select actor, key from kernel_idempotency")
    assert claim == {"actor": "signing", "key": headers["Tero-Delivery"]}


async def test_each_system_has_names_of_its_own(
    intake: Harness[Any], signer: Signer, manager: Headers
) -> None:
    other = await registered(intake, manager, "other")
    await other.settle("begin-signing")
    name = str(uuid4())

    answers = [
        await system.send(CHAT, signed(CHAT, system.secret, delivery=name), "chats")
        for system in (signer, other)
    ]

    assert [answer.json()["duplicate"] for answer in answers] == [False, False]


async def test_it_is_known_for_longer_than_a_signature_is_good(
    intake: Harness[Any], signer: Signer
) -> None:
    headers = signed(CHAT, signer.secret)
    await signer.send(CHAT, headers, "chats")

    async def left_after(seconds: int) -> int:
        sql = "update kernel_idempotency set created_at = now() - make_interval(secs => $1)"
        async with intake.system() as connection:
            await connection.exec_driver_sql(sql, (seconds,))
            await idempotency.forget(await driver(connection))
        return len(await intake.rows("select 1 from kernel_idempotency"))

    assert await left_after(2 * TOLERANCE_SECONDS) == 1
    assert (await signer.send(CHAT, headers, "chats")).json()["duplicate"] is True
    assert await left_after(7 * 24 * 3600) == 0


class TestWithRedis:
    """It is PostgreSQL that knows."""

    @pytest_asyncio.fixture
    async def intake(
        self, create_database: CreateDatabase, settings: Settings, tmp_path: Path, stack: Stack
    ) -> AsyncIterator[Harness[Any]]:
        """A service whose limits are counted in Redis."""
        told = {"database_url": await create_database("intake"), "redis_url": stack.valkey.url}
        with_redis = settings.model_copy(update=told)
        service = Service(define(with_redis), with_redis, "api")
        async with running(service, make_signing_keys(tmp_path)) as harness:
            yield harness

    async def test_nothing_is_forgotten_with_redis(
        self, intake: Harness[Any], signer: Signer, stack: Stack
    ) -> None:
        headers = signed(CHAT, signer.secret)
        first = await signer.send(CHAT, headers, "chats")
        before = await everything(intake)

        client = Redis.from_url(stack.valkey.url)
        await client.flushall()
        await client.aclose()

        again = await signer.send(CHAT, headers, "chats")
        assert again.json() == {**first.json(), "duplicate": True}
        assert await everything(intake) == before
