"""What people see, through the public interfaces."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from tests.faults.evidence.evidence import Contact, Document
from tests.faults.evidence.records import Record

from local_stack.demo.api import Person

_SCREENS = ("calls", "calls-without-city", "chats", "inquiries")
_AT_ONCE = 8
T = TypeVar("T")
U = TypeVar("U")
Names = Mapping[str, tuple[str, str, str]]


def names_told(records: Iterable[Record]) -> dict[str, tuple[str, str, str]]:
    """Source, channel and external id of each contact, as `intake` told them."""
    return {
        each.data["contact_id"]: (
            each.data["source"],
            each.data["channel"],
            each.data["external_id"],
        )
        for each in records
        if each.kind == "intake.contact-received.v1"
    }


class Desk:
    """One who may see everything, and changes nothing."""

    def __init__(self, admin: Person) -> None:
        self._admin = admin

    async def contacts(self, since: float, names: Names) -> list[Contact]:
        """All contacts that reached the company since then.

        The lists do not say under which name the channel reported a contact; of one that was not
        told to anybody, its detail view is asked.
        """
        rows = [row for screen in _SCREENS async for row in self._rows(screen, since)]
        return await each_of(rows, lambda row: self._contact(row, names))

    async def tickets(self, beyond: int) -> list[Document]:
        """All tickets with a higher number, whole, with their timelines."""
        return await self._beyond("/api/v1/tickets", beyond)

    async def orders(self, beyond: int) -> list[Document]:
        """All orders with a higher number, whole."""
        return await self._beyond("/api/v1/orders", beyond)

    async def emails(self, since: float) -> list[Document]:
        """All e-mails that were written since then, whole."""
        found: list[str] = []
        async for row in self._admin.pages("/api/v1/emails"):
            if _moment(row["created_at"]) < since:
                break
            found.append(f"/api/v1/emails/{row['id']}")
        return await each_of(found, self._whole)

    async def _rows(self, screen: str, since: float) -> AsyncIterator[Document]:
        async for row in self._admin.pages("/api/v1/contacts", screen=screen):
            if _moment(row["date"]) < since:
                return
            yield row

    async def _contact(self, row: Document, names: Names) -> Contact:
        name = names.get(row["id"])
        if name is None:
            detail = await self._whole(f"/api/v1/contacts/{row['id']}")
            name = (detail["source"], row["channel"], detail["external_id"])
        by = row["claim"]["by"]
        return Contact(row["id"], *name, row["state"]["code"], by, row["ticket_id"])

    async def _beyond(self, path: str, number: int) -> list[Document]:
        found: list[str] = []
        async for row in self._admin.pages(path):
            if row["number"] <= number:
                break
            found.append(f"{path}/{row['id']}")
        return await each_of(found, self._whole)

    async def _whole(self, path: str) -> Document:
        found: dict[str, Any] = (await self._admin.get(path)).expect(path)
        return found


async def each_of(items: Iterable[T], look: Callable[[T], Awaitable[U]]) -> list[U]:
    """What is seen of each of them, a few at a time, in their order."""
    turn = asyncio.Semaphore(_AT_ONCE)

    async def in_turn(item: T) -> U:
        async with turn:
            return await look(item)

    return list(await asyncio.gather(*(in_turn(item) for item in items)))


def _moment(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()
