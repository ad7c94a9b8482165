"""Every route of every service answers everybody who may knock on it as its policy says."""

import asyncio
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from joserfc.jwk import OKPKey
from pydantic import PostgresDsn

from chassis.api_key_text import new_secret, written
from chassis.definition import Definition
from chassis.policies import declared_routes
from chassis.service import Service
from chassis.settings import ServiceSettings
from chassis_testing.harness import Harness, SigningKeys, running
from chassis_testing.limits import OUT_OF_REACH
from chassis_testing.servers import CreateDatabase
from directory.domain.permissions import DEFAULTS
from directory.domain.roles import Role
from iclass_simulator.doors.signing import signed_headers
from local_stack.services import NAMES
from tero.assembly import assembled
from tero.documents.role_matrix import (
    ANONYMOUS,
    API_KEY,
    CHANNEL,
    KEY_SCOPES,
    WEBHOOK,
    Cell,
    Expected,
    cells,
)

Assembled = dict[str, tuple[Definition[Any], ServiceSettings]]

_AT_ONCE = 16
# How a policy says that it does not know who is asking. Other refusals come after it.
_UNKNOWN = {
    "token-required", "invalid-token", "invalid-api-key", "signature-required", "unknown-channel",
}  # fmt: skip
_KNOWN = {API_KEY, *(role.value for role in Role)}
_KEY = """
insert into kernel_api_key
  (key_id, secret_hash, name, scopes, areas, owner_id, expires_at, active, version)
values ($1, $2, 'matrix', $3, '{}', $4, now() + interval '1 hour', true, 1)
"""
# Where accounts come from, they are more than a copy.
_ACCOUNT = """
insert into account (id, login, name, email, role, areas, active, version)
select account_id, login, name, 'a@example.com', role, areas, active, 1 from kernel_account
where account_id = $1
"""


@pytest.fixture(scope="module")
def services() -> Iterator[Assembled]:
    """All services, with keys and secrets of their own."""
    with assembled() as found:
        yield found


class Callers:
    """Everybody who may knock on one service, each time as somebody new."""

    def __init__(self, harness: Harness[Any], settings: Any) -> None:
        self._harness = harness
        self._channel_key = _channel_key(settings)
        self._webhook_secret: bytes = (*getattr(settings, "webhook_secrets", ()), b"nobody's")[0]

    async def answers(self, asked: Iterable[Cell]) -> list[tuple[Cell, httpx2.Response]]:
        """What all of them are told. Some routes wait for a broker that is not there: several knock
        at once."""
        doors = asyncio.Semaphore(_AT_ONCE)

        async def answered(cell: Cell) -> tuple[Cell, httpx2.Response]:
            async with doors:
                return cell, await self.answer(cell)

        return await asyncio.gather(*map(answered, asked))

    async def answer(self, cell: Cell) -> httpx2.Response:
        """What the caller of this cell is told."""
        body = b"" if cell.method == "GET" else b"{}"
        headers = {"Content-Type": "application/json", **await self._proof(cell, body)}
        path = self._path(cell)
        return await self._harness.client.request(cell.method, path, content=body, headers=headers)

    async def _proof(self, cell: Cell, body: bytes) -> dict[str, str]:
        if cell.caller == ANONYMOUS:
            return {}
        if cell.caller == API_KEY:
            return {"Authorization": f"Bearer {await self._api_key()}"}
        if cell.caller == CHANNEL:
            return {"Authorization": f"Bearer {self._channel_key}"}
        if cell.caller == WEBHOOK:
            return signed_headers(self._webhook_secret, str(uuid4()), int(time.time()), body)
        return await self._account(Role(cell.caller))

    async def _account(self, role: Role) -> dict[str, str]:
        customer = uuid4() if role is Role.CUSTOMER else None
        headers = await self._harness.account(*DEFAULTS[role], role=role, customer_id=customer)
        if self._harness.service.definition.name == "directory":
            async with self._harness.service.engine.begin() as connection:
                await connection.exec_driver_sql(_ACCOUNT, (headers["X-Account-Id"],))
        return headers

    async def _api_key(self) -> str:
        owner = await self._account(Role.ADMINISTRATOR)
        key_id, secret = uuid4(), new_secret()
        digest = sha256(secret.encode()).digest()
        values = (key_id, digest, sorted(KEY_SCOPES), owner["X-Account-Id"])
        async with self._harness.service.engine.begin() as connection:
            await connection.exec_driver_sql(_KEY, values)
        return written(key_id, secret)

    def _path(self, cell: Cell) -> str:
        key = self._channel_key if cell.caller == CHANNEL else "no-channel-has-this-key"
        known = {"key": key, "number": "1"} if cell.policy == "channel-key" else {"number": "1"}
        return re.sub(r"{(\w+)}", lambda name: known.get(name[1], str(uuid4())), cell.path)


def _channel_key(settings: Any) -> str:
    file = getattr(settings, "channel_keys_file", None)
    keys: dict[str, str] = json.loads(file.read_text()) if file else {"none": "no key of anybody"}
    return next(iter(keys.values()))


def _told(answer: httpx2.Response, cell: Cell) -> Expected:
    is_problem = answer.headers.get("Content-Type") == "application/problem+json"
    code = answer.json()["code"] if is_problem else ""
    if code == "step-up-required" and cell.caller in _KNOWN:
        # A second refusal beside the policy's; no key of another system ever gets past it.
        return cell.expected
    if code in _UNKNOWN:
        return Expected.UNKNOWN
    return Expected.NOT_ALLOWED if code == "forbidden" else Expected.IN


@pytest.mark.parametrize("name", NAMES)
async def test_everybody_is_told_what_the_policy_says(
    services: Assembled,
    create_database: CreateDatabase,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """B04-B16, B25, E60, E78."""
    # There is no broker: whoever is let in to ask for one need not wait long to hear that.
    monkeypatch.setattr("chassis.inspection_flow._KAFKA_SECONDS", 1.0)
    definition, assembled_settings = services[name]
    url = PostgresDsn(await create_database(name.replace("-", "_")))
    settings = assembled_settings.model_copy(
        update={
            "database_url": url,
            "kafka_servers": "127.0.0.1:1",
            "rate_limits": OUT_OF_REACH,
        }
    )
    _, directory_settings = services["directory"]
    signing = json.loads(directory_settings.signing_key_file.read_text())  # type: ignore[attr-defined]
    keys = SigningKeys(OKPKey.import_key(signing), settings.jwks_file)
    async with running(Service(definition, settings, "api"), keys) as harness:
        callers = Callers(harness, settings)
        app = Service(definition, settings, "api").build_app()
        wrong = []
        told: Counter[Expected] = Counter()
        asked = cells({name: declared_routes(app)})
        for cell, answer in await callers.answers(asked):
            found = _told(answer, cell)
            told[found] += 1
            if found is not cell.expected or answer.status_code == 500:
                wrong.append(f"{cell}: {answer.status_code} {answer.text}")
    assert not wrong, "\n".join(wrong)
    assert all(told[each] for each in Expected)
