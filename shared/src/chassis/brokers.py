"""Where the brokers are and how to get in: told once, used by every client of a process."""

import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

Protocol = Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]
Mechanism = Literal["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"]


@dataclass(frozen=True)
class LogIn:
    """Who a client is, and how it proves that."""

    mechanism: Mechanism
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Brokers:
    """Host and port of each; without `tls` they are spoken to in the clear."""

    addresses: tuple[str, ...]
    log_in: LogIn | None = None
    tls: ssl.SSLContext | None = None

    @classmethod
    def at(cls, servers: str) -> Self:
        """Those that ask for nothing; `servers` is comma separated."""
        return cls(addresses_in(servers))

    @property
    def protocol(self) -> Protocol:
        """In Kafka's word."""
        if self.log_in is None:
            return "SSL" if self.tls else "PLAINTEXT"
        return "SASL_SSL" if self.tls else "SASL_PLAINTEXT"

    @property
    def parameters(self) -> dict[str, Any]:
        """What each client of the library is made with."""
        found: dict[str, Any] = {
            "bootstrap_servers": list(self.addresses),
            "security_protocol": self.protocol,
            "ssl_context": self.tls,
        }
        if self.log_in is not None:
            found["sasl_mechanism"] = self.log_in.mechanism
            found["sasl_plain_username"] = self.log_in.user
            found["sasl_plain_password"] = self.log_in.password
        return found

    def __str__(self) -> str:
        return ",".join(self.addresses)


class BrokerSettings(BaseSettings):
    """The same as settings. What is written below one is what `docs/settings.md` says of it."""

    # An empty line of an `.env` is a setting that was left out.
    model_config = SettingsConfigDict(
        env_prefix="TERO_", frozen=True, env_ignore_empty=True, use_attribute_docstrings=True
    )

    kafka_servers: str
    """Hosts and ports of Kafka's brokers, comma separated."""
    kafka_security_protocol: Protocol = "PLAINTEXT"
    """How brokers are spoken to: in the clear or by TLS, with a log-in (`SASL_`) or without."""
    kafka_sasl_mechanism: Mechanism = "SCRAM-SHA-512"
    """How a password is proved to brokers; `PLAIN` goes with TLS alone."""
    kafka_user: str | None = None
    """Who logs in at the brokers; comes with a password."""
    kafka_password_file: Path | None = None
    """Holds that user's password."""
    kafka_ca_file: Path | None = None
    """Authorities whose certificates are believed of brokers; else those of the system.
    Certificates and names are always verified."""

    @property
    def brokers(self) -> Brokers:
        """Read from the files as they are now; raises ValueError."""
        return Brokers(addresses_in(self.kafka_servers), self._log_in(), self._tls())

    @model_validator(mode="after")
    def _tell_all_or_nothing(self) -> Self:
        protocol = self.kafka_security_protocol
        logs_in, told = protocol.startswith("SASL_"), (self.kafka_user, self.kafka_password_file)
        if logs_in and not all(told):
            raise ValueError(
                f"TERO_KAFKA_SECURITY_PROTOCOL={protocol} needs TERO_KAFKA_USER and "
                "TERO_KAFKA_PASSWORD_FILE"
            )
        if not logs_in and any(told):
            raise ValueError(
                "TERO_KAFKA_USER and TERO_KAFKA_PASSWORD_FILE need "
                "TERO_KAFKA_SECURITY_PROTOCOL=SASL_SSL or SASL_PLAINTEXT"
            )
        if self.kafka_ca_file and not protocol.endswith("SSL"):
            raise ValueError(
                "TERO_KAFKA_CA_FILE needs TERO_KAFKA_SECURITY_PROTOCOL=SASL_SSL or SSL"
            )
        if protocol == "SASL_PLAINTEXT" and self.kafka_sasl_mechanism == "PLAIN":
            raise ValueError(
                "TERO_KAFKA_SASL_MECHANISM=PLAIN tells the password to whoever listens: it needs "
                "TERO_KAFKA_SECURITY_PROTOCOL=SASL_SSL"
            )
        _ = self.brokers
        return self

    def _log_in(self) -> LogIn | None:
        if self.kafka_user is None or self.kafka_password_file is None:
            return None
        try:
            password = self.kafka_password_file.read_text().strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"TERO_KAFKA_PASSWORD_FILE cannot be read: {error}") from error
        if not password:
            raise ValueError(f"TERO_KAFKA_PASSWORD_FILE: {self.kafka_password_file} is empty")
        return LogIn(self.kafka_sasl_mechanism, self.kafka_user, password)

    def _tls(self) -> ssl.SSLContext | None:
        if not self.kafka_security_protocol.endswith("SSL"):
            return None
        try:
            return ssl.create_default_context(cafile=self.kafka_ca_file)
        except (OSError, ValueError) as error:
            raise ValueError(f"TERO_KAFKA_CA_FILE holds no certificates: {error}") from error


def addresses_in(servers: str) -> tuple[str, ...]:
    """Libraries take a comma-separated text for one host."""
    return tuple(server.strip() for server in servers.split(",") if server.strip())
