"""Records with a header whose name is no UTF-8: Kafka takes them, and its client library (aiokafka
0.14) cannot read them.

It decodes the names itself, deep inside a fetch, and raises: nothing of that partition is ever read
again. So what holds such a name is read anew, by the library's slower reader, and the bytes that
are no text stand in the name as `\\xff`. Whoever needs that header does not find it.
"""

from typing import Any, SupportsIndex

from aiokafka.consumer.fetcher import PartitionRecords
from aiokafka.record.default_records import DefaultRecordBatch, _DefaultRecordBatchPy
from aiokafka.record.memory_records import MemoryRecords, _MemoryRecordsPy


class Fetched(MemoryRecords):  # type: ignore[misc] # untyped library
    """What was fetched of one partition, and its bytes, to read them again."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.data = data


class ReadablePartition(PartitionRecords):  # type: ignore[misc] # untyped library
    """The records of `Fetched`, whatever their headers are called."""

    _records: Any

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except UnicodeDecodeError:
            # From the start: the library leaves out what it has handed over already.
            self._records = _Tolerant(self._records.data)
            self._records_iterator = self._unpack_records()
            return super().__next__()


class _Tolerant(_MemoryRecordsPy):  # type: ignore[misc] # untyped library
    def next_batch(self, *_: int) -> Any:
        data = self._next_slice
        batch = super().next_batch()
        return _TolerantBatch(data) if isinstance(batch, DefaultRecordBatch) else batch


class _TolerantBatch(_DefaultRecordBatchPy):  # type: ignore[misc] # untyped library
    _buffer: bytearray

    def __iter__(self) -> "_TolerantBatch":
        super().__iter__()
        self._buffer = _Names(self._buffer)
        return self


class _Names(bytearray):
    """Bytes of which every part is text."""

    def __getitem__(self, place: SupportsIndex | slice) -> Any:
        found = super().__getitem__(place)
        return _Names(found) if isinstance(found, bytearray) else found

    def decode(self, *_: str) -> str:
        return bytes(self).decode("utf-8", "backslashreplace")
