"""`tero topics` against a real broker."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from chassis.brokers import Brokers
from contracts import topics
from contracts.event import Topic
from local_stack.stack import Stack
from tero.topics.cluster import NoBrokers
from tero.topics.create import create_topics
from tero.topics.wanted import wanted_topics

MINE = Topic("trial.letters", owner="trial", description="A trial.", retention_days=2)
KEPT = Topic("trial.people", owner="trial", description="A trial.", compacted=True)


async def tero(*words: str) -> tuple[int, str, str]:
    """Run the command; its exit code, output and complaints."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tero",
        *words,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


async def settings_of(servers: str, topic: str) -> dict[str, Any]:
    admin = AIOKafkaAdminClient(bootstrap_servers=servers)
    await admin.start()
    try:
        asked = [ConfigResource(ConfigResourceType.TOPIC, topic)]
        [answer] = await admin.describe_configs(asked)
    finally:
        await admin.close()
    return {name: value for name, value, *_ in answer.resources[0][4]}


async def test_the_registry_is_created_once_and_kept_afterwards(tmp_path: Path) -> None:
    # On a broker of its own: other tests make topics of these names as they need them.
    async with Stack(tmp_path, parts={"kafka"}, fsync=False) as stack:
        servers = stack.kafka.servers
        create = ("topics", "create", "--servers", servers, "--partitions", "2", "--json")
        first, second = [await tero(*create) for _ in range(2)]

    assert (first[0], second[0]) == (0, 0), first[2] + second[2]
    assert {row["did"] for row in json.loads(first[1])} == {"created"}
    names = [row["topic"] for row in json.loads(second[1])]
    assert names == [topic.name for topic in topics.ALL]
    assert {row["did"] for row in json.loads(second[1])} == {"kept"}


async def test_a_topic_is_kept_as_its_contract_says(stack: Stack) -> None:
    brokers = Brokers.at(stack.kafka.servers)

    await create_topics([MINE, KEPT], brokers, replication=1, partitions=1, seconds=30)

    letters, people = [await settings_of(stack.kafka.servers, topic.name) for topic in (MINE, KEPT)]
    assert letters["cleanup.policy"] == "delete"
    assert letters["retention.ms"] == str(2 * 86_400_000)
    assert letters["min.insync.replicas"] == "1"
    assert letters["max.message.bytes"] == str(1 << 20)
    assert people["cleanup.policy"] == "compact"


async def test_a_topic_with_other_partitions_is_reported_and_left_alone(stack: Stack) -> None:
    there = Topic("trial.wide", owner="trial", description="A trial.", partitions=1)
    wanted = Topic("trial.wide", owner="trial", description="A trial.", partitions=3)
    brokers = Brokers.at(stack.kafka.servers)
    await create_topics([there], brokers, replication=1, partitions=None, seconds=30)

    [outcome] = await create_topics([wanted], brokers, replication=1, partitions=None, seconds=30)

    assert (outcome.did, outcome.partitions) == ("differs", 1)
    assert outcome.note == "partitions: 1, wanted 3"


async def test_waiting_for_brokers_ends_with_a_clear_word() -> None:
    code, _, complaint = await tero("topics", "create", "--servers", "127.0.0.1:1", "--wait", "0")

    assert code == 1
    assert complaint.strip() == "topics: no broker answers at 127.0.0.1:1"


async def test_more_copies_than_brokers_are_waited_for_and_then_refused(stack: Stack) -> None:
    with pytest.raises(NoBrokers, match=r"fewer brokers than copies \(3\)"):
        await create_topics(
            [MINE], Brokers.at(stack.kafka.servers), replication=3, partitions=1, seconds=1
        )


@pytest.mark.parametrize(("copies", "least"), [(1, "1"), (2, "1"), (3, "2")])
def test_two_copies_are_demanded_where_there_are_three(copies: int, least: str) -> None:
    [topic] = wanted_topics([MINE], replication=copies, partitions=None)

    assert topic.settings["min.insync.replicas"] == least


async def test_the_list_names_every_topic() -> None:
    code, output, _ = await tero("topics", "list", "--json")

    assert code == 0
    assert {row["name"] for row in json.loads(output)} == {topic.name for topic in topics.ALL}
