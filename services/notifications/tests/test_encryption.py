"""The way to the mail server can be encrypted, and a log-in is never sent in the open."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from pydantic import ValidationError

from chassis_testing.certificates import certificate
from notifications.settings import Settings

if TYPE_CHECKING:
    from services.notifications.tests.conftest import Make, StartWorld


class Keeper:
    """A mail server's memory."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.kept.append(envelope.content)
        return "250 OK"


@asynccontextmanager
async def mail_server(pem: Path, secret: Path, mode: str) -> AsyncIterator[tuple[int, Keeper]]:
    """Its port and its memory; takes mail only from `tero` with `correct`, and only encrypted."""
    keeper = Keeper()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, secret)

    def check(_server: Any, _session: Any, _envelope: Any, _how: str, data: Any) -> AuthResult:
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (
            b"tero",
            b"correct",
        )
        # Else it would leave the answer to this function, which gives none.
        return AuthResult(success=good, handled=False)

    starttls = mode == "starttls"

    def conversation() -> SMTP:
        return SMTP(
            keeper,
            hostname="mail",
            tls_context=context if starttls else None,
            require_starttls=starttls,
            auth_required=True,
            auth_require_tls=starttls,
            authenticator=check,
            loop=asyncio.get_running_loop(),
        )

    outer = None if starttls else context
    server = await asyncio.get_running_loop().create_server(conversation, "127.0.0.1", 0, ssl=outer)
    async with server:
        yield server.sockets[0].getsockname()[1], keeper


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("mode", ["starttls", "tls"])
async def test_mail_goes_out_encrypted_and_logged_in(
    start_world: StartWorld, closed: Make, tmp_path: Path, mode: str
) -> None:
    pem, secret = certificate(tmp_path)
    password = tmp_path / "password"
    password.write_text("correct\n")
    async with mail_server(pem, secret, mode) as (port, keeper):
        world = await start_world(
            smtp_port=port,
            smtp_security=mode,
            smtp_ca_file=pem,
            smtp_username="tero",
            smtp_password_file=password,
        )
        await world.harness.deliver([closed()])

        await world.attempt()

    assert (await world.only_email())["state"] == "sent"
    assert len(keeper.kept) == 1


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_a_wrong_password_and_an_unknown_certificate_lose_no_mail(
    start_world: StartWorld, closed: Make, tmp_path: Path
) -> None:
    """S20: TLS failure. Both are mended in the settings; the e-mail waits."""
    pem, secret = certificate(tmp_path)
    password = tmp_path / "password"
    password.write_text("wrong")
    login = {"smtp_username": "tero", "smtp_password_file": password}
    async with mail_server(pem, secret, "tls") as (port, keeper):
        for trust, why in ((pem, "535 "), (None, "CERTIFICATE_VERIFY_FAILED")):
            world = await start_world(
                smtp_port=port, smtp_security="tls", smtp_ca_file=trust, **login
            )
            await world.harness.deliver([closed()])
            await world.attempt()
            email = await world.only_email()
            assert email["state"] == "waiting"
            assert why in email["last_error"]

    assert keeper.kept == []


@pytest.mark.parametrize(
    "changes",
    [
        {"smtp_username": "tero", "smtp_password_file": "x"},
        {"smtp_username": "tero", "smtp_security": "tls"},
        {"smtp_password_file": "x", "smtp_security": "tls"},
        {"mail_from": "nobody"},
        {"mail_from": "Tero <a@b.com>, Other <c@d.com>"},
        {"smtp_port": 0},
    ],
)
def test_settings_that_contradict_each_other_stop_the_start(changes: dict[str, Any]) -> None:
    settings: dict[str, Any] = {
        "database_url": "postgresql+asyncpg://u@h/d",
        "kafka_servers": "h:1",
        "redis_url": "redis://h",
        "jwks_file": "f",
        "instance": "i",
        "smtp_host": "h",
        "smtp_port": 25,
        "mail_from": "Tero <a@b.com>",
    }
    Settings(**settings)

    with pytest.raises(ValidationError):
        Settings(**(settings | changes))
