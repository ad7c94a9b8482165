"""The yardstick of the relay: a producer that is handed its events and only has to send them.

A process of its own: as fast as a pipelined idempotent producer goes, used the way its library
documents, without a database on either side.
"""

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict

import asyncpg
import uvloop
from aiokafka import AIOKafkaProducer
from tests.load.figures import Pace

from chassis.cloudevents import as_wire
from chassis.outbox import OutgoingEvent, opened

_PIPELINE = 1_000
_WARM_UP = 0.1


async def run(servers: str, dsn: str) -> Pace:
    """Sends a copy of the outbox; the pace counts from when a tenth of it is acknowledged."""
    connection = await asyncpg.connect(dsn)
    rows = await connection.fetch("select topic, body from kernel_outbox order by id")
    await connection.close()
    events = [event for row in rows for event in opened(*row)]
    producer = AIOKafkaProducer(
        bootstrap_servers=servers, enable_idempotence=True, max_batch_size=131_072
    )
    await producer.start()
    try:
        first = int(len(events) * _WARM_UP)
        await _send(producer, events[:first])
        begin = time.perf_counter(), time.process_time()
        await _send(producer, events[first:])
        seconds, cpu = time.perf_counter() - begin[0], time.process_time() - begin[1]
        return Pace(len(events) - first, seconds, cpu)
    finally:
        await producer.stop()


async def _send(producer: AIOKafkaProducer, events: Sequence[OutgoingEvent]) -> None:
    for start in range(0, len(events), _PIPELINE):
        futures = [
            await producer.send(topic, value.encode(), key=key.encode(), headers=as_wire(headers))
            for topic, key, value, headers in events[start : start + _PIPELINE]
        ]
        await asyncio.gather(*futures)


if __name__ == "__main__":
    print(json.dumps(asdict(uvloop.run(run(**json.load(sys.stdin))))))
