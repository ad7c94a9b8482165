"""Who sends files, and what is left of them."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2

from chassis.causes import fresh_cause
from chassis.transactions import Tx
from chassis_testing.harness import Harness
from intake.outbound.file_store import FolderFiles
from intake.outbound.forgotten_files import forget_some

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 50
PDF = b"%PDF-1.7\n" + b"x" * 50
DOOR = "/api/v1/intake/chats/key-of-the-test-exchange/attachments"
SITE = "/api/v1/intake/web-chat/site-of-the-tests"
VISITOR = {"Authorization": f"Bearer {'s' * 43}"}
BEGINNING = {"client_id": "11111111", "name": "Juan", "text": "Sin internet"}
Headers = dict[str, str]


class Sender:
    """Sends files, and fetches them."""

    def __init__(self, intake: Harness[Any]) -> None:
        self._client = intake.client

    async def post(
        self,
        path: str,
        content: bytes | AsyncIterator[bytes],
        who: Headers | None = None,
        **query: str,
    ) -> httpx2.Response:
        """A file, called foto.jpg unless told otherwise."""
        return await self._client.post(
            path, content=content, headers=who or {}, params={"name": "foto.jpg", **query}
        )

    async def of_operator(self, contact_id: object, who: Headers, content: bytes = PNG) -> str:
        """The id of a file that an operator sent."""
        answer = await self.post(f"/api/v1/contacts/{contact_id}/attachments", content, who)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def of_channel(self, content: bytes = PNG, chat: str = "chat-1") -> str:
        """The id of a file that a channel handed over."""
        answer = await self.post(DOOR, content, chat_id=chat)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def get(self, path: str, who: Headers | None = None) -> httpx2.Response:
        """A file."""
        return await self._client.get(path, headers=who or {})


async def last_message(intake: Harness[Any], contact_id: object, who: Headers) -> Any:
    """As the desk reads it."""
    path = f"/api/v1/contacts/{contact_id}/messages"
    return (await intake.client.get(path, headers=who)).json()["items"][-1]


async def forget_now(intake: Harness[Any], folder: Path) -> list[Path]:
    """The files that are left once the worker came by."""
    async with intake.system() as connection:
        await forget_some(Tx(connection, fresh_cause(), "/intake"), FolderFiles(folder))
    return kept_in(folder)


def kept_in(folder: Path) -> list[Path]:
    """All files, whole or not."""
    return [each for each in folder.rglob("*") if each.is_file()]
