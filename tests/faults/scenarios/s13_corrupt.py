"""S13: records that nobody can read, among those that everybody can."""

import asyncio
import json
from random import Random

from tests.faults.scenario import Scenario
from tests.faults.traffic.doors import NoAnswer
from tests.faults.world import World

from local_stack.demo.day.wire import Record

_CALL = ("ce_type", b"channels.call-reported.v1")
_ID, _SOURCE = ("ce_id", b"broken"), ("ce_source", b"pbx")
_GOOD = json.dumps({"call_id": "x", "event": "new_call", "from_number": "+543415550001"}).encode()


def _record(value: bytes | None, *headers: tuple[str, bytes | None]) -> Record:
    return Record(b"broken", value, headers)  # type: ignore[arg-type] # null values are the point


_BROKEN: tuple[tuple[str, Record], ...] = (
    ("bad JSON", _record(b'{"call_id": ', _CALL, _ID, _SOURCE)),
    ("wrong schema", _record(b'{"call_id": 7}', _CALL, _ID, _SOURCE)),
    ("no object", _record(b"[]", _CALL, _ID, _SOURCE)),
    ("not UTF-8", _record(b"\xff\xfe\xff", _CALL, _ID, _SOURCE)),
    ("tombstone", _record(None, _CALL, _ID, _SOURCE)),
    ("empty", _record(b"", _CALL, _ID, _SOURCE)),
    ("type is not UTF-8", _record(_GOOD, ("ce_type", b"\xff\xfe"), _ID, _SOURCE)),
    ("type is null", _record(_GOOD, ("ce_type", None), _ID, _SOURCE)),
    ("id is null", _record(_GOOD, _CALL, ("ce_id", None), _SOURCE)),
    ("no headers", _record(_GOOD)),
    ("unknown type", _record(_GOOD, ("ce_type", b"channels.telegram.v9"), _ID, _SOURCE)),
    ("no time", _record(_GOOD, _CALL, _ID, _SOURCE, ("ce_time", b"yesterday"))),
    ("no caller", _record(b'{"call_id": "x", "event": "new_call"}', _CALL, _ID, _SOURCE)),
    ("thousand headers", _record(b"{", _CALL, *((f"x-{n}", b"y") for n in range(1_000)))),
    ("NUL in a name", _record(_GOOD.replace(b'"x"', b'"\\u0000"') + b"}", _CALL, _ID, _SOURCE)),
)


async def hurt(world: World, chance: Random) -> None:
    for _ in range(3):
        for reason, record in chance.sample(_BROKEN, len(_BROKEN)):
            try:
                await world.run.send_broken(record, reason)
            except NoAnswer as error:
                world.run.complaints.append(f"{reason} could not be sent: {error}")
            await asyncio.sleep(chance.uniform(0.05, 0.3))


SCENARIO = Scenario("S13", "records that nobody can read", hurt)
