"""Keep the forms of surveys, and what requesters of finished tickets were asked."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from chassis.privacy import keep_out
from chassis.row_policies import enable
from tickets.outbound.privacy import PERSONAL

revision = "0009"
down_revision = "0008"

_MOMENT = sa.DateTime(timezone=True)
_REACH = "(select current_setting('tero.reach', true))"
_ACCOUNT = "(select cast(nullif(current_setting('tero.account', true), '') as uuid))"
_CUSTOMER = "(select cast(nullif(current_setting('tero.customer', true), '') as uuid))"

# Forms name no person; whoever may ask anything may read them.
_EVERYBODY = f"coalesce({_REACH}, '') not in ('', 'nothing')"
# Whoever sees the ticket knows how its requester found it; users know what they are asked. A value,
# not `exists`, which PostgreSQL may answer by reading all tickets into a hash.
_OF_TICKET = "(select true from tickets t where t.id = survey.ticket_id)"
_SURVEYS = f"""
case {_REACH} when 'system' then true when 'all' then true
  when 'area' then {_OF_TICKET}
  when 'assigned' then {_OF_TICKET}
  when 'own' then account_id = {_ACCOUNT} or customer_id = {_CUSTOMER}
  else false end
"""


def upgrade() -> None:
    op.create_table(
        "survey_form",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("questions", JSONB, nullable=False),
        sa.Column("categories", ARRAY(sa.Text), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "survey",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("ticket_id", sa.Uuid, sa.ForeignKey("tickets.id"), nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("form_version", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("questions", JSONB, nullable=False),
        sa.Column("customer_id", sa.Uuid),
        sa.Column("account_id", sa.Uuid),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("answers", JSONB, nullable=False),
        sa.Column("answered_at", _MOMENT),
        sa.Column("answered_by", sa.Uuid),
        sa.CheckConstraint(
            "num_nonnulls(customer_id, account_id) = 1", name=op.f("survey_respondent_check")
        ),
    )
    op.create_index("survey_ticket_id_key", "survey", ["ticket_id"], unique=True)
    for column in ("customer_id", "account_id", "form"):
        op.create_index(f"survey_{column}_id", "survey", [column, "id"])
    pending = sa.text("answered_at is null")
    op.create_index("survey_pending", "survey", ["id"], postgresql_where=pending)
    enable("survey_form", _EVERYBODY)
    enable("survey", _SURVEYS)
    for personal in PERSONAL:
        if personal.table == "survey":
            for statement in keep_out(personal):
                op.execute(statement)
