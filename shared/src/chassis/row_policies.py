"""The second wall: PostgreSQL itself holds back what a transaction's actor does not see (B24, B26).

A transaction without a scope sees no row at all. The settings are read in scalar subselects, once
per statement; the CASE asks of each row only what its reach needs, and is of a shape from which the
planner draws no conclusions, so that lists keep the plans they have without it.
"""

from alembic import op

from chassis.reach import Reach
from chassis.scope import Rows
from chassis.ties import Value

_REACH = "(select current_setting('tero.reach', true))"
_TERMS = {
    Value.ACCOUNT: "(select cast(nullif(current_setting('tero.account', true), '') as uuid))",
    Value.AREAS: "(select cast(nullif(current_setting('tero.areas', true), '') as text[]))",
    Value.CUSTOMER: "(select cast(nullif(current_setting('tero.customer', true), '') as uuid))",
}


def visible(rows: Rows) -> str:
    """The condition of a policy: what the declaration says, with the settings as values."""
    cases = []
    for reach in Reach:
        ties = [tie.sql(rows.table, _TERMS.__getitem__) for tie in rows.ties.get(reach, ())]
        condition = "true" if reach.is_whole else " or ".join(ties)
        if condition:
            cases.append(f"when '{reach.value}' then {condition}")
    return f"case {_REACH} {' '.join(cases)} else false end"


def enable(table: str, condition: str) -> None:
    """Inside a migration: hold back rows of this table, from its owner too.

    Whoever has a scope may write rows they will not see (a ticket for another area).
    """
    written = f"coalesce({_REACH}, '') not in ('', '{Reach.NOTHING}')"
    op.execute(f"create policy tero_scope on {table} using ({condition}) with check ({written})")
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
