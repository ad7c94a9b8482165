"""The framework's own words for how to get in to the brokers."""

from collections.abc import Callable, Mapping

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
