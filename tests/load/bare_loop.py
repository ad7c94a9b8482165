"""The yardstick of ingest: the shortest loop that moves contacts from the topic into the table.

A process of its own. Reads a job from standard input, answers its pace on standard output. It keeps
one row per record, with the columns a channel can fill; it knows no customers, no conversations,
no duplicates across restarts, no bad input, and tells nobody.

With `tells` it also keeps what was said and an event for the others in the same transaction, as
anything must that loses neither. It still knows nobody, and nobody sends those events.
"""

import gc
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import asyncpg
import orjson
import uvloop
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from tests.load.figures import Pace
from uuid_utils.compat import uuid7

from chassis.cloudevents import attributes
from chassis.outbox import OutgoingEvent, parcels
from contracts.channels import CallReportedV1, ChatReceivedV1, InquiryReceivedV1
from contracts.intake import ContactReceivedV1

TABLE, SAID, TOLD = "bare_contact", "bare_conversation", "bare_outbox"
WARM_UP = 0.1

_COLUMNS = {
    "id": "uuid", "source": "text", "channel": "text", "external_id": "text", "version": "int",
    "state": "text", "screen": "text", "received_at": "timestamptz", "accepted_at": "timestamptz",
    "started_at": "timestamptz", "phone": "text", "line": "text", "queue": "text",
    "national_id": "text", "name": "text", "city": "text", "reason": "text", "email": "text",
}  # fmt: skip
_ARRAYS = ", ".join(f"${n}::{kind}[]" for n, kind in enumerate(_COLUMNS.values(), 1))
_INSERT = f"insert into {TABLE} ({', '.join(_COLUMNS)}) select * from unnest({_ARRAYS})"  # noqa: S608
_SAID_COLUMNS = ("contact_id", "lines")
_TELL = f"""
insert into {TOLD} (shard, topic, events, body)
select * from unnest($1::smallint[], $2::text[], $3::int[], $4::bytea[])
"""  # noqa: S608 - a name of our own
_CONTRACTS = {c.type: c for c in (CallReportedV1, ChatReceivedV1, InquiryReceivedV1)}


@dataclass(frozen=True)
class Job:
    """Where the records are, and where their rows go."""

    servers: str
    dsn: str
    topic: str
    begin: dict[str, int]
    end: dict[str, int]
    rows: int
    tells: bool = False


def event_of(record: "ConsumerRecord[bytes, bytes]") -> tuple[dict[str, bytes], Any]:
    """Decode one record."""
    headers = dict(record.headers)
    return headers, _CONTRACTS[headers["ce_type"].decode()].model_validate_json(record.value)


def row_of(headers: dict[str, bytes], event: Any, now: datetime) -> tuple[Any, ...]:
    """The values of a contact's row."""
    origin = (uuid7(), headers["ce_source"].decode())
    at = datetime.fromisoformat(headers["ce_time"].decode())
    if isinstance(event, CallReportedV1):
        what = ("call", event.call_id, 1, "live", "calls", at, now, at)
        who = (event.from_number, event.to_number, event.queue, event.national_id)
        return (*origin, *what, *who, event.name, event.city, event.reason, None)
    is_chat = isinstance(event, ChatReceivedV1)
    kind, screen = ("chat", "chats") if is_chat else ("inquiry", "inquiries")
    what = (kind, event.external_id, 1, "open", screen, at, now, at)
    who = (event.phone, None, None, event.national_id)
    return (*origin, *what, *who, event.name, event.city, event.reason, event.email)


def said_of(event: Any) -> str | None:
    """What was said, as JSON."""
    if isinstance(event, ChatReceivedV1):
        return orjson.dumps([line.model_dump() for line in event.transcript]).decode()
    return orjson.dumps([{"text": event.text}]).decode() if hasattr(event, "text") else None


def told_of(row: tuple[Any, ...]) -> OutgoingEvent:
    """The event that tells of a contact."""
    identity, source, channel, external_id, version, state, _, received_at = row[:8]
    told = ContactReceivedV1(
        contact_id=identity, channel=channel, source=source, external_id=external_id,
        state=state, received_at=received_at, customer_id=None, city=row[15], reason=row[16],
    )  # fmt: skip
    subject = str(identity)
    headers = attributes(
        identity=str(uuid7()), kind=told.type, source="/bare", subject=subject,
        time=received_at, sequence=version,
    )  # fmt: skip
    return OutgoingEvent(told.topic.name, subject, told.model_dump_json(), headers)


async def run(job: Job) -> Pace:
    """All records of the job; the pace counts from when a tenth of them is in."""
    connection = await asyncpg.connect(job.dsn)
    consumer = AIOKafkaConsumer(
        bootstrap_servers=job.servers,
        group_id="bare",
        enable_auto_commit=False,
        max_partition_fetch_bytes=4 << 20,
    )
    await consumer.start()
    try:
        places = {TopicPartition(job.topic, int(n)): at for n, at in job.begin.items()}
        consumer.assign(list(places))
        for place, offset in places.items():
            consumer.seek(place, offset)
        gc.freeze()
        gc.set_threshold(50_000, 20, 50)
        return await _move(consumer, connection, job)
    finally:
        await consumer.stop()
        await connection.close()


async def _move(
    consumer: AIOKafkaConsumer, connection: "asyncpg.Connection[asyncpg.Record]", job: Job
) -> Pace:
    done, start = 0, (0, 0.0, 0.0)
    while done < job.rows:
        batch = await consumer.getmany(max_records=500, timeout_ms=10)
        records: Sequence[Any] = [record for some in batch.values() for record in some]
        if not records:
            continue
        now = datetime.now(UTC)
        events = [event_of(record) for record in records]
        rows = [row_of(headers, event, now) for headers, event in events]
        async with connection.transaction():
            await connection.execute(_INSERT, *zip(*rows, strict=True))
            if job.tells:
                said = [
                    (row[0], said_of(event[1])) for row, event in zip(rows, events, strict=True)
                ]
                some = [each for each in said if each[1] is not None]
                # What nothing can conflict with is copied, which is the quickest there is.
                await connection.copy_records_to_table(SAID, records=some, columns=_SAID_COLUMNS)
                told = parcels(told_of(row) for row in rows)
                await connection.execute(_TELL, *zip(*told, strict=True))
        await consumer.commit()
        done += len(records)
        if not start[0] and done >= job.rows * WARM_UP:
            start = done, time.perf_counter(), time.process_time()
    return Pace(done - start[0], time.perf_counter() - start[1], time.process_time() - start[2])


if __name__ == "__main__":
    print(json.dumps(asdict(uvloop.run(run(Job(**json.load(sys.stdin)))))))
