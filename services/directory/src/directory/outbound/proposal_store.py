"""Proposals in PostgreSQL."""

from typing import Any
from uuid import UUID

import orjson
from uuid_utils.compat import uuid7

from chassis.errors import NotFound
from chassis.transactions import Tx
from contracts.proposals import ProposalDecidedV1
from directory.application.proposal_ports import (
    HIGHEST_COUNT,
    Decider,
    ProposalCount,
    ProposalView,
    ProposedView,
    Said,
)
from directory.domain.proposal import HOME, Field, State

_KEEP = """
insert into customer_proposal as p (id, contact_id, customer_id, state, version, proposed,
  proposed_at, proposed_by, proposed_by_name)
select $1, $2, c.id, 'open', 1, $4::jsonb, $5, $6, $7 from customer c
where c.id = $3 and not exists (select from kernel_erased e where e.customer_id = c.id)
on conflict (contact_id) where state = 'open' do update set
  customer_id = excluded.customer_id, version = p.version + 1, proposed = excluded.proposed,
  proposed_at = excluded.proposed_at, proposed_by = excluded.proposed_by,
  proposed_by_name = excluded.proposed_by_name
"""
_WITHDRAW = """
update customer_proposal set state = 'withdrawn', decided_at = now()
where contact_id = $1 and state = 'open'
"""
_READ = """
select p.id as proposal_id, p.contact_id, p.customer_id, p.state, p.version, p.proposed,
  p.proposed_at, p.proposed_by, p.proposed_by_name, p.decided_at, p.decided_by, p.decided_by_name,
  p.reason, c.number as customer_number, c.name as customer_name, c.phones, c.emails,
  c.contact_data
from customer_proposal p
join customer o on o.id = p.customer_id
join customer c on c.id = coalesce(o.merged_into, o.id)
"""
_THEIRS = "p.customer_id = any(array(select id from customer where id = $1 or merged_into = $1))"
_ONE = f"{_READ} where p.id = $2 and {_THEIRS} for update of p"
_SETTLE = """
update customer_proposal set state = $2, decided_at = now(), decided_by = $3, decided_by_name = $4,
  reason = $5
where id = $1
"""

COUNT = f"""
select count(*) from (
  select from customer_proposal where state = 'open' limit {HIGHEST_COUNT}) as p
"""  # noqa: S608 - a number of ours


class SqlProposals:
    """The port `Proposals`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def keep(self, said: Said) -> None:
        """In place of what this contact proposed before, if nobody has decided on that."""
        proposed = [
            {"field": field, "new": each.new, "old": each.old}
            for field, each in said.proposed.items()
        ]
        who = (said.account_id, said.account_name)
        values = (uuid7(), said.contact_id, said.customer_id, orjson.dumps(proposed).decode())
        await (await self._tx.driver()).execute(_KEEP, *values, said.at, *who)

    async def withdraw(self, contact_id: UUID) -> None:
        """This contact proposes nothing any more."""
        await (await self._tx.driver()).execute(_WITHDRAW, contact_id)

    async def get(self, customer_id: UUID, proposal_id: UUID) -> ProposalView:
        """One of a customer, or of somebody merged into them, held; NotFound."""
        connection = await self._tx.driver()
        row = await connection.fetchrow(_ONE, customer_id, proposal_id)
        if row is None:
            raise NotFound("No such proposal.")
        return _view(dict(row))

    async def page(
        self, customer_id: UUID | None, state: State | None, after: UUID | None, limit: int
    ) -> list[ProposalView]:
        """Of one customer, or of all; the newest first."""
        values: list[Any] = [limit + 1]
        tests = ["true"]
        if customer_id is not None:
            values.append(customer_id)
            tests.append(_THEIRS.replace("$1", f"${len(values)}"))
        if state is not None:
            # A word of ours: the index of those that are open must be seen to fit.
            tests.append(f"p.state = '{state}'")
        if after is not None:
            values.append(after)
            tests.append(f"p.id < ${len(values)}")
        sql = f"{_READ} where {' and '.join(tests)} order by p.id desc limit $1"
        rows = await (await self._tx.driver()).fetch(sql, *values)
        return [_view(dict(row)) for row in rows]

    async def count(self) -> ProposalCount:
        """Those that nobody has decided on."""
        return ProposalCount(await (await self._tx.driver()).fetchval(COUNT))

    async def settle(
        self, proposal: ProposalView, state: State, by: Decider, reason: str | None
    ) -> None:
        """It is decided; tells the desk."""
        values = (proposal.proposal_id, state, by.id, by.name, reason)
        await (await self._tx.driver()).execute(_SETTLE, *values)
        event = ProposalDecidedV1(
            proposal_id=proposal.proposal_id,
            contact_id=proposal.contact_id,
            customer_id=proposal.customer_id,
            decision="approved" if state == "approved" else "refused",
            decided_by=by.id,
            decided_by_name=by.name,
            proposed_by=proposal.proposed_by,
            reason=reason,
        )
        self._tx.emit(event, key=proposal.contact_id, version=None)


def _view(row: dict[str, Any]) -> ProposalView:
    current: dict[Field, list[str]] = {
        "phone": list(row.pop("phones")),
        "email": list(row.pop("emails")),
        "address": [each["value"] for each in row.pop("contact_data") if each["label"] == HOME],
    }
    fields = [ProposedView(**each, current=current[each["field"]]) for each in row.pop("proposed")]
    return ProposalView(fields=fields, **row)
