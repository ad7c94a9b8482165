"""Keep whose work a dispatch is; hold back what a transaction's actor does not see."""

import sqlalchemy as sa
from alembic import op

from chassis.row_policies import enable

revision = "0004"
down_revision = "0003"

_AREAS = "cast((select cast(nullif(current_setting('tero.areas', true), '') as text[])) as text[])"
_REACH = "(select current_setting('tero.reach', true))"

_IN_AREA = f"""
case {_REACH} when 'system' then true when 'all' then true
  when 'area' then area = any({_AREAS}) when 'assigned' then area = any({_AREAS})
  else false end
"""
_OF_DISPATCH = """
case {reach} when 'system' then true when 'all' then true
  else exists (select from dispatch d where d.order_id = {table}.order_id) end
"""


def upgrade() -> None:
    op.add_column("dispatch", sa.Column("area", sa.Text))
    op.add_column("known_order", sa.Column("area", sa.Text))
    op.create_index("dispatch_area_position", "dispatch", ["area", "position"])
    for table in ("dispatch", "known_order"):
        enable(table, _IN_AREA)
    for table in ("external_ref", "technician_event"):
        enable(table, _OF_DISPATCH.format(reach=_REACH, table=table))
