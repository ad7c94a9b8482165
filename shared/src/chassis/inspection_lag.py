"""How far a service is behind: the ends of its topics against what its database has applied."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.coordinator.protocol import ConsumerProtocolMemberAssignment
from pydantic import BaseModel

from chassis.brokers import Brokers
from chassis.fence import Partition


class PartitionLag(BaseModel):
    """One partition. `reader` is the member that holds it now; null if nobody reads it."""

    topic: str
    partition: int
    applied: int
    end: int
    lag: int
    reader: str | None


class Lag(BaseModel):
    """A service's lag. `state` is its consumer group's, in Kafka's word: `Stable` is the good one;
    `missing` names topics that do not exist."""

    group: str
    state: str
    lag: int
    missing: list[str]
    partitions: list[PartitionLag]


async def measure_lag(
    brokers: Brokers,
    group: str,
    topics: Sequence[str],
    applied: Mapping[Partition, int],
) -> Lag:
    """Ask the brokers, outside the group. `applied` holds the next offset of each partition."""
    admin = AIOKafkaAdminClient(**brokers.parameters, client_id="tero-lag")
    try:
        await admin.start()
        found = {topic["topic"]: topic for topic in await admin.describe_topics()}
        state, readers = await _readers(admin, group) if topics else ("Dead", {})
    finally:
        await admin.close()
    wanted = [
        TopicPartition(topic, each["partition"])
        for topic in topics
        if topic in found
        for each in found[topic]["partitions"]
    ]
    ranges = await _ranges(brokers, wanted)
    partitions = [
        _partition_lag(tp, ranges[tp], applied.get(tp, 0), readers.get(tp)) for tp in sorted(wanted)
    ]
    return Lag(
        group=group,
        state=state,
        lag=sum(each.lag for each in partitions),
        missing=[topic for topic in topics if topic not in found],
        partitions=partitions,
    )


def _partition_lag(
    tp: TopicPartition, span: tuple[int, int], applied: int, reader: str | None
) -> PartitionLag:
    start, end = span
    # What was deleted before it was read, or never was there, cannot be waited for.
    done = max(applied, start)
    return PartitionLag(
        topic=tp.topic,
        partition=tp.partition,
        applied=applied,
        end=end,
        lag=max(0, end - done),
        reader=reader,
    )


async def _ranges(
    brokers: Brokers, partitions: Iterable[TopicPartition]
) -> dict[TopicPartition, tuple[int, int]]:
    asked = list(partitions)
    if not asked:
        return {}
    consumer = AIOKafkaConsumer(**brokers.parameters, enable_auto_commit=False)
    try:
        await consumer.start()
        starts = await consumer.beginning_offsets(asked)
        ends = await consumer.end_offsets(asked)
    finally:
        await consumer.stop()
    return {each: (starts[each], ends[each]) for each in asked}


async def _readers(admin: AIOKafkaAdminClient, name: str) -> tuple[str, dict[TopicPartition, str]]:
    """The state of a group, and who of it holds which partition."""
    [answer] = await admin.describe_consumer_groups([name])
    [group] = answer.to_object()["groups"]
    readers: dict[TopicPartition, str] = {}
    for member in group["members"]:
        for topic, partition in _assigned(member["member_assignment"]):
            readers[TopicPartition(topic, partition)] = member["client_id"]
    return group["state"], readers


def _assigned(assignment: bytes) -> list[tuple[Any, Any]]:
    if not assignment:
        return []
    decoded = ConsumerProtocolMemberAssignment.decode(assignment)
    return [(topic, number) for topic, numbers in decoded.assignment for number in numbers]
