"""Why brokers that are there do not let this process in.

The library's clients say of every failure that no broker could be reached. Whoever must mend it
has to know whether to look for a broker or for a password.
"""

import ssl

from aiokafka.conn import AIOKafkaConnection, collect_hosts, create_conn
from aiokafka.errors import (
    GroupAuthorizationFailedError,
    IllegalSaslStateError,
    KafkaConnectionError,
    KafkaError,
    SaslAuthenticationFailed,
    TopicAuthorizationFailedError,
    UnsupportedSaslMechanismError,
)
from aiokafka.protocol.metadata import MetadataRequest

from chassis.brokers import Brokers

_ASK_MS = 5_000
_HUNG_UP = "The brokers hang up: they may ask for another TERO_KAFKA_SECURITY_PROTOCOL"

# Readiness tells them to whoever asks: no address, no name.
_SENTENCES: tuple[tuple[type[Exception], str], ...] = (
    (
        SaslAuthenticationFailed,
        "The brokers do not know TERO_KAFKA_USER by the password in TERO_KAFKA_PASSWORD_FILE",
    ),
    (UnsupportedSaslMechanismError, "The brokers do not take this TERO_KAFKA_SASL_MECHANISM"),
    (
        IllegalSaslStateError,
        "The brokers ask for no log-in there: TERO_KAFKA_SERVERS, TERO_KAFKA_SECURITY_PROTOCOL",
    ),
    (
        ssl.SSLCertVerificationError,
        "The brokers' certificate is of another name, or not vouched for by TERO_KAFKA_CA_FILE",
    ),
    (ssl.SSLError, _HUNG_UP),
    (ConnectionResetError, _HUNG_UP),
    (ConnectionAbortedError, _HUNG_UP),
    (KafkaConnectionError, _HUNG_UP),
)


def lacking(error: KafkaError) -> str | None:
    """A sentence, where brokers that let us in do not let us do what we must."""
    if isinstance(error, TopicAuthorizationFailedError | GroupAuthorizationFailedError):
        return "TERO_KAFKA_USER may not read all that this service reads: see `tero acls`"
    return None


async def why_refused(brokers: Brokers) -> str | None:
    """A sentence; None if none of them is there, or one lets us in."""
    sentence = None
    for host, port, _ in collect_hosts(list(brokers.addresses), randomize=False):
        try:
            await _enter(host, port, brokers)
        except (KafkaError, OSError) as error:
            said = (text for kind, text in _SENTENCES if isinstance(error, kind))
            sentence = sentence or next(said, None)
        else:
            return None
    return sentence


async def _enter(host: str, port: int, brokers: Brokers) -> None:
    how = {name: told for name, told in brokers.parameters.items() if name != "bootstrap_servers"}
    connection: AIOKafkaConnection = await create_conn(
        host, port, request_timeout_ms=_ASK_MS, **how
    )
    try:
        await connection.send(MetadataRequest([]))
    finally:
        connection.close()
