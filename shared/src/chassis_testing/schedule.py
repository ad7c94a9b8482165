"""A log of records, members that read it, and everything that can befall them, in any order.

The log and the group are models, so that a schedule is exact and takes milliseconds; the kernel
that applies the records, and its database, are the real ones.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import uuid4

from chassis.batches import Batches
from chassis.cloudevents import Received
from chassis.database import Driver
from chassis.handlers import Subscriptions
from chassis.outbox import opened
from chassis.records import StoredRecord
from chassis.transactions import Database, Tx
from chassis_testing.harness import record_of
from chassis_testing.probe import Counted, Poisoned, contracts_on, define_probe

PARTITIONS = 2


class Died(BaseException):
    """The process is gone; no `except` of the kernel's sees it."""


@dataclass
class Member:
    """A process of the group: what it may read, how far it has read, what it holds in hand."""

    batches: Batches[Tx]
    owns: set[int] = field(default_factory=set)
    position: dict[int, int] = field(default_factory=dict)
    held: list[StoredRecord] = field(default_factory=list)
    dies_inside: bool = False


class Schedule:
    """One log with its group. Names are unique, so that schedules share a database."""

    def __init__(self, database: Callable[[], Database[Tx]], members: int = 2) -> None:
        self.topic = f"schedule-{uuid4().hex[:12]}"
        self.log: list[list[StoredRecord]] = [[] for _ in range(PARTITIONS)]
        self.committed = [0] * PARTITIONS
        self.poisoned: set[str] = set()
        self.expected: dict[str, list[int]] = {}
        self.unreadable = 0
        self._counted, _ = contracts_on(self.topic)
        self.members = [self._member(database()) for _ in range(members)]
        self.assign([0] * PARTITIONS)

    def say(self, key: int, *, again: bool = False) -> None:
        """The next event of a key; or its last one once more, under the same id."""
        name = self._name(key)
        said = self.expected.setdefault(name, [])
        if not again or not said:
            said.append(len(said) + 1)
        event = self._counted(key=name, n=said[-1])
        self._append(key, record_of(event, key=name, identity=f"{name}-{said[-1]}"))

    def garble(self, key: int) -> None:
        """Something nobody can read, under a key."""
        record = record_of(self._counted(key="?", n=0), key=self._name(key))
        record = StoredRecord(record.topic, 0, 0, record.key, b"{", 0, record.headers)
        self.unreadable += 1
        self._append(key, record)

    def poison(self, key: int) -> None:
        """From now on no event of the key can be digested."""
        self.poisoned.add(self._name(key))

    def assign(self, owners: Sequence[int]) -> None:
        """Give partitions to members. Who loses one keeps what it holds, and does not know."""
        for partition, owner in enumerate(owners):
            for number, member in enumerate(self.members):
                if number != owner:
                    member.owns.discard(partition)
                elif partition not in member.owns:
                    member.owns.add(partition)
                    member.position[partition] = self.committed[partition]

    def poll(self, number: int, most: int) -> None:
        """Take some records in hand."""
        member = self.members[number]
        if member.held:
            return
        for partition in sorted(member.owns):
            begin = member.position[partition]
            found = self.log[partition][begin : begin + most]
            member.held += found
            member.position[partition] += len(found)

    async def apply(self, number: int, *, commits: bool = True) -> None:
        """Apply what is in hand; then Kafka hears of it, unless the process dies before."""
        member = self.members[number]
        await member.batches.apply(member.held)
        if not commits:
            self.restart(number)
            return
        for record in member.held:
            if record.partition in member.owns:
                reached = max(self.committed[record.partition], record.offset + 1)
                self.committed[record.partition] = reached
        member.held = []

    async def die_inside(self, number: int) -> None:
        """The process ends after its handlers' work and before the transaction's end."""
        member = self.members[number]
        member.dies_inside = True
        with suppress(Died):
            await member.batches.apply(member.held)
        self.restart(number)

    def restart(self, number: int) -> None:
        """A new process in the member's place: it holds nothing, and reads from the commit on."""
        member = self.members[number]
        member.held, member.dies_inside = [], False
        member.position = {each: self.committed[each] for each in member.owns}

    async def replay(self, parked: Sequence[tuple[str, bytes]]) -> None:
        """Somebody repairs what can be repaired: keys that are still poison stay where they are."""
        for topic, key in parked:
            with suppress(Poisoned):
                await self.members[0].batches.replay(topic, key)

    async def effects(self, connection: Driver) -> dict[str, list[int]]:
        """What was done of each key, in the order in which it was done."""
        found: dict[str, list[int]] = {}
        query = "select key, n from effect where key like $1 order by position"
        for row in await connection.fetch(query, f"{self.topic}/%"):
            found.setdefault(row["key"], []).append(row["n"])
        return found

    async def told(self, connection: Driver) -> dict[str, list[int]]:
        """What others will hear of each key, in the order in which they will."""
        found: dict[str, list[int]] = {}
        query = "select topic, body from kernel_outbox where topic = $1 order by id"
        for row in await connection.fetch(query, f"{self.topic}-echo"):
            for event in opened(*row):
                found.setdefault(event.key, []).append(int(event.headers["ce_sequence"]))
        return found

    def _name(self, key: int) -> str:
        return f"{self.topic}/{key}"

    def _append(self, key: int, record: StoredRecord) -> None:
        partition = key % PARTITIONS
        place = len(self.log[partition])
        self.log[partition].append(
            StoredRecord(self.topic, partition, place, record.key, record.value, 0, record.headers)
        )

    def _member(self, database: Database[Tx]) -> Member:
        async def refuse(events: Sequence[Received[Counted]], _: Tx) -> None:
            for event in events:
                if event.data.key in self.poisoned:
                    raise Poisoned(event.data.key)

        async def die(_: Sequence[Received[Counted]], __: Tx) -> None:
            if member.dies_inside:
                raise Died

        definition = define_probe(self.topic, before=refuse, after=die, open_door=True)
        member = Member(Batches(database, Subscriptions(definition.handles)))
        return member
