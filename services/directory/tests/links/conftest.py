"""Getting links for passwords, and following them."""

from typing import Any

import pytest

from chassis.due import Timers
from chassis_testing.harness import Emitted, Harness

NEW = "another horse 77"


class Links:
    """What people do with links; their letters are found in the outbox."""

    def __init__(self, directory: Harness[Any]) -> None:
        self._directory = directory

    async def letters(self) -> list[Emitted]:
        """All letters that were asked for."""
        kind = "directory.letter-requested.v1"
        return [event for event in await self._directory.emitted() if event.type == kind]

    async def link(self) -> str:
        """The newest one."""
        return str((await self.letters())[-1].data["link"])

    async def token(self) -> str:
        """What is secret in it."""
        return (await self.link()).partition("#token=")[2]

    async def fire(self) -> bool:
        """Do one thing that is due; False if nothing is."""
        service = self._directory.service
        return await Timers(service.database, service.definition.timers).fire_one()

    async def choose(self, token: Any, password: str = NEW) -> tuple[int, str]:
        """Status and code of the answer."""
        body = {"token": token, "password": password}
        answer = await self._directory.client.post("/api/v1/passwords", json=body)
        return answer.status_code, answer.json()["code"] if answer.content else ""

    async def enter(self, password: str) -> int:
        """Whether Ana gets in."""
        proof = {"login": "ana.gomez", "password": password}
        return (await self._directory.client.post("/api/v1/session", json=proof)).status_code

    async def ask(self, email: str, **headers: str) -> tuple[int, Any]:
        """Say that a password was forgotten."""
        path = "/api/v1/password-resets"
        answer = await self._directory.client.post(path, json={"email": email}, headers=headers)
        return answer.status_code, answer.json()

    async def reset(self, account: tuple[dict[str, str], str]) -> str:
        """The token of a link that an administrator had sent."""
        headers, account_id = account
        path = f"/api/v1/accounts/{account_id}/password-reset"
        answer = await self._directory.client.post(path, headers=headers)
        assert answer.status_code == 202, answer.text
        assert "token" not in answer.text
        return await self.token()


@pytest.fixture
def links(directory: Harness[Any]) -> Links:
    """In the service under test."""
    return Links(directory)
