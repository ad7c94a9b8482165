"""Looks at everything, before and after."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import asyncpg

from local_stack.demo.api import Person
from local_stack.demo.audit.seen import Seen
from local_stack.demo.audit.truth import Document, Marks, Truth
from local_stack.demo.day.items import Key
from local_stack.demo.play.numbers import read_numbers
from local_stack.demo.play.stage import Stage
from local_stack.parts.postgres import Postgres
from local_stack.services import SPECS, Spec

_SCREENS = ("calls", "calls-without-city", "chats", "inquiries")
_AT_ONCE = 12
_WAITING = "select coalesce(sum(events), 0) from kernel_outbox"
_EARLIER = timedelta(seconds=30)
_MOST_MAILS = 1_000


class Looker:
    """One who may see everything, and changes nothing."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._admin: Person = stage.cast.admin
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def marks(self) -> Marks:
        """Where everything stands now."""
        mails = await self._mails(0, with_text=False)
        quarantined = {spec.name: await self._quarantined(spec.name, 0) for spec in SPECS}
        return Marks(
            ticket_number=await self._newest("/api/v1/tickets"),
            order_number=await self._newest("/api/v1/orders"),
            mail_id=max((mail["id"] for mail in mails), default=0),
            quarantined={
                service: max((row["id"] for row in rows), default=0)
                for service, rows in quarantined.items()
            },
            parked=frozenset([key for spec in SPECS for key in await self._parked(spec.name)]),
            work_orders=frozenset(await self._creates()),
            numbers=await read_numbers(self._stage, self._admin),
        )

    async def truth(self, marks: Marks, since: datetime) -> Truth:
        """Everything beyond the marks. A part that does not answer hides only what is its own."""
        see = Seen()
        creates = await see(self._creates(), {}, "the field system's journal")
        parked = [
            await see(self._parked(spec.name), [], f"what {spec.name} parked") for spec in SPECS
        ]
        return Truth(
            desk=await see(self._desk(since - _EARLIER), {}, "the desk"),
            tickets=await see(self._beyond("/api/v1/tickets", marks.ticket_number), [], "tickets"),
            orders=await see(self._beyond("/api/v1/orders", marks.order_number), [], "orders"),
            creates={ref: n for ref, n in creates.items() if ref not in marks.work_orders},
            mails=await see(self._mails(marks.mail_id, with_text=True), [], "the mail server"),
            emails=await see(self._emails(since), [], "e-mails"),
            quarantined={
                spec.name: await see(
                    self._quarantined(spec.name, marks.quarantined[spec.name]),
                    [],
                    f"the quarantine of {spec.name}",
                )
                for spec in SPECS
            },
            parked=[each for keys in parked for each in keys if each not in marks.parked],
            waiting={
                spec.name: await see(self._waiting(spec), 0, f"the outbox of {spec.name}")
                for spec in SPECS
            },
            events=list(self._stage.feed.events),
            numbers=await see(
                read_numbers(self._stage, self._admin), marks.numbers, "the supervisor's numbers"
            ),
            unseen=see.not_seen,
        )

    async def _newest(self, path: str) -> int:
        page = (await self._admin.get(path, limit=1)).expect(path)
        return page["items"][0]["number"] if page["items"] else 0

    async def _beyond(self, path: str, number: int) -> list[Document]:
        found: list[Document] = []
        async for row in self._admin.pages(path):
            if row["number"] <= number:
                break
            found.append(row)
        return found

    async def _desk(self, since: datetime) -> dict[Key, list[Document]]:
        ids = [each for screen in _SCREENS for each in [i async for i in self._ids(screen, since)]]
        details = await asyncio.gather(*(self._detail(each) for each in ids))
        found: dict[Key, list[Document]] = defaultdict(list)
        for detail in details:
            if detail["external_id"].startswith(f"{self._stage.playing.run}-"):
                channel = detail["contact"]["channel"]
                found[Key(detail["source"], channel, detail["external_id"])].append(detail)
        return dict(found)

    async def _ids(self, screen: str, since: datetime) -> AsyncIterator[str]:
        async for row in self._admin.pages("/api/v1/contacts", screen=screen):
            if datetime.fromisoformat(row["date"]) < since:
                return
            yield row["id"]

    async def _detail(self, contact_id: str) -> Document:
        async with self._turn:
            answer = await self._admin.get(f"/api/v1/contacts/{contact_id}")
        detail: Document = answer.expect("a contact")
        return detail

    async def _emails(self, since: datetime) -> list[Document]:
        found: list[Document] = []
        async for email in self._admin.pages("/api/v1/emails"):
            if datetime.fromisoformat(email["created_at"]) < since:
                break
            found.append(email)
        return found

    async def _quarantined(self, service: str, beyond: int) -> list[Document]:
        path = f"/api/v1/{service}/kernel/quarantine"
        rows = self._admin.pages(path, settled=True)
        return [row async for row in rows if row["id"] > beyond]

    async def _parked(self, service: str) -> list[tuple[str, str, str]]:
        keys = self._admin.pages(f"/api/v1/{service}/kernel/parked")
        return [(service, key["topic"], key["key"]) async for key in keys]

    async def _creates(self) -> dict[str, dict[str, int]]:
        """From the field system's own door, with its key: Tero has no part in this answer."""
        installation = self._stage.installation
        headers = {"Authorization": f"Bearer {installation.secret('iclass-api-key')}"}
        answer = await self._stage.web.send(
            "GET",
            f"{installation.iclass}/api/journal",
            headers=headers,
            params={"kind": "creates"},
        )
        creates: dict[str, dict[str, int]] = answer.expect("the field system's journal")["creates"]
        return creates

    async def _mails(self, beyond: int, *, with_text: bool) -> list[Document]:
        answer = await self._stage.web.send(
            "GET", "/mail/api/messages", params={"limit": _MOST_MAILS}
        )
        found = [each for each in answer.expect("mails")["messages"] if each["id"] > beyond]
        return list(await asyncio.gather(*map(self._mail, found))) if with_text else found

    async def _mail(self, mail: Document) -> Document:
        async with self._turn:
            answer = await self._stage.web.send("GET", f"/mail/api/messages/{mail['id']}")
        whole: Document = answer.expect("a mail")
        return whole

    async def _waiting(self, spec: Spec) -> int:
        """How many events a service has committed and not told yet, from its outbox."""
        installation = self._stage.installation
        postgres = Postgres(installation.home, installation.ports["postgres"])
        connection = await asyncpg.connect(postgres.url(spec.module).replace("+asyncpg", ""))
        try:
            count: int = await connection.fetchval(_WAITING)
        finally:
            await connection.close()
        return count
