"""Create what is missing; change nothing that is there."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from chassis.brokers import Brokers
from contracts.event import Topic
from tero.topics.cluster import Cluster, ExistingTopic, cluster_at, pause_before
from tero.topics.wanted import COPIES_FOR_A_QUORUM, WantedTopic, wanted_topics


@dataclass(frozen=True)
class Outcome:
    """What happened to one topic; `note` says how an existing one differs from the registry."""

    topic: str
    did: Literal["created", "kept", "differs"]
    partitions: int
    replication: int
    note: str = ""


async def create_topics(
    topics: Iterable[Topic],
    brokers: Brokers,
    *,
    replication: int | None,
    partitions: int | None,
    seconds: float,
) -> list[Outcome]:
    """Bring a cluster to the registry, once it answers and has as many brokers as copies.

    Without `replication` there are three copies, or as many as there are brokers if fewer.
    Returns when every topic has its leaders. Raises NoBrokers when that takes longer than
    `seconds`, NotCreated when the cluster refuses.
    """
    deadline = asyncio.get_running_loop().time() + seconds
    async with cluster_at(brokers, deadline) as cluster:
        copies = replication or min(COPIES_FOR_A_QUORUM, await cluster.broker_count())
        while await cluster.broker_count() < copies:
            await pause_before(deadline, f"fewer brokers than copies ({copies})")
        wanted = wanted_topics(topics, replication=copies, partitions=partitions)
        created = await _create_missing(cluster, wanted)
        there = await _all_led(cluster, [topic.name for topic in wanted], deadline)
    return [_outcome(topic, there[topic.name], created) for topic in wanted]


async def _create_missing(cluster: Cluster, wanted: Sequence[WantedTopic]) -> set[str]:
    there = await cluster.topics()
    missing = [topic for topic in wanted if topic.name not in there]
    return await cluster.create(missing) if missing else set()


async def _all_led(
    cluster: Cluster, names: Sequence[str], deadline: float
) -> dict[str, ExistingTopic]:
    while True:
        there = await cluster.topics()
        waiting = [name for name in names if name not in there or not there[name].is_led]
        if not waiting:
            return there
        await pause_before(deadline, f"no leader yet for {', '.join(waiting)}")


def _outcome(wanted: WantedTopic, there: ExistingTopic, created: set[str]) -> Outcome:
    differences = [
        f"{what}: {has}, wanted {wants}"
        for what, has, wants in (
            ("partitions", there.partitions, wanted.partitions),
            ("copies", there.replication, wanted.replication),
        )
        if has != wants
    ]
    did: Literal["created", "kept", "differs"] = "differs" if differences else "kept"
    return Outcome(
        topic=wanted.name,
        did="created" if wanted.name in created else did,
        partitions=there.partitions,
        replication=there.replication,
        note="; ".join(differences),
    )
