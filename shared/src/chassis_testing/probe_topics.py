"""The probe's topics: what is put into them by hand, and what the probe says in them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.partitioner import DefaultPartitioner
from aiokafka.structs import TopicPartition

from chassis_testing.any_names import any_names
from chassis_testing.harness import record_of
from chassis_testing.probe import contracts_on
from local_stack.stack import Stack

PARTITIONS = 4


@dataclass
class ProbeTopics:
    """The topic that the probe reads; what it emits goes to another one, the echoes."""

    stack: Stack
    topic: str

    async def create_topics(self) -> None:
        """The probe's topic and the one of its echoes, with a copy on every broker."""
        admin = AIOKafkaAdminClient(bootstrap_servers=self.stack.kafka.servers)
        await admin.start()
        names = (self.topic, f"{self.topic}-echo")
        brokers = self.stack.kafka.servers.count(",") + 1
        await admin.create_topics([NewTopic(name, PARTITIONS, brokers) for name in names])
        await admin.close()

    async def publish(self, *, keys: int, each: int, first: int = 1, mood: str = "") -> None:
        """`each` events for every key, numbered from `first`, in order."""
        counted, _ = contracts_on(self.topic)
        producer = AIOKafkaProducer(
            bootstrap_servers=self.stack.kafka.servers, enable_idempotence=True
        )
        async with producer:
            sends = []
            for n in range(first, first + each):
                for key in (f"key-{number}" for number in range(keys)):
                    record = record_of(counted(key=key, n=n, mood=mood), key=key, version=n)
                    headers = [(name, value or b"") for name, value in record.headers]
                    sends.append(
                        await producer.send(
                            self.topic, value=record.value, key=record.key, headers=headers
                        )
                    )
            await asyncio.gather(*sends)

    async def publish_raw(
        self,
        value: bytes | None,
        *,
        key: bytes | None = b"key-0",
        headers: Sequence[tuple[str, bytes | None]] = (),
    ) -> None:
        """Any bytes, as an outsider may send them: compressed, more than a record may be."""
        producer = AIOKafkaProducer(bootstrap_servers=self.stack.kafka.servers)
        async with producer:
            places = sorted(await producer.partitions_for(self.topic))
            partition = DefaultPartitioner()(key, places, places)
            batch = any_names(producer.create_batch())
            batch.append(timestamp=None, key=key, value=value, headers=headers)
            await (await producer.send_batch(batch, self.topic, partition=partition))

    async def echoes(self) -> dict[str, list[int]]:
        """What is in the echo topic, by key, in order; each event id once, as readers see it."""
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self.stack.kafka.servers, auto_offset_reset="earliest"
        )
        found: dict[str, list[int]] = {}
        seen: set[bytes] = set()
        async with consumer:
            partitions = [TopicPartition(f"{self.topic}-echo", n) for n in range(PARTITIONS)]
            consumer.assign(partitions)
            ends = await consumer.end_offsets(partitions)
            for partition, end in ends.items():
                while await consumer.position(partition) < end:
                    for records in (await consumer.getmany(partition, timeout_ms=1000)).values():
                        for record in records:
                            headers = dict(record.headers)
                            if headers["ce_id"] not in seen:
                                seen.add(headers["ce_id"])
                                n = int(headers["ce_sequence"])
                                found.setdefault(record.key.decode(), []).append(n)
        return found
