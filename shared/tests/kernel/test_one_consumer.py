"""However many topics a service reads, it reads them with one consumer."""

from collections.abc import Sequence
from dataclasses import replace

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.coordinator.protocol import ConsumerProtocolMemberAssignment

from chassis.cloudevents import Received
from chassis.handlers import Handles
from chassis.service import Service
from chassis.transactions import Tx
from chassis_testing.harness import running
from chassis_testing.probe import Echoed, contracts_on, define_probe
from chassis_testing.probe_topics import PARTITIONS
from chassis_testing.probe_world import ProbeWorld


async def assignments(world: ProbeWorld) -> list[dict[str, list[int]]]:
    """What each member of the probe's group reads: its topics with their partitions."""
    admin = AIOKafkaAdminClient(bootstrap_servers=world.stack.kafka.servers)
    await admin.start()
    try:
        [answer] = await admin.describe_consumer_groups([world.name])
    finally:
        await admin.close()
    [group] = answer.to_object()["groups"]
    decode = ConsumerProtocolMemberAssignment.decode
    return [
        {topic: sorted(numbers) for topic, numbers in decode(each["member_assignment"]).assignment}
        for each in group["members"]
    ]


async def test_all_topics_of_a_service_are_read_by_one_member_of_its_group(
    world: ProbeWorld,
) -> None:
    """Several subscribers join one after another, each with a rebalance: seconds at every start."""
    _, echoed = contracts_on(world.topic)

    async def on_echo(events: Sequence[Received[Echoed]], tx: Tx) -> None:
        connection = await tx.driver()
        for event in tx.each(events):
            await connection.execute(
                "insert into effect (key, n) values ('echo', $1)", event.data.n
            )

    probe = define_probe(world.topic, name=world.name)
    reads_both = replace(probe, handles=[*probe.handles, Handles(echoed, on_echo)])
    await world.publish(keys=1, each=2)
    async with running(Service(reads_both, world.settings(), "worker"), world.keys):
        await world.until_effects(4)
        members = await assignments(world)

    assert await world.effects() == {"key-0": [1, 2], "echo": [1, 2]}
    all_of_one = list(range(PARTITIONS))
    assert members == [{world.topic: all_of_one, f"{world.topic}-echo": all_of_one}]
