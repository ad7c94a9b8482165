"""Judgements on what the brokers say of a service: topics missing, nobody reading, no progress."""

from collections.abc import Iterator, Sequence

from chassis.inspection_advice import Advice
from chassis.inspection_lag import Lag, PartitionLag


def about_brokers(service: str, refusal: str | None) -> Advice:
    """No broker answered, or those that are there let nobody in."""
    if refusal is not None:
        return Advice(
            what="brokers-refuse",
            where=service,
            severity="error",
            says=f"{refusal}: nothing is told to others, nothing is heard.",
            do="Set this service's TERO_KAFKA_… right and start it anew (docs/security/kafka.md).",
        )
    return Advice(
        what="brokers-away",
        where=service,
        severity="error",
        says="No broker answers this service: nothing is told to others, nothing is heard.",
        do="Start the brokers; everything waits in the databases and goes on by itself.",
    )


def about_lag(service: str, before: Lag, after: Lag) -> Iterator[Advice]:
    """Topics that are missing, partitions nobody reads, records that wait while nothing moves."""
    command = f"python -m tero lag {service}"
    yield from (_missing(service, topic) for topic in after.missing)
    yield from _created_anew(service, after)
    unread = [each for each in after.partitions if each.reader is None]
    if unread and any(each.reader is None for each in before.partitions):
        waiting = sum(each.lag for each in unread)
        yield Advice(
            what="nobody-reads",
            where=service,
            severity="error",
            says=f"{_named(unread)} read by nobody; {waiting} records wait there. "
            f"The group is {after.state}.",
            do="Start a worker of this service, or look into its log.",
            command=command,
        )
        return
    moved = {_place(each): each.applied for each in after.partitions}
    stuck = [
        each for each in before.partitions if each.lag and moved.get(_place(each)) == each.applied
    ]
    if stuck:
        yield Advice(
            what="no-progress",
            where=service,
            severity="error",
            says=f"{sum(each.lag for each in stuck)} records wait and nothing moved: "
            f"{_named(stuck)}.",
            do="The worker's log says what it waits for; it ends itself after 30 s without any "
            "attempt and must then be started again by whoever supervises it.",
            command=command,
        )


def _missing(service: str, topic: str) -> Advice:
    return Advice(
        what="topic-missing",
        where=f"{service} {topic}",
        severity="error",
        says="The topic does not exist: the service cannot hear what is told there.",
        do="Create it.",
        command="python -m tero topics create --servers HOST:PORT",
    )


def _created_anew(service: str, lag: Lag) -> Iterator[Advice]:
    beyond = [each for each in lag.partitions if each.applied > each.end]
    if beyond:
        yield Advice(
            what="topic-created-anew",
            where=service,
            severity="error",
            says=f"More was applied than there is: {_named(beyond)}. Records up to the old "
            "offset would be dropped as already applied.",
            do="Follow `A topic was created anew` in docs/operations.md.",
        )


def _place(partition: PartitionLag) -> tuple[str, int]:
    return partition.topic, partition.partition


def _named(partitions: Sequence[PartitionLag]) -> str:
    numbers: dict[str, list[str]] = {}
    for each in partitions:
        numbers.setdefault(each.topic, []).append(str(each.partition))
    return ", ".join(f"{topic} [{' '.join(each)}]" for topic, each in numbers.items())
