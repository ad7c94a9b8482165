"""The doctor's look at topics and brokers, and the command that sets them right."""

import asyncio
import json
import sys
from dataclasses import replace
from uuid import uuid4

import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from chassis.brokers import Brokers
from chassis_testing.waiting import until
from contracts.event import Topic
from local_stack.stack import Stack
from tero.doctor.topics import compare, examine_topics
from tero.topics.cluster import ExistingTopic, cluster_at
from tero.topics.configure import configure_topics
from tero.topics.create import create_topics
from tero.topics.wanted import wanted_topics

LETTERS = Topic("letters", owner="trial", description="A trial.", retention_days=2)
[WANTED] = wanted_topics([LETTERS], replication=3, partitions=4)
SOUND = ExistingTopic("letters", partitions=4, replication=3, is_led=True, in_sync=3)


def fresh(topic: Topic) -> Topic:
    """The same under a name of its own."""
    return replace(topic, name=f"{topic.name}-{uuid4().hex[:8]}")


def said(there: ExistingTopic) -> list[tuple[str, str]]:
    """What is found of a topic whose settings are right."""
    found = compare(WANTED, {"letters": there}, {"letters": WANTED.settings}, "h:1")
    return [(each.what, each.severity) for each in found]


async def _create(stack: Stack, topic: Topic, partitions: int, settings: dict[str, str]) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=stack.kafka.servers)
    await admin.start()
    try:
        await admin.create_topics([NewTopic(topic.name, partitions, 1, topic_configs=settings)])
    finally:
        await admin.close()
    async with cluster_at(
        Brokers.at(stack.kafka.servers), asyncio.get_running_loop().time() + 30
    ) as cluster:

        async def led() -> bool:
            found = (await cluster.topics()).get(topic.name)
            return found is not None and found.is_led

        await until(led)


async def test_topics_as_the_registry_says_are_not_mentioned(stack: Stack) -> None:
    topics = [fresh(LETTERS), fresh(LETTERS)]
    servers = stack.kafka.servers
    await create_topics(topics, Brokers.at(servers), replication=1, partitions=3, seconds=30)

    assert await examine_topics(topics, Brokers.at(servers)) == []


async def test_a_topic_that_is_missing_is_found_with_the_command_that_helps(stack: Stack) -> None:
    [finding] = await examine_topics([fresh(LETTERS)], Brokers.at(stack.kafka.servers))

    assert (finding.what, finding.severity) == ("topic-missing", "error")
    assert finding.command == f"python -m tero topics create --servers {stack.kafka.servers}"


async def test_wrong_settings_are_found_and_set_right(stack: Stack) -> None:
    topic, servers = fresh(LETTERS), stack.kafka.servers
    own = {"retention.ms": "60000", "segment.ms": "12345678"}
    await _create(stack, topic, 2, {**own, "max.message.bytes": str(1 << 20)})

    [finding] = await examine_topics([topic], Brokers.at(servers))
    changed = await configure_topics([topic], Brokers.at(servers), seconds=30)

    assert (finding.what, finding.where) == ("topic-setting", topic.name)
    assert finding.says == "retention.ms is 60000, the registry says 172800000."
    assert finding.command == f"python -m tero topics configure --servers {servers}"
    assert [(each.name, each.have, each.wanted) for each in changed] == [
        ("retention.ms", "60000", "172800000")
    ]
    assert await examine_topics([topic], Brokers.at(servers)) == []
    assert await configure_topics([topic], Brokers.at(servers), seconds=30) == []
    async with cluster_at(Brokers.at(servers), asyncio.get_running_loop().time() + 30) as cluster:
        settings = (await cluster.settings([topic.name]))[topic.name]
    assert settings["segment.ms"] == own["segment.ms"], "what somebody set otherwise stays"


async def test_a_topic_with_other_partitions_than_the_others_is_found(stack: Stack) -> None:
    usual, odd = [fresh(LETTERS) for _ in range(2)], fresh(LETTERS)
    servers = stack.kafka.servers
    await create_topics(usual, Brokers.at(servers), replication=1, partitions=3, seconds=30)
    await create_topics([odd], Brokers.at(servers), replication=1, partitions=1, seconds=30)

    [finding] = await examine_topics([*usual, odd], Brokers.at(servers))

    assert (finding.what, finding.where) == ("topic-partitions", odd.name)
    assert finding.says == "It has 1 partitions, the others 3."


@pytest.mark.parametrize("servers", ["127.0.0.1:1", "nonsense", "127.0.0.1:1,127.0.0.1:2"])
async def test_brokers_that_do_not_answer_are_a_finding(
    servers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tero.doctor.topics._SECONDS", 1.0)

    [finding] = await examine_topics([LETTERS], Brokers.at(servers))

    assert (finding.what, finding.severity, finding.where) == ("brokers-away", "error", servers)


@pytest.mark.parametrize(
    ("there", "found"),
    [
        (SOUND, []),
        (replace(SOUND, in_sync=2), [("topic-under-replicated", "warning")]),
        (replace(SOUND, is_led=False, in_sync=0), [("topic-without-leader", "error")]),
        (replace(SOUND, replication=1, in_sync=1), [("topic-copies", "warning")]),
        (replace(SOUND, partitions=5), [("topic-partitions", "warning")]),
    ],
)
def test_the_state_of_copies_is_judged(there: ExistingTopic, found: list[tuple[str, str]]) -> None:
    assert said(there) == found


def test_a_wrong_minimum_of_copies_is_found() -> None:
    have = {**WANTED.settings, "min.insync.replicas": "1"}

    [finding] = compare(WANTED, {"letters": SOUND}, {"letters": have}, "h:1")

    assert finding.says == "min.insync.replicas is 1, the registry says 2."


async def test_configuring_says_what_it_changed(stack: Stack) -> None:
    """The whole registry: what others, who use the same cluster, made otherwise is set right once,
    and then nothing is left to change."""
    servers = stack.kafka.servers
    for command in (("create", "--partitions", "2"), ("configure",), ("configure",)):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tero", "topics", *command, "--servers", servers, "--json",
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, _ = await process.communicate()
        assert process.returncode == 0

    assert json.loads(out) == []
