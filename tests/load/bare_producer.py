"""The yardstick of the relay: a producer that is handed its rows and only has to send them.

A process of its own: as fast as a pipelined idempotent producer goes, used the way its library
documents, without a database on either side.
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict

import asyncpg
import orjson
import uvloop
from aiokafka import AIOKafkaProducer
from tests.load.figures import Pace

from chassis.cloudevents import as_wire

_PIPELINE = 1_000
_WARM_UP = 0.1
Row = asyncpg.Record


async def run(servers: str, dsn: str) -> Pace:
    """Sends a copy of the outbox; the pace counts from when a tenth of it is acknowledged."""
    connection = await asyncpg.connect(dsn)
    rows = await connection.fetch(
        "select topic, key, value, headers from kernel_outbox order by id"
    )
    await connection.close()
    producer = AIOKafkaProducer(
        bootstrap_servers=servers, enable_idempotence=True, max_batch_size=131_072
    )
    await producer.start()
    try:
        first = int(len(rows) * _WARM_UP)
        await _send(producer, rows[:first])
        begin = time.perf_counter(), time.process_time()
        await _send(producer, rows[first:])
        seconds, cpu = time.perf_counter() - begin[0], time.process_time() - begin[1]
        return Pace(len(rows) - first, seconds, cpu)
    finally:
        await producer.stop()


async def _send(producer: AIOKafkaProducer, rows: list[Row]) -> None:
    for start in range(0, len(rows), _PIPELINE):
        futures = [
            await producer.send(
                row["topic"],
                row["value"],
                key=row["key"],
                headers=as_wire(orjson.loads(row["headers"])),
            )
            for row in rows[start : start + _PIPELINE]
        ]
        await asyncio.gather(*futures)


if __name__ == "__main__":
    print(json.dumps(asdict(uvloop.run(run(**json.load(sys.stdin))))))
