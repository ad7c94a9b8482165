"""Billing and usage as people read them. All lists are newest first."""

from datetime import date
from typing import Any
from uuid import UUID

from chassis.errors import NotFound
from chassis.transactions import Tx
from directory.application.billing_views import (
    BillingView,
    InvoiceView,
    MovementView,
    PaymentView,
    UsageView,
)

Before = tuple[date, str] | None

# What was told of those merged into a customer is theirs too; the newest profile counts.
_WHO = "(select id from customer where $1 in (id, merged_into))"

_BILLING = f"""
select customer_id, as_of, currency, balance, profile, gateways, contracts, discounts,
       recurring_items
from billing where customer_id in {_WHO} order by customer_id = $1 desc, as_of desc limit 1
"""  # noqa: S608 - constants
_INVOICES = "customer_id, number, contract_number, issued_on, due_on, amount, state, pdf_url"
_PAYMENTS = "customer_id, number, paid_on, amount, method, invoice_number"
_MOVEMENTS = "customer_id, number, booked_on, description, amount, balance"
_USAGE = """
select day, down_bytes, up_bytes from usage
where contract_id = $1 and day between $2 and $3 order by day
"""
_HAS_CONTRACT = """
select exists (select from contract k join customer c on c.id = k.customer_id
               where k.id = $2 and $1 in (c.id, c.merged_into))
"""
_LAST = (date.max, "")


class SqlBillingQueries:
    """The port `BillingQueries`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def billing(self, customer_id: UUID) -> BillingView:
        """The newest snapshot; NotFound where the billing system has not told any."""
        row = await (await self._tx.driver()).fetchrow(_BILLING, customer_id)
        if row is None:
            raise NotFound("Nothing is known of this customer's billing.")
        return BillingView(**row)

    async def invoices(
        self, customer_id: UUID, contract: str | None, before: Before, limit: int
    ) -> list[InvoiceView]:
        """Up to `limit + 1`; those of one contract, if it is named."""
        own = " and contract_number = $5" if contract else ""
        rows = await self._page(f"{_INVOICES} from invoice", "issued_on", own, customer_id,
                                before, limit, *([contract] if contract else []))  # fmt: skip
        return [InvoiceView(**row) for row in rows]

    async def payments(self, customer_id: UUID, before: Before, limit: int) -> list[PaymentView]:
        """Up to `limit + 1`."""
        source = f"{_PAYMENTS} from payment"
        rows = await self._page(source, "paid_on", "", customer_id, before, limit)
        return [PaymentView(**row) for row in rows]

    async def movements(self, customer_id: UUID, before: Before, limit: int) -> list[MovementView]:
        """Up to `limit + 1`."""
        source = f"{_MOVEMENTS} from movement"
        rows = await self._page(source, "booked_on", "", customer_id, before, limit)
        return [MovementView(**row) for row in rows]

    async def usage(
        self, customer_id: UUID, contract_id: UUID, first: date, last: date
    ) -> list[UsageView]:
        """The days of a range for which something is known; NotFound for another's contract."""
        connection = await self._tx.driver()
        if not await connection.fetchval(_HAS_CONTRACT, customer_id, contract_id):
            raise NotFound("No such contract.")
        rows = await connection.fetch(_USAGE, contract_id, first, last)
        return [UsageView(**row) for row in rows]

    async def _page(
        self, source: str, day: str, test: str, customer_id: UUID, before: Before, limit: int,
        *more: str,
    ) -> list[Any]:  # fmt: skip
        sql = f"""select {source} where customer_id in {_WHO} and ({day}, number) < ($2, $3) {test}
        order by {day} desc, number desc limit $4"""
        place = before or _LAST
        return await (await self._tx.driver()).fetch(sql, customer_id, *place, limit + 1, *more)
