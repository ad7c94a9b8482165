"""The topics and brokers against the registry of contracts."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from aiokafka.errors import KafkaError

from chassis.brokers import Brokers
from contracts.event import Topic
from tero.doctor.finding import Finding
from tero.topics.cluster import ExistingTopic, NoBrokers, cluster_at, pause_before
from tero.topics.configure import differences
from tero.topics.wanted import COPIES_FOR_A_QUORUM, WantedTopic, wanted_topics

Settings = Mapping[str, str]
_SECONDS = 10.0


async def examine_topics(topics: Sequence[Topic], brokers: Brokers) -> list[Finding]:
    """Ask the brokers and compare."""
    deadline = asyncio.get_running_loop().time() + _SECONDS
    names = [topic.name for topic in topics]
    try:
        async with asyncio.timeout_at(deadline + 1):
            there, settings, count = await _look(brokers, names, deadline)
    except (NoBrokers, TimeoutError):
        return [_brokers_away(str(brokers))]
    copies = max([min(COPIES_FOR_A_QUORUM, count), *_copies(there, names)])
    wanted = wanted_topics(topics, replication=copies, partitions=_usual(there, names))
    return [each for topic in wanted for each in compare(topic, there, settings, str(brokers))]


async def _look(
    brokers: Brokers, names: Sequence[str], deadline: float
) -> tuple[dict[str, ExistingTopic], dict[str, dict[str, str]], int]:
    """Topics, their settings, and the number of brokers. One broker of several may be away, and
    each question may meet that one: asked until the deadline."""
    while True:
        try:
            async with cluster_at(brokers, deadline) as cluster:
                there = await cluster.topics()
                settings = await cluster.settings([name for name in names if name in there])
                return there, settings, await cluster.broker_count()
        except (KafkaError, OSError, ValueError) as error:
            await pause_before(deadline, f"no answer from {brokers}", error)


def _copies(there: Mapping[str, ExistingTopic], names: Sequence[str]) -> list[int]:
    return [there[name].replication for name in names if name in there]


def _usual(there: Mapping[str, ExistingTopic], names: Sequence[str]) -> int | None:
    """How many partitions most topics have: `topics create` gives all of them the same number,
    the registry's or another one that was asked for."""
    numbers = Counter(there[name].partitions for name in names if name in there)
    return numbers.most_common(1)[0][0] if numbers else None


def compare(
    wanted: WantedTopic,
    there: Mapping[str, ExistingTopic],
    settings: Mapping[str, Settings],
    servers: str,
) -> Iterator[Finding]:
    """What is wrong with one topic of the registry."""
    topic = there.get(wanted.name)
    if topic is None:
        yield Finding(
            what="topic-missing",
            where=wanted.name,
            severity="error",
            says="The topic does not exist: its owner's outbox waits.",
            do="Create it; what is there already stays as it is.",
            command=f"python -m tero topics create --servers {servers}",
        )
        return
    yield from _standing(topic)
    yield from _shape(topic, wanted)
    for each in differences(wanted, settings.get(wanted.name, {})):
        yield Finding(
            what="topic-setting",
            where=wanted.name,
            severity="warning",
            says=f"{each.name} is {each.have}, the registry says {each.wanted}.",
            do="Set it as the registry says; a shorter retention forgets what is older.",
            command=f"python -m tero topics configure --servers {servers}",
        )


def _standing(topic: ExistingTopic) -> Iterator[Finding]:
    if not topic.is_led:
        yield Finding(
            what="topic-without-leader",
            where=topic.name,
            severity="error",
            says="A partition has no leader: nobody can write or read it.",
            do="Start the broker that is away; its log says why it ended.",
        )
    elif topic.in_sync < topic.replication:
        yield Finding(
            what="topic-under-replicated",
            where=topic.name,
            severity="warning",
            says=f"Of a partition's {topic.replication} copies {topic.in_sync} are current.",
            do="Start the broker that is away, or wait until it has caught up.",
        )


def _shape(topic: ExistingTopic, wanted: WantedTopic) -> Iterator[Finding]:
    if topic.replication < wanted.replication:
        yield Finding(
            what="topic-copies",
            where=topic.name,
            severity="warning",
            says=f"It has {topic.replication} copies where {wanted.replication} are possible: "
            "losing one disk loses accepted work.",
            do="Add copies with kafka-reassign-partitions.sh (docs/operations.md).",
        )
    if topic.partitions != wanted.partitions:
        yield Finding(
            what="topic-partitions",
            where=topic.name,
            severity="warning",
            says=f"It has {topic.partitions} partitions, the others {wanted.partitions}.",
            do="Leave it while it is in use: more partitions would tear keys out of their order "
            "(docs/operations.md).",
        )


def _brokers_away(servers: str) -> Finding:
    return Finding(
        what="brokers-away",
        where=servers,
        severity="error",
        says="No broker answers: nothing is told between services.",
        do="Start the brokers; everything waits in the databases and goes on by itself.",
    )
