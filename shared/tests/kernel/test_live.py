"""Live streams on a real broker: who watches is told, also after coming back to another process."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import pytest

from chassis.brokers import Brokers
from chassis.errors import TooMany
from chassis.live import MOST_OF_AN_ACCOUNT, AnyStream, Changes, Live, Whisper
from chassis.live_response import closed_on_failure
from chassis.live_stream import MOST_UNSENT, Stream, Telling
from chassis.policies import Actor
from chassis_testing.probe_world import ProbeWorld

PATIENCE = 60.0


class Numbers:
    """Tells of each key how far it has come; fails while it is told to."""

    def __init__(self) -> None:
        self.fails = False
        self.settled = asyncio.Event()
        self.whispered: list[Whisper] = []

    async def tell(self, changes: Changes, streams: Sequence[AnyStream]) -> None:
        if self.fails:
            self.fails = False
            raise ValueError
        for stream in streams:
            for key, told in changes.items():
                stream.put(key, Telling("row", f"{key}:{told[-1].sequence}".encode()))

    async def settle(self, streams: Sequence[AnyStream]) -> None:
        self.settled.set()

    def whisper(self, words: Whisper, streams: Sequence[AnyStream]) -> None:
        self.whispered.append(words)

    async def beat(self, streams: Sequence[AnyStream]) -> None:
        for stream in streams if self.whispered else ():
            stream.put("whispers", Telling("row", b"whispers:%d" % len(self.whispered)))


def somebody(account_id: UUID | None = None) -> Actor:
    return Actor(account_id or uuid4(), "ana", "Ana", "operator", frozenset(), frozenset(), None)


@asynccontextmanager
async def running(world: ProbeWorld) -> AsyncIterator[Live]:
    """What one process has."""
    live = Live(Brokers.at(world.stack.kafka.servers), [world.topic], lambda: False)
    task = asyncio.create_task(live.run())
    try:
        yield live
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def heard(stream: AnyStream, count: int) -> dict[str, bytes]:
    """Names and newest data, once there are so many different ones."""
    found: dict[str, bytes] = {}
    async with asyncio.timeout(PATIENCE):
        while len(found) < count:
            unsent = await stream.unsent(1.0)
            assert unsent is not None
            for telling in unsent[0]:
                name = telling.data.decode().partition(":")[0]
                found[telling.event if telling.event == "reset" else name] = telling.data
    return found


async def told_so_far(stream: AnyStream, before: str) -> str:
    """The stream's cursor, once it has moved."""
    async with asyncio.timeout(PATIENCE):
        while stream.cursor == before:
            await stream.unsent(0.05)
    return stream.cursor


async def test_a_new_stream_begins_with_a_reset_and_is_told_what_comes_then(
    world: ProbeWorld,
) -> None:
    numbers = Numbers()
    async with running(world) as live:
        stream = await live.open(numbers, None, somebody())
        assert set(await heard(stream, 1)) == {"reset"}
        await world.publish(keys=3, each=2)

        rows = await heard(stream, 3)

        assert set(rows) == {"key-0", "key-1", "key-2"}
        async with asyncio.timeout(PATIENCE):
            await numbers.settled.wait()


async def test_telling_does_not_wait_for_what_need_not_be_told_at_once(world: ProbeWorld) -> None:
    class Counting(Numbers):
        """Counts for ever."""

        async def settle(self, streams: Sequence[AnyStream]) -> None:
            await super().settle(streams)
            await asyncio.Event().wait()

    numbers = Counting()
    async with running(world) as live:
        stream = await live.open(numbers, None, somebody())
        await world.publish(keys=1, each=1)
        await heard(stream, 2)
        async with asyncio.timeout(PATIENCE):
            await numbers.settled.wait()

        await world.publish(keys=3, each=1)

        assert set(await heard(stream, 3)) == {"key-0", "key-1", "key-2"}


async def test_what_is_whispered_is_told_with_the_next_beat(world: ProbeWorld) -> None:
    """Also what was said before anybody looked; a beat that fails makes nobody look anew."""

    class Stumbling(Numbers):
        """Not at the first time."""

        beats = 0

        async def beat(self, streams: Sequence[AnyStream]) -> None:
            self.beats += 1
            if self.beats == 1:
                raise ValueError
            await super().beat(streams)

    numbers = Stumbling()
    async with running(world) as live:
        live.whisper(numbers, {"of": "somebody"})
        stream = await live.open(numbers, None, somebody())

        assert await heard(stream, 2) == {"reset": b"{}", "whispers": b"whispers:1"}
        assert numbers.beats > 1
        assert stream.resets == 1


async def test_who_comes_back_to_another_process_is_told_what_was_missed(
    world: ProbeWorld,
) -> None:
    async with running(world) as first:
        stream = await first.open(Numbers(), None, somebody())
        begin = stream.cursor
        await world.publish(keys=2, each=1)
        cursor = await told_so_far(stream, begin)
    await world.publish(keys=3, each=1, first=2)

    async with running(world) as second:
        again = await second.open(Numbers(), None, somebody(), cursor)

        assert await heard(again, 3) == {f"key-{n}": f"key-{n}:2".encode() for n in range(3)}


@pytest.mark.parametrize("cursor", ["", "nonsense", "WzEsMiwzXQ", "bnVsbA"])
async def test_a_cursor_of_something_else_begins_anew(world: ProbeWorld, cursor: str) -> None:
    async with running(world) as live:
        stream = await live.open(Numbers(), None, somebody(), cursor)

        assert set(await heard(stream, 1)) == {"reset"}


async def test_a_cursor_from_before_what_is_remembered_begins_anew(
    world: ProbeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.live_feed.HISTORY", 8)
    async with running(world) as live:
        stream = await live.open(Numbers(), None, somebody())
        begin = stream.cursor
        await world.publish(keys=4, each=20)
        await told_so_far(stream, begin)

        again = await live.open(Numbers(), None, somebody(), begin)

        assert set(await heard(again, 1)) == {"reset"}


async def test_what_one_has_missed_is_told_to_nobody_else(world: ProbeWorld) -> None:
    """Whoever comes back with an old cursor costs the others nothing."""
    numbers = Numbers()
    async with running(world) as live:
        stayed = await live.open(numbers, None, somebody())
        begin = stayed.cursor
        await world.publish(keys=3, each=1)
        await heard(stayed, 4)

        again = await live.open(numbers, None, somebody(), begin)

        assert set(await heard(again, 3)) == {f"key-{n}" for n in range(3)}
        unsent = await stayed.unsent(0.0)
        assert unsent is not None
        assert list(unsent[0]) == []


async def test_who_has_missed_very_much_is_told_to_look_anew(
    world: ProbeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.live.MOST_MISSED", 5)
    async with running(world) as live:
        stream = await live.open(Numbers(), None, somebody())
        begin = stream.cursor
        await world.publish(keys=6, each=1)
        await heard(stream, 7)

        again = await live.open(Numbers(), None, somebody(), begin)

        assert set(await heard(again, 1)) == {"reset"}


async def test_a_stream_whose_first_look_fails_takes_nobodys_place(world: ProbeWorld) -> None:
    numbers = Numbers()
    async with running(world) as live:
        stream = await live.open(numbers, None, somebody())
        with pytest.raises(ValueError, match="look"):
            async with closed_on_failure(live, stream):
                raise ValueError("look")

        assert live.streams_of(numbers) == []


async def test_who_cannot_be_told_is_told_to_look_anew(world: ProbeWorld) -> None:
    """The others are told as ever."""
    broken, sound = Numbers(), Numbers()
    async with running(world) as live:
        of_broken = await live.open(broken, None, somebody())
        of_sound = await live.open(sound, None, somebody())
        await heard(of_broken, 1)
        broken.fails = True
        await world.publish(keys=1, each=1)

        assert set(await heard(of_broken, 1)) == {"reset"}
        assert set(await heard(of_sound, 2)) == {"reset", "key-0"}


async def test_an_account_has_a_bounded_number_of_streams(world: ProbeWorld) -> None:
    ana, ben = somebody(), somebody()
    async with running(world) as live:
        streams = [await live.open(Numbers(), None, ana) for _ in range(MOST_OF_AN_ACCOUNT)]
        with pytest.raises(TooMany):
            await live.open(Numbers(), None, ana)
        await live.open(Numbers(), None, ben)
        live.close(streams[0])
        await live.open(Numbers(), None, ana)


async def test_of_what_is_unsent_under_one_name_the_newest_is_sent() -> None:
    stream = Stream(None, somebody(), "begin")
    stream.put("a", Telling("row", b"1"))
    stream.put("b", Telling("row", b"2"))
    stream.put("a", Telling("gone", b"3"))

    assert await stream.unsent(1.0) == ([Telling("row", b"2"), Telling("gone", b"3")], "begin")


async def test_a_reader_that_is_far_behind_is_told_to_look_anew() -> None:
    stream = Stream(None, somebody(), "begin")
    for number in range(MOST_UNSENT + 2):
        stream.put(str(number), Telling("row", b""))

    unsent = await stream.unsent(1.0)

    assert unsent is not None
    assert [telling.event for telling in unsent[0]] == ["reset", "row"]


async def test_the_end_of_a_stream_comes_before_what_is_unsent() -> None:
    stream = Stream(None, somebody(), "begin")
    stream.put("a", Telling("row", b"1"))
    stream.end()

    assert await stream.unsent(1.0) is None
