"""Whose fault it is that work never ends in time, or always loses to other transactions: the
database's day, or the record's own.

Both look the same at first. So it is an outage, until one record, alone in its transaction, has
failed like this again and again while the database answers.
"""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncEngine

from chassis.cloudevents import Record
from chassis.database import answers, ran_too_long
from chassis.errors import ConcurrentUpdate

_TRIES = 3
_AT_ONCE_SECONDS = 1.0

Place = tuple[str, int, int]


class Blame:
    """Counts for the batches of one process.

    Where everything takes too long, every record looks guilty. So of those of one topic that are
    given up with none applied in between, each must have failed twice as often as the one before.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._failures: Counter[Place] = Counter()
        self._given_up: Counter[str] = Counter()

    def acquit(self, records: Sequence[Record]) -> None:
        """These were applied, so their topic's work can be done."""
        if self._failures or self._given_up:
            for record in records:
                self._failures.pop(_place(record), None)
                self._given_up.pop(record.topic, None)

    async def is_on(self, records: Sequence[Record], error: Exception) -> bool:
        """Whether what failed like this is one record, and to be given up now."""
        if len(records) > 1 or not may_be_its_own(error):
            return False
        if not await answers(self._engine, within=_AT_ONCE_SECONDS):
            return False
        (record,) = records
        place = _place(record)
        self._failures[place] += 1
        if self._failures[place] < _TRIES << self._given_up[record.topic]:
            return False
        del self._failures[place]
        self._given_up[record.topic] += 1
        return True


def may_be_its_own(error: BaseException) -> bool:
    """Whether what a record asks for may be why, as far as one failure tells."""
    return ran_too_long(error) or isinstance(error, ConcurrentUpdate)


def _place(record: Record) -> Place:
    return record.topic, record.partition, record.offset
