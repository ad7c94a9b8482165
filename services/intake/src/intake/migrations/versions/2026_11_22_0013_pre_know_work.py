"""What a contact is about and became: services, the customers' tickets, and rules of channels."""

import sqlalchemy as sa
from alembic import op

from chassis.privacy import keep_out
from chassis.row_policies import enable, visible
from intake.outbound.privacy import PERSONAL
from intake.outbound.ticket_scope import CUSTOMER_TICKETS

revision = "0013"
down_revision = "0012"

_PENDING = sa.text("state in ('registered', 'assigned', 'in_progress')")
_RULES = """
insert into channel_rule (code, existing_work, requires_attention_context, version) values
  ('call', 'new', true, 1), ('chat', 'new', true, 1),
  ('inquiry', 'new', false, 1), ('email', 'new', false, 1)
"""


def upgrade() -> None:
    _add_to_contacts()
    _create_tickets()
    op.create_index("customer_number", "customer", ["number"])
    op.create_index(
        "customer_merged_into",
        "customer",
        ["merged_into"],
        postgresql_where=sa.text("merged_into is not null"),
    )
    op.create_table(
        "channel_rule",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("existing_work", sa.Text, nullable=False),
        sa.Column("requires_attention_context", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.execute(_RULES)


def _add_to_contacts() -> None:
    for name in ("customer_number", "contract_number", "derived_to"):
        op.add_column("contact", sa.Column(name, sa.Text))
    op.add_column("contact", sa.Column("contract_id", sa.Uuid))
    asked = sa.Column("ticket_asked", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("contact", asked)
    op.create_index(
        "contact_without_customer_number",
        "contact",
        ["customer_number"],
        postgresql_where=sa.text("customer_id is null and customer_number is not null"),
    )
    # Leads to a customer's contacts as the other did, and to the newest first.
    op.create_index("contact_of_customer", "contact", ["customer_id", "received_at", "id"])
    op.drop_index("contact_customer_id", "contact")


def _create_tickets() -> None:
    op.create_table(
        "customer_ticket",
        sa.Column("ticket_id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("number", sa.BigInteger),
        *(sa.Column(name, sa.Text) for name in ("title", "category", "area")),
        sa.Column("account_id", sa.Uuid),
        sa.Column("account_name", sa.Text),
        *(sa.Column(name, sa.Uuid) for name in ("customer_id", "contact_id", "registered_by")),
    )
    of_customer = ["customer_id", "updated_at"]
    op.create_index("customer_ticket_newest", "customer_ticket", of_customer)
    op.create_index(
        "customer_ticket_pending", "customer_ticket", of_customer, postgresql_where=_PENDING
    )
    enable("customer_ticket", visible(CUSTOMER_TICKETS))
    for personal in PERSONAL:
        if personal.table == "customer_ticket":
            for statement in keep_out(personal):
                op.execute(statement)
