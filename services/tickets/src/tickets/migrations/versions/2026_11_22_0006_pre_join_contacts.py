"""Several contacts of one ticket, and which service and unit it is about."""

import sqlalchemy as sa
from alembic import op

from chassis.privacy import keep_out
from chassis.row_policies import enable
from tickets.outbound.privacy import PERSONAL

revision = "0006"
down_revision = "0005"

# Whoever sees the ticket knows which contacts belong to it.
_OF_TICKET = """
case (select current_setting('tero.reach', true)) when 'system' then true when 'all' then true
  when 'area' then exists (select from tickets t where t.id = contact_ticket.ticket_id)
  when 'assigned' then exists (select from tickets t where t.id = contact_ticket.ticket_id)
  else false end
"""


def upgrade() -> None:
    for name, kind in (
        ("contract_id", sa.Uuid),
        ("service_address", sa.Text),
        ("service_city", sa.Text),
        ("unit_serial", sa.Text),
    ):
        op.add_column("tickets", sa.Column(name, kind))
    op.create_table(
        "contact_ticket",
        sa.Column("contact_id", sa.Uuid, primary_key=True),
        sa.Column("ticket_id", sa.Uuid, sa.ForeignKey("tickets.id"), nullable=False),
    )
    op.create_index("contact_ticket_ticket_id", "contact_ticket", ["ticket_id"])
    op.create_index(
        "units_contract_id",
        "units",
        ["contract_id"],
        postgresql_where=sa.text("contract_id is not null"),
    )
    enable("contact_ticket", _OF_TICKET)
    # The address of a service is forgotten with the rest.
    for personal in PERSONAL:
        if personal.table == "tickets":
            for statement in keep_out(personal):
                op.execute(statement)
