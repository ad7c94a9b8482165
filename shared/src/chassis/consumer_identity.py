"""Who a service's consumer is to the brokers: how it gets in, and its name in the group."""

from collections.abc import Callable, Mapping, Sequence
from zlib import crc32

from faststream.security import BaseSecurity, SASLPlaintext, SASLScram256, SASLScram512

from chassis.brokers import Brokers

_LOG_INS: Mapping[str, Callable[..., BaseSecurity]] = {
    "SCRAM-SHA-512": SASLScram512,
    "SCRAM-SHA-256": SASLScram256,
    "PLAIN": SASLPlaintext,
}


def security_of(brokers: Brokers) -> BaseSecurity:
    """How the framework is told to get in; it hands on the same as `Brokers.parameters`."""
    log_in, tls = brokers.log_in, brokers.tls
    if log_in is None:
        return BaseSecurity(ssl_context=tls)
    return _LOG_INS[log_in.mechanism](log_in.user, log_in.password, ssl_context=tls)


def member_id(instance: str, topics: Sequence[str]) -> str:
    """A static member's name, another one for another list of topics.

    A member that comes back under its old name within the session timeout is given its old
    assignment; with a topic it no longer knows in it, the client library never works again.
    """
    return f"{instance}-{crc32(','.join(sorted(topics)).encode()):08x}"
