"""What is read for people, straight into views."""

from typing import Any
from uuid import UUID

from chassis.errors import NotFound
from chassis.transactions import Tx
from directory.application.views import (
    AccountView,
    ContractView,
    CustomerSummary,
    CustomerView,
)
from directory.domain.permissions import DEFAULTS
from directory.domain.roles import Role
from directory.domain.search import patterns, search_words

_ACCOUNT = """
select id as account_id, login, name, email, role, areas, active, customer_id, version
from account
"""

_CUSTOMER = """
select c.id as customer_id, c.number, c.name, c.kind, c.national_id_kind, c.national_id,
       c.phones, c.emails
"""

_CONTRACTS = """
select id as contract_id, number, plan, state, address, city, node, latitude, longitude
from contract where customer_id = $1 order by position
"""

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


class SqlQueries:
    """Reads of one transaction."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def accounts(self, after: tuple[str] | None, limit: int) -> list[AccountView]:
        """Up to `limit + 1` accounts in the order of logins."""
        sql = f"{_ACCOUNT} where login > $1 order by login limit $2"
        rows = await (await self._tx.driver()).fetch(sql, after[0] if after else "", limit + 1)
        return [_account(row) for row in rows]

    async def account(self, account_id: UUID) -> AccountView:
        """One account; NotFound."""
        row = await (await self._tx.driver()).fetchrow(f"{_ACCOUNT} where id = $1", account_id)
        if row is None:
            raise NotFound("No such account.")
        return _account(row)

    async def customers(
        self, query: str, after: tuple[str, UUID] | None, limit: int
    ) -> list[CustomerSummary]:
        """Up to `limit + 1` customers that match, in the order of folded names and ids."""
        found = patterns(search_words(query))
        tests = "".join(f" and c.search like ${place}" for place in range(4, 4 + len(found)))
        sql = f"""{_CUSTOMER},
          array(select distinct city from contract where customer_id = c.id order by city) as cities
        from customer c where (c.sort_name, c.id) > ($1, $2) {tests}
        order by c.sort_name, c.id limit $3"""  # noqa: S608 - only numbers of parameters go in
        name, identity = after or ("", UUID(int=0))
        rows = await (await self._tx.driver()).fetch(sql, name, identity, limit + 1, *found)
        return [CustomerSummary(**row) for row in rows]

    async def customer(self, customer_id: UUID) -> CustomerView:
        """One customer with its contracts in their order; NotFound."""
        connection = await self._tx.driver()
        row = await connection.fetchrow(
            f"{_CUSTOMER}, c.language, c.version from customer c where c.id = $1", customer_id
        )
        if row is None:
            raise NotFound("No such customer.")
        contracts = await connection.fetch(_CONTRACTS, customer_id)
        return CustomerView(**row, contracts=[ContractView(**each) for each in contracts])

    async def cities(self) -> list[str]:
        """Where customers have services."""
        return [row["city"] for row in await (await self._tx.driver()).fetch(_CITIES)]


def _account(row: Any) -> AccountView:
    return AccountView(**row, permissions=sorted(DEFAULTS[Role(row["role"])]))
