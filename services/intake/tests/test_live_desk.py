"""The desk's lists, live: what one operator does, all others see; nothing is lost on the way."""

import asyncio
import signal
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import httpx2
import pytest
import pytest_asyncio
from services.intake.tests.live_world import (
    Face,
    LiveWorld,
    live_world,
    miss,
    screen_after,
)

from chassis.causes import fresh_cause
from chassis_testing.event_streams import EventStream, listening
from chassis_testing.servers import CreateDatabase
from intake.outbound.search_index import index_some
from local_stack.stack import Stack

OPERATOR = ("contacts.read", "contacts.take", "contacts.finish")
Headers = dict[str, str]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def world(
    stack: Stack, create_lasting_database: CreateDatabase, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[LiveWorld]:
    """A desk, and a relay that tells its news. Starting a process is dear: the tests share one."""
    url, folder = await create_lasting_database("intake"), tmp_path_factory.mktemp("live")
    async with live_world(stack, url, folder) as world:
        yield world


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def face(world: LiveWorld) -> AsyncIterator[Face]:
    """One more process of the service."""
    async with world.process() as face:
        yield face


async def act(world: LiveWorld, who: Headers, contact_id: str, deed: str, body: Any = None) -> None:
    path = f"/api/v1/contacts/{contact_id}/{deed}"
    answer = await world.inside.client.post(path, json=body, headers=who)
    assert answer.status_code == 200, answer.text


async def listed(world: LiveWorld, who: Headers, **query: Any) -> list[Any]:
    """The list as it is now, once a worker has made its words findable."""
    async with world.inside.service.database.begin(fresh_cause()) as tx:
        while await index_some(tx.kernel):
            pass
    path = "/api/v1/contacts"
    answer = await world.inside.client.get(path, params={**query, "limit": 200}, headers=who)
    assert answer.status_code == 200, answer.text
    items: list[Any] = answer.json()["items"]
    return items


def saw(contact_id: str, code: str) -> Any:
    """Whether the newest row of a contact says so of its claim."""

    def check(stream: EventStream) -> bool:
        rows = [row for row in stream.named("row") if row["id"] == contact_id]
        return bool(rows) and rows[-1]["claim"]["code"] == code

    return check


def lost(contact_id: str) -> Any:
    return lambda stream: {"id": contact_id} in stream.named("gone")


def began(stream: EventStream) -> bool:
    return bool(stream.named("reset"))


def shows(fetched: list[Any], before: list[Any], wanted: list[Any]) -> Any:
    """Whether a client shows just this that fetched a list and heard the events since."""
    expected = without_waiting({row["id"]: row for row in wanted})
    return lambda it: without_waiting(screen_after(fetched, [*before, *it.events])) == expected


def without_waiting(shown: dict[str, Any]) -> dict[str, Any]:
    return {key: {**row, "waiting_seconds": None} for key, row in shown.items()}


async def test_a_claim_is_seen_by_everybody_as_it_is_for_them(world: LiveWorld, face: Face) -> None:
    """C16–C18, X14, X15: MIO for who took it, TOMADO for the others, gone from what is free."""
    ana = await world.inside.account(*OPERATOR, name="Ana")
    ben = await world.inside.account(*OPERATOR, name="Ben")
    async with (
        listening(face.stream, ana, screen="chats") as of_ana,
        listening(face.stream, ben, screen="chats") as of_ben,
        listening(face.stream, ben, screen="chats", claim="free") as free,
    ):
        await asyncio.gather(*(each.until(began) for each in (of_ana, of_ben, free)))
        contact_id = await world.chat("one")
        await free.until(saw(contact_id, "free"))
        await act(world, ana, contact_id, "take")

        await of_ana.until(saw(contact_id, "mine"))
        await of_ben.until(saw(contact_id, "taken"))
        await free.until(lost(contact_id))
        (mine,) = [r for r in of_ana.named("row") if r["claim"]["code"] == "mine"]
        theirs = [r for r in of_ben.named("row") if r["claim"]["code"] == "taken"]
        assert "finish" in mine["allowed_actions"]
        assert "finish" not in theirs[-1]["allowed_actions"]


async def test_the_badges_follow(world: LiveWorld, face: Face) -> None:
    ana = await world.inside.account(*OPERATOR)
    async with listening(face.stream, ana, screen="chats") as stream:
        await stream.until(began)
        answer = await world.inside.client.get("/api/v1/contacts/counts", headers=ana)
        before = answer.json()["screens"]["chats"]["open"]
        await world.chat("counted")

        await stream.until(
            lambda it: any(
                counts["screens"]["chats"]["open"] == before + 1 for counts in it.named("counts")
            )
        )


async def test_the_badge_of_those_to_be_called_back_follows(world: LiveWorld, face: Face) -> None:
    """C04."""
    ana = await world.inside.account(*OPERATOR)
    async with listening(face.stream, ana, screen="chats") as stream:
        await stream.until(began)
        answer = await world.inside.client.get("/api/v1/contacts/counts", headers=ana)
        before = answer.json()["call_backs"]["open"]
        await miss(world, "in-vain")

        await stream.until(
            lambda it: any(
                counts["call_backs"]["open"] == before + 1 for counts in it.named("counts")
            )
        )


FILTERS: list[dict[str, Any]] = [
    {"screen": "chats"},
    {"screen": "chats", "claim": "free"},
    {"screen": "chats", "claim": "taken"},
    {"screen": "mine"},
    {"screen": "chats", "state": "closed"},
    {"screen": "chats", "q": "two"},
]


async def test_a_reader_that_is_cut_off_with_its_process_loses_nothing(world: LiveWorld) -> None:
    """Every list, put together from what was fetched once and from events of two processes, is in
    the end what a fresh look says."""
    ana = await world.inside.account(*OPERATOR, name="Ana")
    ben = await world.inside.account(*OPERATOR, name="Ben")
    first = [await world.chat(f"one {n}") for n in range(6)]
    fetched: list[list[Any]] = []
    heard: list[list[Any]] = []
    cursors: list[str | None] = []
    async with world.process() as face, several(face, ana) as streams:
        await asyncio.gather(*(stream.until(began) for stream in streams))
        fetched = [await listed(world, ana, **query) for query in FILTERS]
        await act(world, ana, first[0], "take")
        await streams[0].until(saw(first[0], "mine"))
        await act(world, ben, first[1], "take")
        # In the middle of it all.
        await face.kill()
        heard = [list(stream.events) for stream in streams]
        cursors = [stream.last_id for stream in streams]
    await act(world, ana, first[0], "finish", {"outcome": "done"})
    second = [await world.chat(f"two {n}") for n in range(6)]
    await act(world, ben, second[0], "take")
    await act(world, ana, second[1], "take")

    async with world.process() as heir, several(heir, ana, cursors) as streams:
        last = await world.chat("two last")
        await act(world, ana, last, "take")
        expected = [await listed(world, ana, **query) for query in FILTERS]
        for stream, before, at_first, now in zip(streams, heard, fetched, expected, strict=True):
            await stream.until(shows(at_first, before, now))
            assert not began(stream)


class several:  # noqa: N801 - reads as a function
    """A stream for every filter."""

    def __init__(self, face: Face, who: Headers, cursors: list[str | None] | None = None) -> None:
        places = cursors or [None] * len(FILTERS)
        self._opening = [
            listening(face.stream, who, cursor, **query)
            for cursor, query in zip(places, FILTERS, strict=True)
        ]

    async def __aenter__(self) -> list[EventStream]:
        return [await each.__aenter__() for each in self._opening]

    async def __aexit__(self, *_: object) -> None:
        for each in self._opening:
            await each.__aexit__(None, None, None)


async def test_a_stream_ends_with_its_session_and_with_its_permission(
    world: LiveWorld, face: Face
) -> None:
    """Security row 11, also on open streams."""
    ana = await world.inside.account(*OPERATOR)
    ben = await world.inside.account(*OPERATOR)
    async with (
        listening(face.stream, ana, screen="chats") as of_ana,
        listening(face.stream, ben, screen="chats") as of_ben,
    ):
        await asyncio.gather(of_ana.until(began), of_ben.until(began))
        async with world.inside.system() as connection:
            await connection.exec_driver_sql(
                "update kernel_account set active = false where account_id = $1",
                (UUID(ana["X-Account-Id"]),),
            )
            await connection.exec_driver_sql(
                "update kernel_account set permissions = '{}' where account_id = $1",
                (UUID(ben["X-Account-Id"]),),
            )
        await of_ana.until(lambda it: it.ended)
        await of_ben.until(lambda it: it.ended)


async def test_a_conversation_ends_where_its_contact_is_out_of_reach(
    world: LiveWorld, face: Face
) -> None:
    """Security row 11: who may still look at contacts, but no longer at this one."""
    ana = await world.inside.account(*OPERATOR)
    contact_id = await world.chat("one")
    url = f"{face.url}/api/v1/contacts/{contact_id}/stream"
    async with listening(url, ana) as stream:
        await stream.until(lambda it: bool(it.named("contact")))
        async with world.inside.system() as connection:
            await connection.exec_driver_sql(
                "update kernel_account set role = 'customer' where account_id = $1",
                (UUID(ana["X-Account-Id"]),),
            )
        await stream.until(lambda it: it.ended)


async def test_who_may_do_other_things_now_is_told_to_look_anew(
    world: LiveWorld, face: Face
) -> None:
    ana = await world.inside.account(*OPERATOR)
    async with listening(face.stream, ana, screen="chats") as stream:
        await stream.until(began)
        async with world.inside.system() as connection:
            await connection.exec_driver_sql(
                "update kernel_account set permissions = '{contacts.read}' where account_id = $1",
                (UUID(ana["X-Account-Id"]),),
            )
        await stream.until(lambda it: len(it.named("reset")) > 1)
        contact_id = await world.chat("one")
        await stream.until(saw(contact_id, "free"))
        assert "take" not in stream.named("row")[-1]["allowed_actions"]


async def test_a_process_that_is_told_to_stop_ends_its_streams(world: LiveWorld) -> None:
    ana = await world.inside.account(*OPERATOR)
    async with world.process() as face, listening(face.stream, ana, screen="chats") as stream:
        await stream.until(began)

        # The server hands the signal on once all is ended, as it should for who waits for it.
        assert await face.stop() == -signal.SIGTERM
        await stream.until(lambda it: it.ended)


async def test_the_consoles_cookie_opens_a_stream(world: LiveWorld, face: Face) -> None:
    """A browser's EventSource sends no headers of its own."""
    ana = await world.inside.account(*OPERATOR)
    token = ana["Authorization"].removeprefix("Bearer ")
    cookie = {"Cookie": f"__Host-tero={token}", "Sec-Fetch-Site": "same-origin"}
    async with listening(face.stream, cookie, screen="chats") as stream:
        await stream.until(began)
        assert stream.answer.headers["Content-Type"].startswith("text/event-stream")
        assert "no-transform" in stream.answer.headers["Cache-Control"]


async def test_who_sees_no_contacts_is_told_of_none(world: LiveWorld, face: Face) -> None:
    ana = await world.inside.account(*OPERATOR)
    customer = await world.inside.account("contacts.read", role="customer")
    async with (
        listening(face.stream, ana, screen="chats") as of_ana,
        listening(face.stream, customer, screen="chats") as of_customer,
    ):
        await asyncio.gather(of_ana.until(began), of_customer.until(began))
        contact_id = await world.chat("one")
        await of_ana.until(saw(contact_id, "free"))
        await of_customer.until(lambda it: bool(it.named("counts")))
        assert of_customer.named("row") == of_customer.named("gone") == []
        counts = of_customer.named("counts")[-1]["screens"]
        assert not any(number for states in counts.values() for number in states.values())


async def test_what_cannot_be_streamed_is_refused(world: LiveWorld, face: Face) -> None:
    ana = await world.inside.account(*OPERATOR)
    nobody = await world.inside.account()
    async with httpx2.AsyncClient() as client:

        async def code(who: Headers, **query: Any) -> int:
            return (await client.get(face.stream, params=query, headers=who)).status_code

        assert await code({}, screen="chats") == 401
        assert await code(nobody, screen="chats") == 403
        assert await code(ana) == 422
        assert await code(ana, screen="chats", colour="red") == 422
        assert await code(ana, screen="chats", limit=5) == 422
        assert await code(ana, screen="chats", claim="mine", sort="waiting") == 422
        assert await code(ana, screen="chats", q="..,") == 422
