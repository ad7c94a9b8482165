"""Customers as people read them, straight into views."""

from typing import Any
from uuid import UUID

from chassis.errors import NotFound
from chassis.transactions import Tx
from directory.application.customer_views import (
    ChangeView,
    CustomerSummary,
    CustomerView,
    SharedIdView,
    Tab,
)
from directory.domain.search import customer_patterns
from directory.outbound.customer_merges import whole_of
from directory.outbound.customer_shown import merged_view, shown

# Those merged into others are found by what is known of them, and stay out of the whole list.
_LIST = """
select c.id as customer_id, c.number, c.name, c.kind, c.national_id_kind, c.national_id,
       c.phones, c.emails, c.merged_into,
       array(select distinct city from contract where customer_id = c.id order by city) as cities
from customer c where (c.sort_name, c.id) > ($1, $2) {tests}
order by c.sort_name, c.id limit $3
"""
_STATE = "select version, merged_into from customer where id = $1"
_HISTORY = """
select version, at, how, by, by_name, changes from customer_change
where customer_id = $1 and version < $2 order by version desc limit $3
"""
# Where few are shared, a page is looked for in a stretch of the index; customers with its last id
# are all in it.
MOST_LOOKED_AT = 20_000
_SHARED_IDS = """
with stretch as materialized (
  select national_id, id, number from customer where national_id > $1 and merged_into is null
  order by national_id fetch first $3 rows with ties
), shared as (
  select national_id, array_agg(id order by number) as ids from stretch
  group by national_id having count(*) > 1 order by national_id limit $2
)
select shared.national_id, shared.ids, e.reached
from (select max(national_id) filter (where places >= $3) as reached
      from (select national_id, count(*) over () as places from stretch) s) e
left join shared on true order by 1
"""
_NAMES = "select id, number, name, national_id from customer where id = any($1) order by number"

# The first city, then again and again the next: as many steps as cities, not as contracts.
_CITIES = """
with recursive found (city) as (
  (select city from contract order by city limit 1)
  union all
  select (select city from contract where city > found.city order by city limit 1)
  from found where found.city is not null
)
select city from found where city is not null order by city
"""


class SqlCustomerQueries:
    """The port `CustomerQueries`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def customers(
        self, query: str, after: tuple[str, UUID] | None, limit: int
    ) -> list[CustomerSummary]:
        """Up to `limit + 1` customers that match, in the order of folded names and ids."""
        found: list[str] = []
        tests = ""
        for group in customer_patterns(query):
            places = range(4 + len(found), 4 + len(found) + len(group))
            tests += f" and ({' or '.join(f'c.search like ${place}' for place in places)})"
            found += group
        sql = _LIST.format(tests=tests or " and c.merged_into is null")
        name, identity = after or ("", UUID(int=0))
        rows = await (await self._tx.driver()).fetch(sql, name, identity, limit + 1, *found)
        return [CustomerSummary(**row) for row in rows]

    async def merged_into(self, customer_id: UUID) -> UUID | None:
        """Who this customer turned out to be, if they did; NotFound."""
        row = await (await self._tx.driver()).fetchrow(_STATE, customer_id)
        if row is None:
            raise NotFound("No such customer.")
        merged: UUID | None = row["merged_into"]
        return merged

    async def customer(self, customer_id: UUID, tabs: list[Tab]) -> CustomerView:
        """One customer with everything of those merged into it; NotFound."""
        connection = await self._tx.driver()
        row = await connection.fetchrow(_STATE, customer_id)
        whole = await whole_of(connection, customer_id)
        if row is None or whole is None:
            raise NotFound("No such customer.")
        return shown(whole, row["version"], tabs)

    async def history(self, customer_id: UUID, below: int, limit: int) -> list[ChangeView]:
        """Up to `limit + 1` changes below this version, newest first; NotFound."""
        await self.merged_into(customer_id)
        rows = await (await self._tx.driver()).fetch(_HISTORY, customer_id, below, limit + 1)
        return [ChangeView(**row) for row in rows]

    async def shared_ids(self, after: str, limit: int) -> tuple[list[SharedIdView], str | None]:
        """Up to `limit + 1` national ids that several customers have, and the id up to which was
        looked, where that is not the last."""
        connection = await self._tx.driver()
        found = await connection.fetch(_SHARED_IDS, after, limit + 1, MOST_LOOKED_AT)
        rows = [row for row in found if row["national_id"] is not None]
        ids = [identity for row in rows for identity in row["ids"]]
        names: dict[UUID, Any] = {row["id"]: row for row in await connection.fetch(_NAMES, ids)}
        shared = [
            SharedIdView(row["national_id"], [merged_view(names[each]) for each in row["ids"]])
            for row in rows
        ]
        return shared, found[0]["reached"]

    async def cities(self) -> list[str]:
        """Where customers have services."""
        return [row["city"] for row in await (await self._tx.driver()).fetch(_CITIES)]
