"""R05 in the lists, between processes: by Redis, and without it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
import pytest_asyncio
from services.intake.tests.live_world import Face, LiveWorld, live_world, miss

from chassis_testing.event_streams import EventStream, listening
from chassis_testing.servers import CreateDatabase
from local_stack.stack import Stack

OPERATOR = ("contacts.read", "contacts.take")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def world(
    stack: Stack, create_lasting_database: CreateDatabase, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[LiveWorld]:
    url, folder = await create_lasting_database("intake"), tmp_path_factory.mktemp("signs")
    async with live_world(stack, url, folder) as world:
        yield world


async def be(face: Face, who: dict[str, str], contact_id: str, state: str) -> None:
    """Somebody says to a process what they do with a contact."""
    async with httpx2.AsyncClient() as client:
        url = f"{face.url}/api/v1/contacts/{contact_id}/presence"
        answer = await client.post(url, json={"state": state}, headers=who)
    assert answer.status_code == 204, answer.text


def shows(contact_id: str, *names: str) -> Any:
    """Whether a client would show just these people at a contact."""

    def check(stream: EventStream) -> bool:
        told = [each for each in stream.named("presence") if each["id"] == contact_id]
        return bool(told) and [who["name"] for who in told[-1]["who"]] == list(names)

    return check


async def test_a_sign_comes_and_goes_in_the_lists_of_all_processes(world: LiveWorld) -> None:
    """R05: also for who comes back later; whoever opens a conversation need not say more."""
    ana = await world.inside.account(*OPERATOR, name="Ana")
    ben = await world.inside.account(*OPERATOR, name="Ben")
    contact_id = await world.chat("one")
    async with world.process() as first, world.process() as second:
        conversation = f"{first.url}/api/v1/contacts/{contact_id}/stream"
        async with (
            listening(second.stream, ben, screen="chats") as of_ben,
            listening(first.stream, ana, screen="chats") as of_ana,
        ):
            await asyncio.gather(
                *(each.until(lambda it: bool(it.events)) for each in (of_ben, of_ana))
            )
            async with listening(conversation, ana):
                await of_ben.until(shows(contact_id, "Ana"))
            await be(first, ben, contact_id, "typing")
            await of_ana.until(shows(contact_id, "Ben"))
            cursor = of_ben.last_id

        async with listening(second.stream, ben, cursor, screen="chats") as again:
            await again.until(shows(contact_id, "Ana"))
            await be(first, ana, contact_id, "left")
            await again.until(shows(contact_id))


def counts(call_backs: int) -> Any:
    """Whether the newest badges a client was told say so many are to be called back."""

    def check(stream: EventStream) -> bool:
        told = stream.named("counts")
        return bool(told) and told[-1]["call_backs"]["open"] == call_backs

    return check


async def test_who_was_called_back_leaves_the_badges_of_all_processes(world: LiveWorld) -> None:
    """C04, C60: no topic tells of it."""
    ana = await world.inside.account(*OPERATOR, name="Ana")
    ben = await world.inside.account(*OPERATOR, name="Ben")
    async with (
        world.process() as first,
        world.process() as second,
        listening(second.stream, ben, screen="calls") as of_ben,
    ):
        await of_ben.until(lambda it: bool(it.events))
        await miss(world, "called back")
        await of_ben.until(counts(1))
        path = f"{first.url}/api/v1/contacts/call-backs"
        async with httpx2.AsyncClient(headers=ana) as client:
            (item,) = (await client.get(path)).json()["items"]
            tried = await client.post(f"{path}/{item['id']}/attempts", json={"outcome": "reached"})
        assert tried.is_success, tried.text
        await of_ben.until(counts(0))


async def test_without_redis_lists_are_live_without_signs(world: LiveWorld) -> None:
    """What may be lost holds nothing up that may not."""
    ana = await world.inside.account(*OPERATOR)
    ben = await world.inside.account(*OPERATOR)
    async with (
        world.process(redis_url="redis://127.0.0.1:1/0") as alone,
        listening(alone.stream, ben, screen="chats") as of_ben,
    ):
        await of_ben.until(lambda it: bool(it.named("reset")))
        contact_id = await world.chat("one")
        await be(alone, ana, contact_id, "viewing")

        await of_ben.until(lambda it: any(row["id"] == contact_id for row in it.named("row")))
        assert of_ben.named("presence") == []
