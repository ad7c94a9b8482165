"""Headers whose name is no text, as clients in other languages can send them."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from aiokafka.record.default_records import _DefaultRecordBatchBuilderPy as Builder


class NoText(str):
    """The name of a header: two bytes that are no UTF-8, and here what they are kept as."""

    __slots__ = ()

    def __new__(cls) -> "NoText":
        return super().__new__(cls, r"\xff\xfe")

    def encode(self, *_: str) -> bytes:
        """What goes out."""
        return b"\xff\xfe"


@contextmanager
def any_names() -> Iterator[None]:
    """Producers send them: the library's builder in C would refuse, the other one does not."""
    with (
        patch("aiokafka.producer.producer.DefaultRecordBatchBuilder", Builder),
        patch("aiokafka.producer.message_accumulator.DefaultRecordBatchBuilder", Builder),
    ):
        yield
