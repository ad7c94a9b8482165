"""Keep the catalogue of problems and requirements, and by which channel a ticket came."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.row_policies import enable

revision = "0008"
down_revision = "0007"

# They name no person; whoever may ask anything may read them.
_EVERYBODY = "coalesce((select current_setting('tero.reach', true)), '') not in ('', 'nothing')"

# What every company starts with; it renames them, adds to them, switches them off.
_FIRST = """
insert into category (code, kind, name, areas, for_customers, active, version) values
  ('no-connection', 'problem', 'Sin conexión', '{}', true, true, 1),
  ('slowness', 'problem', 'Lentitud', '{}', true, true, 1),
  ('technical-service', 'requirement', 'Solicito servicio técnico', '{}', true, true, 1),
  ('information', 'requirement', 'Información', '{}', true, true, 1),
  ('cancellation', 'requirement', 'Solicitud de baja', '{}', true, true, 1)
"""
# Categories that were only words on tickets so far keep their words.
_IN_USE = """
insert into category (code, kind, name, areas, for_customers, active, version)
select distinct category, 'problem', category, '{}'::text[], true, true, 1 from tickets
where category is not null
on conflict (code) do nothing
"""
# Of the others it was not kept.
_OPENED_BY_USERS = """
update tickets t set channel = 'app' from kernel_account k
where k.account_id = t.registered_by and k.role in ('customer', 'employee')
"""


def upgrade() -> None:
    op.create_table(
        "category",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("areas", ARRAY(sa.Text), nullable=False),
        sa.Column("for_customers", sa.Boolean, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.CheckConstraint("kind in ('problem', 'requirement')", name=op.f("category_kind_check")),
    )
    op.add_column("tickets", sa.Column("channel", sa.Text))
    op.execute("select set_config('tero.reach', 'system', true)")
    op.execute(_FIRST)
    op.execute(_IN_USE)
    op.execute(_OPENED_BY_USERS)
    op.execute("select set_config('tero.reach', '', true)")
    for column in ("category", "channel"):
        op.create_index(f"tickets_{column}_number", "tickets", [column, "number"])
    enable("category", _EVERYBODY)
