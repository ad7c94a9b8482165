import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
import pytest_asyncio
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from chassis.service import Service
from chassis_testing.harness import Emitted, Harness, SigningKeys, make_signing_keys, running
from chassis_testing.servers import CreateDatabase
from directory.app import define
from directory.domain.permissions import ALL
from directory.outbound.passwords import Argon2Passwords
from directory.outbound.transaction import SqlTransaction
from directory.settings import Settings

ADMIN_PASSWORD = "the first one 1234"


@pytest.fixture
def keys(tmp_path: Path) -> SigningKeys:
    return make_signing_keys(tmp_path)


@pytest.fixture
def make_settings(tmp_path: Path, keys: SigningKeys) -> Callable[..., Settings]:
    """Settings of one instance; Redis is away unless the test brings one."""
    signing_key = tmp_path / "signing-key.json"
    signing_key.write_text(json.dumps(keys.private.as_dict(private=True)))
    admin_password = tmp_path / "admin-password"
    admin_password.write_text(ADMIN_PASSWORD + "\n")

    def make(**changes: Any) -> Settings:
        common: dict[str, Any] = {
            "kafka_servers": "127.0.0.1:1",
            "redis_url": "redis://127.0.0.1:1",
            "jwks_file": keys.jwks_file,
            "instance": "directory-test",
            "signing_key_file": signing_key,
            "admin_password_file": admin_password,
        }
        return Settings(**{**common, **changes})

    return make


@pytest.fixture
def passwords() -> Argon2Passwords:
    """Hashes that are quick to make, and to guess: each start makes one, most tests some more.
    What those of an installation are like, `test_guessing` and `test_start` say."""
    quick = Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1)
    return Argon2Passwords(hasher=PasswordHash((quick,)))


@pytest_asyncio.fixture
async def directory(
    create_database: CreateDatabase,
    keys: SigningKeys,
    make_settings: Callable[..., Settings],
    passwords: Argon2Passwords,
) -> AsyncIterator[Harness[SqlTransaction]]:
    """The service on a database of its own."""
    settings = make_settings(database_url=await create_database("directory"))
    async with running(Service(define(settings, passwords), settings, "api"), keys) as harness:
        yield harness


@pytest.fixture
def eva() -> dict[str, Any]:
    """A line of an import: a person with two contracts."""
    return {
        "number": "C-000123",
        "name": "Eva Núñez",
        "kind": "person",
        "national_id_kind": "DNI",
        "national_id": "27.888.999",
        "phones": ["0351 15 412-3456", "+54 9 351 412 3456"],
        "emails": ["eva@example.com"],
        "contracts": [
            {
                "number": "K-1",
                "plan": "Fibra 300",
                "address": "Belgrano 120",
                "city": "Córdoba",
                "node": "CBA-07",
                "latitude": -31.42,
                "longitude": -64.18,
            },
            {"number": "K-2", "plan": "Fibra 100", "address": "Mitre 5", "city": "Alta Gracia"},
        ],
    }


@pytest.fixture
def shop() -> dict[str, Any]:
    """Another one: a company in another country."""
    return {
        "number": "C-000200",
        "name": "Panadería La Espiga S.A.S.",
        "kind": "company",
        "national_id_kind": "NIT",
        "national_id": "800.197.268-4",
        "country": "CO",
        "language": "es-CO",
        "phones": ["300 123 4567"],
    }


@pytest.fixture
def as_lines() -> Callable[[list[dict[str, Any]]], bytes]:
    """Customers as the body of an import."""
    return lambda rows: "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


@pytest.fixture
def bring(
    directory: Harness[SqlTransaction], as_lines: Callable[[list[dict[str, Any]]], bytes]
) -> Callable[[bytes | list[dict[str, Any]]], Awaitable[httpx2.Response]]:
    """Imports customers, or whatever the body says."""

    async def bring(body: bytes | list[dict[str, Any]]) -> httpx2.Response:
        content = body if isinstance(body, bytes) else as_lines(body)
        headers = await directory.account("customers.import")
        path = "/api/v1/customers/import"
        return await directory.client.post(path, content=content, headers=headers)

    return bring


class Accounts:
    """What those who manage accounts do; `ana` is a line of an import, and a new account."""

    def __init__(self, directory: Harness[SqlTransaction]) -> None:
        self._directory = directory
        self.ana: dict[str, Any] = {
            "login": "Ana.Gomez",
            "name": "Ana Gómez",
            "email": "ana@example.com",
            "role": "operator",
            "areas": ["support", "billing", "support"],
            "password": "correct horse battery",
        }

    async def manager(self) -> dict[str, str]:
        """Headers of somebody who may do all of it."""
        return await self._directory.account(*ALL, role="administrator")

    async def register(self, headers: dict[str, str], **changes: Any) -> httpx2.Response:
        """Lets Ana in, or somebody who differs from her."""
        body = self.ana | changes
        return await self._directory.client.post("/api/v1/accounts", json=body, headers=headers)

    async def bring(self, headers: dict[str, str], *lines: dict[str, Any]) -> httpx2.Response:
        """Imports accounts."""
        body = "\n".join(json.dumps(line) for line in lines)
        path = "/api/v1/accounts/import"
        return await self._directory.client.post(path, content=body, headers=headers)

    async def allow(
        self, headers: dict[str, str], account_id: str, **body: list[str]
    ) -> tuple[int, dict[str, Any]]:
        """Grants and refuses single permissions: the status, and what is answered."""
        path = f"/api/v1/accounts/{account_id}/permissions"
        both: dict[str, list[str]] = {"granted": [], "refused": []} | body
        answer = await self._directory.client.put(path, json=both, headers=headers)
        return answer.status_code, answer.json()

    async def events_of(self, account_id: str) -> list[Emitted]:
        """What was told of an account."""
        return [event for event in await self._directory.emitted() if event.key == account_id]


@pytest.fixture
def accounts(directory: Harness[SqlTransaction]) -> Accounts:
    """In the service under test."""
    return Accounts(directory)


class Entering:
    """People who log in; `ADMIN_PASSWORD` is the first administrator's."""

    def __init__(self, directory: Harness[SqlTransaction]) -> None:
        self._client = directory.client

    async def log_in(
        self,
        login: str = "admin",
        password: str = ADMIN_PASSWORD,
        *,
        address: str = "10.0.0.1",
        **more: Any,
    ) -> httpx2.Response:
        """Try it, from an address of one's own."""
        proof = {"login": login, "password": password, **more}
        headers = {"X-Forwarded-For": address}
        return await self._client.post("/api/v1/session", json=proof, headers=headers)

    async def session(self, *args: Any, **more: Any) -> dict[str, Any]:
        """Succeed."""
        answer = await self.log_in(*args, **more)
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def refresh(self, token: str) -> httpx2.Response:
        """Exchange a refresh token."""
        body = {"refresh_token": token}
        return await self._client.post("/api/v1/session/refresh", json=body)

    async def who(self, session: dict[str, Any]) -> int:
        """The status of asking who one is."""
        answer = await self._client.get("/api/v1/session", headers=bearer(session))
        return answer.status_code


def bearer(session: dict[str, Any]) -> dict[str, str]:
    """The header of a program that has logged in."""
    return {"Authorization": f"Bearer {session['access_token']}"}


@pytest.fixture
def entering(directory: Harness[SqlTransaction]) -> Entering:
    """At the service under test."""
    return Entering(directory)


@pytest_asyncio.fixture
async def ana(accounts: Accounts) -> tuple[dict[str, str], str]:
    """An operator's account: the headers of who manages it, and its id."""
    headers = await accounts.manager()
    return headers, (await accounts.register(headers)).json()["account_id"]
