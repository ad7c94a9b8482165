"""Settings of a broker on one machine: quick to start, small, and strict about durability."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from local_stack.parts.kafka_guard import LISTENER, Guard
from local_stack.ports import HOST

FIXED = {
    "process.roles": "broker,controller",
    "controller.listener.names": "CONTROLLER",
    "listener.security.protocol.map": (
        "PLAINTEXT:PLAINTEXT,CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT,GUARDED:SASL_SSL"
    ),
    "inter.broker.listener.name": "PLAINTEXT",
    "auto.create.topics.enable": "false",
    "unclean.leader.election.enable": "false",
    # Members of a test or of one machine do not trickle in: nothing to wait for.
    "group.initial.rebalance.delay.ms": "0",
    "group.min.session.timeout.ms": "1000",
    # A killed broker comes back only after its old registration has run out.
    "broker.session.timeout.ms": "3000",
    "broker.heartbeat.interval.ms": "1000",
    "offsets.topic.num.partitions": "5",
    "transaction.state.log.num.partitions": "5",
    "share.coordinator.state.topic.num.partitions": "5",
    "num.partitions": "4",
    "message.max.bytes": str(1 << 20),
    "num.network.threads": "2",
    "num.io.threads": "4",
    "log.segment.bytes": str(64 << 20),
    "log.retention.bytes": str(256 << 20),
    "log.retention.check.interval.ms": "60000",
    "log.cleaner.dedupe.buffer.size": str(8 << 20),
    "log.index.size.max.bytes": str(1 << 20),
}


def broker_settings(
    node: int,
    ports: Mapping[str, int],
    voters: Sequence[int],
    data: Path,
    *,
    detour: int | None = None,
    guard: Guard | None = None,
) -> dict[str, str]:
    """Settings of broker `node`; `voters` are the controllers' ports, in the order of nodes.

    With a `detour`, the third of its ports is for clients alone, who are told to use the detour
    instead; brokers among themselves never do. With a `guard` the third is for those who log in.
    """
    count = len(voters)
    quorum = ",".join(f"{number}@{HOST}:{port}" for number, port in enumerate(voters, 1))
    broker, controller, *clients = ports.values()
    listeners = [f"PLAINTEXT://{HOST}:{broker}", f"CONTROLLER://{HOST}:{controller}"]
    advertised = [f"PLAINTEXT://{HOST}:{broker}"]
    if guard is not None:
        listeners += [f"{LISTENER}://{HOST}:{port}" for port in clients]
        advertised += [f"{LISTENER}://{HOST}:{port}" for port in clients]
    elif detour is not None:
        listeners += [f"CLIENTS://{HOST}:{port}" for port in clients]
        advertised.append(f"CLIENTS://{HOST}:{detour}")
    return {
        **FIXED,
        **_replication(count),
        **(guard.settings() if guard else {}),
        "node.id": str(node),
        "controller.quorum.voters": quorum,
        "listeners": ",".join(listeners),
        "advertised.listeners": ",".join(advertised),
        "log.dirs": str(data),
    }


def _replication(count: int) -> dict[str, str]:
    least = str(max(1, count - 1))
    return {
        "default.replication.factor": str(count),
        "min.insync.replicas": least,
        "offsets.topic.replication.factor": str(count),
        "transaction.state.log.replication.factor": str(count),
        "transaction.state.log.min.isr": least,
        "share.coordinator.state.topic.replication.factor": str(count),
        "share.coordinator.state.topic.min.isr": least,
    }


def as_properties(settings: Mapping[str, str]) -> str:
    """The text of a properties file."""
    return "".join(f"{name}={value}\n" for name, value in settings.items())
