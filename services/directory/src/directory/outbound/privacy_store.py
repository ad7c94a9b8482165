"""Requests of privacy in PostgreSQL, and what the services answered."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import orjson
from uuid_utils.compat import uuid7

from chassis.database import delete_some
from chassis.errors import NotFound
from chassis.transactions import Tx
from contracts.privacy import ErasureAskedV1, ExportAskedV1
from directory.application.privacy_ports import (
    Asking,
    PrivacyRequestView,
    ReceiptView,
    ToldView,
)

SERVICES = frozenset(
    ("directory", "intake", "tickets", "orders", "iclass-bridge", "notifications", "reporting")
)
_PERSON = "select id from customer where id = $1 or merged_into = $1 order by id for update"
# Of a key, a compacted topic keeps the newest state alone: it says all that the earlier ones said.
_ASKED_BEFORE = """
select distinct unnest(other_ids) as id from privacy_request
where customer_id = $1 and what = 'erasure'
"""
_ASK = """
insert into privacy_request
  (id, what, customer_id, asked_by, asked_by_name, deadline, other_ids)
values ($1, $2, $3, $4, $5, now() + make_interval(days => $6), $7)
"""
_RECEIPT = """
insert into privacy_receipt (request_id, service, rows)
select id, $2, $3 from privacy_request where id = $1
on conflict (request_id, service) do nothing
"""
_PART = """
insert into privacy_part (request_id, service, number, about, rows)
select id, $2, $3, $4, $5 from privacy_request r where id = $1
  and not exists (select from kernel_erased e where e.customer_id = r.customer_id)
on conflict (request_id, service, number) do nothing
"""
_FORGET = """
delete from privacy_part where ctid = any(array(
  select p.ctid from privacy_part p join privacy_request r on r.id = p.request_id
  where r.asked_at < now() - make_interval(days => $1) limit $2))
"""
_FORGET_OF = """
delete from privacy_part p using privacy_request r
where r.id = p.request_id and r.customer_id = any($1)
"""


class SqlPrivacy:
    """The port `Privacy`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def ask(self, asking: Asking) -> UUID:
        connection = await self._tx.driver()
        ids = [row["id"] for row in await connection.fetch(_PERSON, asking.customer_id)]
        if asking.customer_id not in ids:
            raise NotFound("No such customer.")
        identity = uuid7()
        who = (asking.asked_by, asking.asked_by_name)
        if asking.what == "erasure":
            before = await connection.fetch(_ASKED_BEFORE, asking.customer_id)
            ids += [row["id"] for row in before]
        others = sorted({*ids} - {asking.customer_id})
        await connection.execute(
            _ASK, identity, asking.what, asking.customer_id, *who, asking.days, others
        )
        kind = ErasureAskedV1 if asking.what == "erasure" else ExportAskedV1
        event = kind(request_id=identity, customer_id=asking.customer_id, other_ids=others)
        self._tx.emit(event, key=asking.customer_id, version=None)
        return identity

    async def request(self, request_id: UUID) -> PrivacyRequestView:
        connection = await self._tx.driver()
        row = await connection.fetchrow("select * from privacy_request where id = $1", request_id)
        if row is None:
            raise NotFound("No such request.")
        sql = "select service, rows, received_at from privacy_receipt where request_id = $1"
        receipts = [ReceiptView(**each) for each in await connection.fetch(sql, request_id)]
        missing = sorted(SERVICES - {each.service for each in receipts})
        return PrivacyRequestView(
            request_id=row["id"],
            what=row["what"],
            customer_id=row["customer_id"],
            asked_at=row["asked_at"],
            asked_by_name=row["asked_by_name"],
            deadline=row["deadline"],
            overdue=bool(missing) and row["deadline"] < datetime.now(UTC),
            done=not missing,
            missing=missing,
            receipts=sorted(receipts, key=lambda each: each.service),
        )

    async def told(self, request_id: UUID) -> list[ToldView]:
        connection = await self._tx.driver()
        sql = (
            "select service, about, rows from privacy_part where request_id = $1 "
            "order by service, number"
        )
        rows = await connection.fetch(sql, request_id)
        return [ToldView(row["service"], row["about"], orjson.loads(row["rows"])) for row in rows]

    async def receive(self, request_id: UUID, service: str, rows: int) -> None:
        """A service is done."""
        await (await self._tx.driver()).execute(_RECEIPT, request_id, service, rows)

    async def keep_part(
        self, request_id: UUID, service: str, number: int, about: str, rows: str
    ) -> None:
        """A piece of an export, unless its person was forgotten meanwhile."""
        await (await self._tx.driver()).execute(_PART, request_id, service, number, about, rows)

    async def forget(self, days: int) -> bool:
        """Drop some of the exports that were there long enough to be handed over; whether there may
        be more."""
        return await delete_some(await self._tx.driver(), _FORGET, days)

    async def forget_of(self, ids: Sequence[UUID]) -> None:
        """Exports of these persons, who are to be forgotten."""
        await (await self._tx.driver()).execute(_FORGET_OF, list(ids))
