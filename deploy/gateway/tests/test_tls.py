"""Names with https, certificates of the gateway's own, and what is promised to browsers then."""

import socket
import ssl
from pathlib import Path
from typing import Any, Protocol

import pytest


class SecureGateway(Protocol):
    @property
    def gateway(self) -> Any: ...
    @property
    def port(self) -> int: ...
    @property
    def root(self) -> Path: ...


def asked(gateway: SecureGateway, name: str, context: ssl.SSLContext) -> str:
    """The head of the answer for `/api/v1/tickets` at this name."""
    with (
        socket.create_connection(("127.0.0.1", gateway.port), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname=name) as secure,
    ):
        request = f"GET /api/v1/tickets HTTP/1.1\r\nHost: {name}:{gateway.port}\r\n"
        secure.sendall(f"{request}Connection: close\r\n\r\n".encode())
        received = b""
        while chunk := secure.recv(65536):
            received += chunk
        return received.decode()


def test_its_certificates_are_signed_by_its_own_authority(secure_gateway: SecureGateway) -> None:
    trusting = ssl.create_default_context(cafile=str(secure_gateway.root))

    answer = asked(secure_gateway, "localhost", trusting)

    assert answer.startswith("HTTP/1.1 200")
    assert '"x-forwarded-proto": "https"' in answer


def test_who_does_not_know_that_authority_refuses(secure_gateway: SecureGateway) -> None:
    """Row 37."""
    with pytest.raises(ssl.SSLCertVerificationError):
        asked(secure_gateway, "localhost", ssl.create_default_context())


def test_another_name_is_not_answered_for(secure_gateway: SecureGateway) -> None:
    trusting = ssl.create_default_context(cafile=str(secure_gateway.root))

    with pytest.raises(ssl.SSLError):
        asked(secure_gateway, "other.example", trusting)


def test_old_protocols_are_refused(secure_gateway: SecureGateway) -> None:
    old = ssl.create_default_context(cafile=str(secure_gateway.root))
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    old.set_ciphers("AES128-SHA:@SECLEVEL=0")

    with pytest.raises(ssl.SSLError):
        asked(secure_gateway, "localhost", old)


def test_browsers_shall_come_back_with_https_but_not_to_this_machine(
    secure_gateway: SecureGateway,
) -> None:
    """HSTS for `localhost` would lock every other program on this machine out of the browser."""
    trusting = ssl.create_default_context(cafile=str(secure_gateway.root))

    named = asked(secure_gateway, "tero.example", trusting).lower()
    local = asked(secure_gateway, "localhost", trusting).lower()

    assert "\r\nstrict-transport-security: max-age=31536000" in named
    assert "strict-transport-security" not in local


def test_without_https_all_stays_as_it_was(secure_gateway: SecureGateway) -> None:
    answer = secure_gateway.gateway.client.get("/api/v1/tickets")

    assert answer.status_code == 200
    assert "strict-transport-security" not in answer.headers
