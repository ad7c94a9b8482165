"""How Kafka should keep each topic of the registry."""

from collections.abc import Iterable
from dataclasses import dataclass

from contracts.event import Topic

LARGEST_RECORD = 1 << 20
DAY_MS = 24 * 60 * 60 * 1000
COPIES_FOR_A_QUORUM = 3


@dataclass(frozen=True)
class WantedTopic:
    """A topic as it should be created; `settings` are Kafka's own, by their names."""

    name: str
    partitions: int
    replication: int
    settings: dict[str, str]


def wanted_topics(
    topics: Iterable[Topic], *, replication: int, partitions: int | None
) -> list[WantedTopic]:
    """The registry's topics, with `partitions` each if it is given."""
    return [
        WantedTopic(
            name=topic.name,
            partitions=partitions or topic.partitions,
            replication=replication,
            settings=_settings(topic, replication),
        )
        for topic in topics
    ]


def _settings(topic: Topic, replication: int) -> dict[str, str]:
    # With fewer than three copies, demanding two would stop all writers with the first broker.
    least_copies = 2 if replication >= COPIES_FOR_A_QUORUM else 1
    return {
        "cleanup.policy": "compact" if topic.compacted else "delete",
        "retention.ms": retention_ms(topic),
        "min.insync.replicas": str(least_copies),
        "max.message.bytes": str(LARGEST_RECORD),
    }


def retention_ms(topic: Topic) -> str:
    """Kafka's value for how long the topic remembers; -1 is for ever."""
    return "-1" if topic.retention_days is None else str(topic.retention_days * DAY_MS)
