"""Brokers that ask who comes: one listener more, with TLS and SCRAM, and rights for everybody.

Who comes by the other listeners, brokers and the stack's own tools, is on this machine and may do
everything, as without a guard.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LISTENER = "GUARDED"
MECHANISM = "SCRAM-SHA-512"
_MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule"
_OF_LISTENER = f"listener.name.{LISTENER.lower()}"


@dataclass(frozen=True)
class Guard:
    """`users` have passwords; what they may do is for ACLs to say. `certificate` is a file with the
    brokers' private key and certificate, PEM."""

    users: Mapping[str, str]
    certificate: Path

    def settings(self) -> dict[str, str]:
        """Of a broker."""
        return {
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users": "User:ANONYMOUS",
            f"{_OF_LISTENER}.sasl.enabled.mechanisms": MECHANISM,
            f"{_OF_LISTENER}.{MECHANISM.lower()}.sasl.jaas.config": f"{_MODULE} required;",
            f"{_OF_LISTENER}.ssl.keystore.type": "PEM",
            f"{_OF_LISTENER}.ssl.keystore.location": str(self.certificate),
        }

    def arguments(self) -> list[str]:
        """Of the tool that formats an empty folder: users are data of the cluster."""
        return [
            word
            for name, password in self.users.items()
            for word in ("--add-scram", f'{MECHANISM}=[name="{name}",password="{password}"]')
        ]
