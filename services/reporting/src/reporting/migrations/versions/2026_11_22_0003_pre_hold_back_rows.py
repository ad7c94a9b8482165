"""Keep which ticket an e-mail is about; hold back what a transaction's actor does not see."""

import sqlalchemy as sa
from alembic import op

from chassis.row_policies import enable

revision = "0003"
down_revision = "0002"

_ACCOUNT = "(select cast(nullif(current_setting('tero.account', true), '') as uuid))"
_AREAS = "cast((select cast(nullif(current_setting('tero.areas', true), '') as text[])) as text[])"
_REACH = "(select current_setting('tero.reach', true))"

_IN_AREA = f"area = any({_AREAS})"
_POLICIES = {
    "contact": "when 'area' then true when 'assigned' then true",
    "ticket": f"when 'area' then {_IN_AREA} when 'assigned' then assignee_id = {_ACCOUNT}",
    "service_order": f"when 'area' then {_IN_AREA} when 'assigned' then {_IN_AREA}",
    "dispatch": "when 'area' then {of_order} when 'assigned' then {of_order}".format(
        of_order="exists (select from service_order o where o.order_id = dispatch.order_id)"
    ),
    "email": "when 'area' then {of_ticket} when 'assigned' then {of_ticket}".format(
        of_ticket="exists (select from ticket t where t.ticket_id = email.ticket_id)"
    ),
}


def upgrade() -> None:
    op.add_column("email", sa.Column("ticket_id", sa.Uuid))
    for table, cases in _POLICIES.items():
        whole = "when 'system' then true when 'all' then true"
        enable(table, f"case {_REACH} {whole} {cases} else false end")
