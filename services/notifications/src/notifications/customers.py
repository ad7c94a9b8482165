"""This service's copy of the customers: a name, an address to write to, a language."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from chassis.transactions import Tx

# Rows are locked in the order of their ids everywhere, so that two consumers cannot deadlock.
_KEEP_IF_NEWER = """
insert into customer as c (customer_id, name, address, language, version)
select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[]) order by 1
on conflict (customer_id) do update set name = excluded.name, address = excluded.address,
  language = excluded.language, version = excluded.version
where c.version < excluded.version
"""

# A customer nobody has told us about yet gets an empty row: whoever brings the news waits for this
# transaction, and then sees the e-mails it leaves without an address.
_LOCK = """
insert into customer as c (customer_id, version)
select u, -1 from unnest($1::uuid[]) as u order by u
on conflict (customer_id) do update set version = c.version
returning customer_id, name, address, language
"""


@dataclass(frozen=True)
class Customer:
    """What is known of a customer; everything may be missing."""

    name: str | None = None
    address: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class CustomerNews:
    """A customer as told by `directory`, with the version it had there."""

    customer_id: UUID
    version: int
    customer: Customer


class Customers:
    """Customers, inside one transaction."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def keep_newest(self, news: Sequence[CustomerNews]) -> None:
        """Keep each customer's newest state, unless a newer one is known."""
        newest: dict[UUID, CustomerNews] = {}
        for item in news:
            known = newest.get(item.customer_id)
            if known is None or known.version < item.version:
                newest[item.customer_id] = item
        await (await self._tx.driver()).execute(
            _KEEP_IF_NEWER,
            list(newest),
            [item.customer.name for item in newest.values()],
            [item.customer.address for item in newest.values()],
            [item.customer.language for item in newest.values()],
            [item.version for item in newest.values()],
        )

    async def lock(self, customer_ids: Collection[UUID]) -> dict[UUID, Customer]:
        """What is known of each, which nobody can change before this transaction ends."""
        rows = await (await self._tx.driver()).fetch(_LOCK, list(set(customer_ids)))
        return {
            row["customer_id"]: Customer(row["name"], row["address"], row["language"])
            for row in rows
        }
