"""A service that knows a provider, a browser, and the provider, which is a process."""

import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
import pytest_asyncio

from chassis.service import Service
from chassis_testing.harness import Harness, SigningKeys, running
from chassis_testing.servers import CreateDatabase
from chassis_testing.waiting import until
from directory.app import define
from directory.outbound.passwords import Argon2Passwords
from directory.outbound.transaction import SqlTransaction
from directory.settings import Settings
from local_stack.ports import PortPool

PATH = "/api/v1/session/single-sign-on"
CONSOLE = {"X-Tero-Console": "1", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="session")
def issuer(ports: PortPool) -> Iterator[str]:
    """The provider's address; it may still be starting."""
    port = ports.take()
    process = subprocess.Popen([sys.executable, Path(__file__).with_name("provider.py"), str(port)])
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


@dataclass
class Browser:
    """Somebody at the console: what they send, with the cookies they were given."""

    service: httpx2.AsyncClient
    outside: httpx2.AsyncClient
    issuer: str
    cookies: dict[str, str] = field(default_factory=dict)

    async def provider(self, **said: Any) -> dict[str, int]:
        """Tell the provider how to behave; how often each of its paths was asked."""
        answer = await self.outside.put(f"{self.issuer}/control", json=said)
        counts: dict[str, int] = answer.json()
        return counts

    async def post(
        self, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> httpx2.Response:
        """As the console does."""
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = CONSOLE | ({"Cookie": jar} if jar else {}) | (headers or {})
        answer = await self.service.post(path, json=body or {}, headers=sent)
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        return answer

    async def begin(
        self, path: str = PATH, body: Any = None, headers: dict[str, str] | None = None
    ) -> dict[str, str]:
        """To the provider, and back to the console's page: what its address says then."""
        way = await self.post(path, body, headers)
        assert way.status_code == 200, way.text
        answer = await self.outside.get(way.json()["address"])
        assert answer.status_code == 302, answer.text
        said = parse_qs(urlsplit(answer.headers["location"]).query)
        return {name: values[0] for name, values in said.items()}

    async def finish(self, back: dict[str, str]) -> httpx2.Response:
        """Bring it to the service."""
        return await self.post(f"{PATH}/answer", back)


@pytest_asyncio.fixture
async def directory(
    create_database: CreateDatabase,
    keys: SigningKeys,
    make_settings: Callable[..., Settings],
    passwords: Argon2Passwords,
    issuer: str,
    tmp_path: Path,
) -> AsyncIterator[Harness[SqlTransaction]]:
    """The service, with a provider."""
    secret = tmp_path / "client-secret"
    secret.write_text("not & a:good one\n")
    settings = make_settings(
        database_url=await create_database("directory"),
        oidc_issuer=issuer,
        oidc_client_id="tero",
        oidc_client_secret_file=secret,
        oidc_name="Cuenta de la empresa",
    )
    async with running(Service(define(settings, passwords), settings, "api"), keys) as harness:
        yield harness


@pytest_asyncio.fixture
async def browser(directory: Harness[SqlTransaction], issuer: str) -> AsyncIterator[Browser]:
    """A fresh one; the provider behaves."""
    async with httpx2.AsyncClient(trust_env=False) as outside:

        async def answers() -> bool:
            try:
                return (await outside.put(f"{issuer}/control", json={})).is_success
            except httpx2.TransportError:
                return False

        await until(answers)
        yield Browser(directory.client, outside, issuer)


@pytest.fixture
def another(browser: Browser) -> Browser:
    """Somebody else's browser."""
    return Browser(browser.service, browser.outside, browser.issuer)
