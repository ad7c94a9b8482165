"""A cluster as this command needs it: its brokers, its topics, and new topics."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Literal

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError, TopicAlreadyExistsError, for_code
from aiokafka.protocol.admin import CreateAclsRequest
from pydantic import ValidationError

from chassis.brokers import Brokers, BrokerSettings
from chassis.kafka_refusals import why_refused
from tero.topics.wanted import WantedTopic

_PAUSE_SECONDS = 0.25
_TOPIC_S_OWN = 1
_REQUEST_TIMEOUT_MS = 15_000
# As the protocol numbers them; the library's client has no names for rights.
_KINDS = {"topic": 2, "group": 3}
_OPERATIONS = {"read": 3, "write": 4}
_LITERAL = 3
_ALLOW = 3


class NoBrokers(Exception):
    """No broker answered before the deadline, or those that did let nobody in."""


class NotTold(Exception):
    """The environment says half of how to get in, or something that cannot be."""


class NotCreated(Exception):
    """The cluster refused a topic, or a setting of one."""


@dataclass(frozen=True)
class ExistingTopic:
    """A topic as the cluster has it. `is_led`: every partition has a leader, so it is usable;
    `in_sync`: how many copies are current, of the partition with the fewest."""

    name: str
    partitions: int
    replication: int
    is_led: bool
    in_sync: int


class Cluster:
    """Questions and orders to a running cluster."""

    def __init__(self, admin: AIOKafkaAdminClient) -> None:
        self._admin = admin

    async def broker_count(self) -> int:
        """How many brokers are there now."""
        return len((await self._admin.describe_cluster())["brokers"])

    async def topics(self) -> dict[str, ExistingTopic]:
        """All topics but Kafka's own. Asked for by name, missing ones might be made up."""
        found = await self._admin.describe_topics()
        return {topic["topic"]: _existing(topic) for topic in found if not topic["is_internal"]}

    async def settings(self, names: Sequence[str]) -> dict[str, dict[str, str]]:
        """All settings of these topics, by Kafka's names, as they are in force."""
        return {
            name: {setting: value for setting, value, *_ in entries}
            for name, entries in (await self._entries(names)).items()
        }

    async def configure(self, name: str, settings: Mapping[str, str]) -> None:
        """Give a topic these settings; raises NotCreated when the cluster refuses."""
        [entries] = (await self._entries([name])).values()
        # The request replaces all that the topic was ever given: what stays is said again.
        own = {
            setting: value for setting, value, _, source, *_ in entries if source == _TOPIC_S_OWN
        }
        topic = ConfigResource(ConfigResourceType.TOPIC, name, {**own, **settings})
        for answer in await self._admin.alter_configs([topic]):
            for code, message, *_ in answer.resources:
                if code:
                    raise NotCreated(f"{name}: {for_code(code).__name__} {message or ''}".rstrip())

    async def allow(
        self, principal: str, operation: Literal["read", "write"], kind: str, name: str
    ) -> None:
        """Give a right, which it may have already; raises NotCreated when the cluster refuses."""
        request = CreateAclsRequest(
            _KINDS[kind], name, _LITERAL, f"User:{principal}", "*", _OPERATIONS[operation], _ALLOW
        )
        answer = await self._admin._send_to_controller(request)
        for code, message in answer.creation_responses:
            if code:
                raise NotCreated(f"{principal}: {for_code(code).__name__} {message or ''}".rstrip())

    async def _entries(self, names: Sequence[str]) -> dict[str, list[Any]]:
        asked = [ConfigResource(ConfigResourceType.TOPIC, name) for name in names]
        answers = await self._admin.describe_configs(asked) if asked else []
        return {name: entries for answer in answers for _, _, _, name, entries in answer.resources}

    async def create(self, topics: Sequence[WantedTopic]) -> set[str]:
        """The names of those created; the others were there, perhaps since a moment ago."""
        response = await self._admin.create_topics([_new(topic) for topic in topics])
        created = set()
        for name, code, message in response.topic_errors:
            error = for_code(code)
            if code == 0:
                created.add(name)
            elif error is not TopicAlreadyExistsError:
                raise NotCreated(f"{name}: {error.__name__} {message or ''}".rstrip())
        return created


def brokers_at(servers: str) -> Brokers:
    """Those at `servers`, comma separated; how to get in is what the environment says to services.
    Raises NotTold."""
    try:
        return BrokerSettings(kafka_servers=servers).brokers
    except ValidationError as error:
        said = (each["msg"].removeprefix("Value error, ") for each in error.errors())
        raise NotTold("; ".join(said)) from error


@asynccontextmanager
async def cluster_at(brokers: Brokers, deadline: float) -> AsyncIterator[Cluster]:
    """The cluster behind these addresses, tried again until the deadline (event loop's clock)."""
    admin = await _connected(brokers, deadline)
    try:
        yield Cluster(admin)
    finally:
        await admin.close()


async def _connected(brokers: Brokers, deadline: float) -> AIOKafkaAdminClient:
    while True:
        admin = AIOKafkaAdminClient(
            **brokers.parameters,
            client_id="tero",
            request_timeout_ms=_REQUEST_TIMEOUT_MS,
        )
        try:
            async with asyncio.timeout_at(deadline):
                await admin.start()
                return admin
        except (KafkaError, OSError, TimeoutError) as error:
            await admin.close()
            complaint = await why_refused(brokers) or f"no broker answers at {brokers}"
            await pause_before(deadline, complaint, error)


async def pause_before(deadline: float, complaint: str, error: Exception | None = None) -> None:
    """Wait a little, or raise NoBrokers with the complaint when the time is over."""
    if asyncio.get_running_loop().time() + _PAUSE_SECONDS >= deadline:
        raise NoBrokers(complaint) from error
    await asyncio.sleep(_PAUSE_SECONDS)


def _existing(topic: dict[str, Any]) -> ExistingTopic:
    partitions = topic["partitions"]
    return ExistingTopic(
        name=topic["topic"],
        partitions=len(partitions),
        replication=max((len(each["replicas"]) for each in partitions), default=0),
        is_led=bool(partitions) and all(each["leader"] >= 0 for each in partitions),
        in_sync=min((len(each["isr"]) for each in partitions), default=0),
    )


def _new(topic: WantedTopic) -> NewTopic:
    return NewTopic(
        topic.name, topic.partitions, topic.replication, topic_configs=dict(topic.settings)
    )
