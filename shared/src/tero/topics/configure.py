"""Bring the settings of existing topics to the registry; partitions and copies stay as they are."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chassis.brokers import Brokers
from contracts.event import Topic
from tero.topics.cluster import cluster_at
from tero.topics.wanted import WantedTopic, wanted_topics


@dataclass(frozen=True)
class Difference:
    """One setting of a topic; `have` is None where the cluster does not say."""

    topic: str
    name: str
    have: str | None
    wanted: str


def differences(wanted: WantedTopic, have: Mapping[str, str]) -> Iterator[Difference]:
    """The settings in which a topic differs from the registry."""
    for name, value in wanted.settings.items():
        if have.get(name) != value:
            yield Difference(wanted.name, name, have.get(name), value)


async def configure_topics(
    topics: Iterable[Topic], brokers: Brokers, *, seconds: float
) -> list[Difference]:
    """Set what differs; other settings that somebody gave a topic stay. What was changed.

    Raises NoBrokers when none answers within `seconds`, NotCreated when the cluster refuses.
    """
    deadline = asyncio.get_running_loop().time() + seconds
    changed: list[Difference] = []
    async with cluster_at(brokers, deadline) as cluster:
        there = await cluster.topics()
        existing = [topic for topic in topics if topic.name in there]
        settings = await cluster.settings([topic.name for topic in existing])
        for topic in existing:
            copies = there[topic.name].replication
            [wanted] = wanted_topics([topic], replication=copies, partitions=None)
            found = list(differences(wanted, settings[topic.name]))
            if found:
                await cluster.configure(topic.name, {each.name: each.wanted for each in found})
                changed += found
    return changed
