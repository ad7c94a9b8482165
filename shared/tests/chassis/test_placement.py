"""Every client of Kafka must find a key in the same partition."""

from aiokafka.partitioner import murmur2
from hypothesis import given
from hypothesis import strategies as st

from chassis.producer import partition_of

PARTITIONS = list(range(1000))


@given(st.binary(min_size=1, max_size=80))
def test_keys_are_placed_as_kafkas_own_clients_do(key: bytes) -> None:
    expected = (int(murmur2(key)) & 0x7FFFFFFF) % len(PARTITIONS)
    assert partition_of(key, PARTITIONS, PARTITIONS) == expected
