"""Headers whose name is no text, as clients in other languages can send them."""

from aiokafka.producer.message_accumulator import BatchBuilder
from aiokafka.record.default_records import _DefaultRecordBatchBuilderPy as Builder

_GZIP = Builder.CODEC_GZIP


class NoText(str):
    """The name of a header: two bytes that are no UTF-8, and here what they are kept as."""

    __slots__ = ()

    def __new__(cls) -> "NoText":
        return super().__new__(cls, r"\xff\xfe")

    def encode(self, *_: str) -> bytes:
        """What goes out."""
        return b"\xff\xfe"


def any_names(batch: BatchBuilder, longest: int = 1 << 24) -> BatchBuilder:
    """The same batch, still empty, which takes them: the library's builder in C refuses, its other
    one does not. No producer that numbers its records can send it."""
    batch._builder = Builder(
        2,
        _GZIP,
        is_transactional=0,
        producer_id=-1,
        producer_epoch=-1,
        base_sequence=0,
        batch_size=longest,
    )
    return batch
