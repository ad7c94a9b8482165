"""What the mail server and the field system say, each at its own door."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tests.faults.evidence.desk import each_of
from tests.faults.evidence.evidence import Document, Mail

from local_stack.demo.api import Web
from local_stack.demo.installation import Installation

_MOST_MAILS = 1_000


class Outsiders:
    """Tero has no part in these answers."""

    def __init__(self, web: Web, installation: Installation) -> None:
        self._web = web
        self._iclass = installation.iclass
        self._headers = {"Authorization": f"Bearer {installation.secret('iclass-api-key')}"}

    async def mails(self, beyond: int) -> list[Mail]:
        """Messages with a higher id, in the order in which they came."""
        found = await self._get("/mail/api/messages", limit=_MOST_MAILS)
        new = [each["id"] for each in found["messages"] if each["id"] > beyond]
        return await each_of(sorted(new), self._mail)

    async def journal(self) -> Document:
        """Creates and deeds since the field system exists."""
        return await self._get(f"{self._iclass}/api/journal")

    async def work_orders(self, order_ids: Iterable[str]) -> dict[str, str]:
        """The states of these orders' work orders."""
        ids = list(order_ids)
        states = await each_of(ids, self._state)
        return {order_id: state for order_id, state in zip(ids, states, strict=True) if state}

    async def _mail(self, number: int) -> Mail:
        whole = await self._get(f"/mail/api/messages/{number}")
        headers = {each["name"].lower(): each["value"] for each in whole["headers"]}
        at = datetime.fromisoformat(whole["receivedAt"]).timestamp()
        identity = headers.get("message-id", "")
        return Mail(number, identity, tuple(whole["to"]), whole["subject"], at)

    async def _state(self, order_id: str) -> str | None:
        path, params = f"{self._iclass}/api/work-orders", {"externalReference": order_id}
        answer = await self._web.send("GET", path, headers=self._headers, params=params)
        return str(answer.body["state"]) if answer.ok else None

    async def _get(self, path: str, **params: Any) -> Document:
        answer = await self._web.send("GET", path, headers=self._headers, params=params)
        found: Document = answer.expect(path)
        return found
