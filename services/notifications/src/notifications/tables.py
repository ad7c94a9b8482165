"""Tables of `notifications`: e-mails, and what it must know of customers."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from chassis.database import metadata

METADATA = metadata()

_MOMENT = sa.DateTime(timezone=True)

EMAIL = sa.Table(
    "email",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("template", sa.Text, nullable=False),
    sa.Column("ticket_id", sa.Uuid),
    sa.Column("ticket_number", sa.BigInteger),
    sa.Column("area", sa.Text),
    sa.Column("customer_id", sa.Uuid),
    sa.Column("facts", JSONB, nullable=False),
    sa.Column("recipient", sa.Text),
    sa.Column("recipient_name", sa.Text, nullable=False),
    sa.Column("message_id", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("body_text", sa.Text, nullable=False),
    sa.Column("body_html", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("last_error", sa.Text),
    sa.Column("last_attempt_at", _MOMENT),
    sa.Column("created_at", _MOMENT, nullable=False, server_default=sa.func.now()),
    sa.Column("settled_at", _MOMENT),
    sa.Column("version", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("secret", sa.Text),
    sa.Column("secret_until", _MOMENT),
    sa.CheckConstraint("secret is null or secret_until is not null", name="secret_ends"),
    sa.CheckConstraint("state in ('waiting', 'sent', 'undeliverable', 'no-address')", name="state"),
    sa.CheckConstraint("(state = 'no-address') = (recipient is null)", name="recipient"),
    sa.Index("email_created_at_id", "created_at", "id"),
    sa.Index("email_state_created_at_id", "state", "created_at", "id"),
    sa.Index("email_area_created_at_id", "area", "created_at", "id"),
    sa.Index("email_ticket_id_created_at_id", "ticket_id", "created_at", "id"),
    sa.Index("email_customer_id", "customer_id"),
    sa.Index(
        "email_letters",
        "secret_until",
        postgresql_where=sa.text("secret_until is not null and recipient_name <> ''"),
    ),
    sa.Index(
        "email_customer_without_address",
        "customer_id",
        postgresql_where=sa.text("state = 'no-address'"),
    ),
)

# A row with version -1 is a customer nobody has told us about yet: it exists to be locked.
CUSTOMER = sa.Table(
    "customer",
    METADATA,
    sa.Column("customer_id", sa.Uuid, primary_key=True),
    sa.Column("name", sa.Text),
    sa.Column("address", sa.Text),
    sa.Column("language", sa.Text),
    sa.Column("version", sa.BigInteger, nullable=False),
)
