"""Systems that bring contacts, their keys, who is not heard, and mail."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from chassis.privacy import keep_out
from chassis.row_policies import enable
from intake.outbound.privacy import PERSONAL

revision = "0011"
down_revision = "0010"

_TIME = sa.DateTime(timezone=True)
_STAFF = """
case (select current_setting('tero.reach', true)) when 'system' then true when 'all' then true
  when 'area' then true when 'assigned' then true else false end
"""


def upgrade() -> None:
    _create_systems()
    op.create_table(
        "ignored",
        sa.Column("id", sa.Uuid, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "value", "note")),
        sa.Column("added_by", sa.Uuid, nullable=False),
        sa.Column("added_at", _TIME, nullable=False),
    )
    op.create_index("ignored_value", "ignored", ["kind", "value"], unique=True)
    _create_mail()
    op.create_index(
        "contact_email_without_customer", "contact", ["email"],
        postgresql_where=sa.text("customer_id is null and email is not null"),
    )  # fmt: skip
    for table in ("channel_system", "channel_key", "ignored", "mail"):
        enable(table, _STAFF)
    for personal in PERSONAL:
        if personal.table in ("ignored", "mail"):
            for statement in keep_out(personal):
                op.execute(statement)


def _create_systems() -> None:
    op.create_table(
        "channel_system",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("kind", sa.Text),
        sa.Column("enabled", sa.Boolean, nullable=False),
        sa.Column("per_second", sa.Float, nullable=False),
        sa.Column("burst", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("queue", "line", "reason")),
        sa.Column("address", sa.Text, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "channel_key",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("system", sa.Text, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME),
    )
    op.create_index("channel_key_system", "channel_key", ["system", "created_at"])


def _create_mail() -> None:
    op.create_table(
        "mail",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("system", sa.Text, nullable=False),
        sa.Column("contact_id", sa.Uuid),
        sa.Column("aside", sa.Text),
        sa.Column("settled_at", _TIME),
        sa.Column("message_id", sa.Text),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("sender_name", sa.Text),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("attachments", JSONB, nullable=False),
        sa.Column("sent_at", _TIME, nullable=False),
        sa.Column("received_at", _TIME, nullable=False),
        sa.Column("original", sa.LargeBinary),
    )
    op.create_index("mail_contact", "mail", ["contact_id", "received_at"])
    op.create_index("mail_message_id", "mail", ["message_id"])
    op.create_index("mail_sender", "mail", ["sender", "received_at"])
    op.create_index(
        "mail_aside", "mail", ["received_at", "id"],
        postgresql_where=sa.text("aside is not null and settled_at is null"),
    )  # fmt: skip
