"""Keep whose work an order's ticket is; hold back what a transaction's actor does not see."""

import sqlalchemy as sa
from alembic import op

from chassis.row_policies import enable

revision = "0003"
down_revision = "0002"

_ACCOUNT = "(select cast(nullif(current_setting('tero.account', true), '') as uuid))"
_AREAS = "cast((select cast(nullif(current_setting('tero.areas', true), '') as text[])) as text[])"
_REACH = "(select current_setting('tero.reach', true))"

_FOLLOWED = f"ticket_account_id = {_ACCOUNT} or created_by = {_ACCOUNT}"
_ORDERS = f"""
case {_REACH} when 'system' then true when 'all' then true
  when 'area' then area = any({_AREAS}) or ticket_area = any({_AREAS}) or {_FOLLOWED}
  when 'assigned' then area = any({_AREAS}) or {_FOLLOWED}
  else false end
"""
_MINE = f"account_id = {_ACCOUNT} or registered_by = {_ACCOUNT}"
_TICKETS = f"""
case {_REACH} when 'system' then true when 'all' then true
  when 'area' then area = any({_AREAS}) or {_MINE}
  when 'assigned' then {_MINE}
  else false end
"""
_OF_ORDER = """
case {reach} when 'system' then true when 'all' then true
  else exists (select from service_order o where o.id = {table}.order_id) end
"""
_CUSTOMERS = f"""
case {_REACH} when 'system' then true when 'all' then true
  when 'area' then true when 'assigned' then true else false end
"""


def upgrade() -> None:
    op.add_column("service_order", sa.Column("ticket_area", sa.Text))
    op.add_column("service_order", sa.Column("ticket_account_id", sa.UUID()))
    for name in ("area", "ticket_area", "ticket_account_id", "created_by"):
        op.create_index(f"service_order_{name}_number", "service_order", [name, "number"])
    op.add_column("known_ticket", sa.Column("area", sa.Text))
    op.add_column("known_ticket", sa.Column("account_id", sa.UUID()))
    op.add_column("known_ticket", sa.Column("registered_by", sa.UUID()))
    enable("service_order", _ORDERS)
    enable("known_ticket", _TICKETS)
    enable("known_customer", _CUSTOMERS)
    for table in ("timeline_entry", "order_slot"):
        enable(table, _OF_ORDER.format(reach=_REACH, table=table))
