"""Billing and usage in PostgreSQL, written many at once."""

from collections.abc import Callable, Sequence
from typing import Any

import orjson

from chassis.database import Driver
from chassis.transactions import Tx
from directory.application.customer_ports import Kept
from directory.domain.billing import Billing, Invoice, Movement, Payment, Usage

_KEEP = """
insert into billing as b
  (customer_id, as_of, currency, balance, profile, gateways, contracts, discounts, recurring_items)
select i, a, c, b, p::jsonb, g::jsonb, k::jsonb, d::jsonb, r::jsonb
from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::numeric[], $5::text[], $6::text[],
            $7::text[], $8::text[], $9::text[]) as new (i, a, c, b, p, g, k, d, r)
order by i
on conflict (customer_id) do update set
  as_of = excluded.as_of, currency = excluded.currency, balance = excluded.balance,
  profile = excluded.profile, gateways = excluded.gateways, contracts = excluded.contracts,
  discounts = excluded.discounts, recurring_items = excluded.recurring_items
where b.as_of < excluded.as_of
returning customer_id, xmax = 0 as is_new
"""
_INVOICES = """
insert into invoice
  (customer_id, number, contract_number, issued_on, due_on, amount, state, pdf_url)
select * from unnest($1::uuid[], $2::text[], $3::text[], $4::date[], $5::date[], $6::numeric[],
                     $7::text[], $8::text[])
on conflict (customer_id, number) do update set
  contract_number = excluded.contract_number, issued_on = excluded.issued_on,
  due_on = excluded.due_on, amount = excluded.amount, state = excluded.state,
  pdf_url = excluded.pdf_url
"""
_PAYMENTS = """
insert into payment (customer_id, number, paid_on, amount, method, invoice_number)
select * from unnest($1::uuid[], $2::text[], $3::date[], $4::numeric[], $5::text[], $6::text[])
on conflict (customer_id, number) do update set
  paid_on = excluded.paid_on, amount = excluded.amount, method = excluded.method,
  invoice_number = excluded.invoice_number
"""
_MOVEMENTS = """
insert into movement (customer_id, number, booked_on, description, amount, balance)
select * from unnest($1::uuid[], $2::text[], $3::date[], $4::text[], $5::numeric[], $6::numeric[])
on conflict (customer_id, number) do update set
  booked_on = excluded.booked_on, description = excluded.description,
  amount = excluded.amount, balance = excluded.balance
"""
_USAGE = """
insert into usage (contract_id, day, down_bytes, up_bytes)
select * from unnest($1::uuid[], $2::date[], $3::bigint[], $4::bigint[]) order by 1, 2
on conflict (contract_id, day) do update set
  down_bytes = excluded.down_bytes, up_bytes = excluded.up_bytes
returning xmax = 0 as is_new
"""


class SqlBilling:
    """The port `BillingStore`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def keep(self, news: Sequence[Billing]) -> Kept:
        """Keep what is newer than what is known of a customer; none twice in one call."""
        connection = await self._tx.driver()
        rows = await connection.fetch(_KEEP, *_columns([_row(each) for each in news], 9))
        written = {row["customer_id"] for row in rows}
        fresh = [each for each in news if each.customer_id in written]
        await _keep_lists(connection, fresh)
        created = sum(row["is_new"] for row in rows)
        return Kept(created, len(rows) - created, len(news) - len(rows))

    async def keep_usage(self, news: Sequence[Usage]) -> Kept:
        """Of a day that comes twice the later wins."""
        newest = {(each.contract_id, each.day): each for each in news}
        rows = [(u.contract_id, u.day, u.down_bytes, u.up_bytes) for u in newest.values()]
        written = await (await self._tx.driver()).fetch(_USAGE, *_columns(rows, 4))
        created = sum(row["is_new"] for row in written)
        return Kept(created, len(news) - created, 0)


async def _keep_lists(connection: Driver, news: Sequence[Billing]) -> None:
    await _keep_list(connection, _INVOICES, 8, news, lambda b: map(_invoice, b.invoices))
    await _keep_list(connection, _PAYMENTS, 6, news, lambda b: map(_payment, b.payments))
    await _keep_list(connection, _MOVEMENTS, 6, news, lambda b: map(_movement, b.movements))


async def _keep_list(
    connection: Driver,
    sql: str,
    width: int,
    news: Sequence[Billing],
    rows_of: Callable[[Billing], Any],
) -> None:
    # By number: a statement may meet each row once.
    rows = {(b.customer_id, row[0]): (b.customer_id, *row) for b in news for row in rows_of(b)}
    if rows:
        await connection.execute(sql, *_columns(list(rows.values()), width))


def _invoice(i: Invoice) -> tuple[object, ...]:
    return (i.number, i.contract_number, i.issued_on, i.due_on, i.amount, i.state, i.pdf_url)


def _payment(p: Payment) -> tuple[object, ...]:
    return (p.number, p.paid_on, p.amount, p.method, p.invoice_number)


def _movement(m: Movement) -> tuple[object, ...]:
    return (m.number, m.booked_on, m.description, m.amount, m.balance)


def _row(billing: Billing) -> tuple[object, ...]:
    parts = (
        billing.profile, billing.gateways, billing.contracts, billing.discounts,
        billing.recurring_items,
    )  # fmt: skip
    return (
        billing.customer_id,
        billing.as_of,
        billing.currency,
        billing.balance,
        *(orjson.dumps(part, default=str).decode() for part in parts),
    )


def _columns(rows: Sequence[tuple[object, ...]], count: int) -> list[list[object]]:
    return [[row[place] for row in rows] for place in range(count)]
