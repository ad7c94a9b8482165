"""What the company's billing system told last. Nobody changes it here."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from directory.outbound.metadata import METADATA, MOMENT

_AMOUNT = sa.Numeric(14, 2)

billing = sa.Table(
    "billing",
    METADATA,
    sa.Column("customer_id", sa.Uuid, primary_key=True),
    sa.Column("as_of", MOMENT, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("balance", _AMOUNT, nullable=False),
    sa.Column("profile", JSONB, nullable=False),
    sa.Column("gateways", JSONB, nullable=False),
    sa.Column("contracts", JSONB, nullable=False),
    sa.Column("discounts", JSONB, nullable=False),
    sa.Column("recurring_items", JSONB, nullable=False),
)

invoice = sa.Table(
    "invoice",
    METADATA,
    sa.Column("customer_id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Text(collation="C"), primary_key=True),
    sa.Column("contract_number", sa.Text),
    sa.Column("issued_on", sa.Date, nullable=False),
    sa.Column("due_on", sa.Date),
    sa.Column("amount", _AMOUNT, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("pdf_url", sa.Text),
    sa.Index(None, "customer_id", "issued_on", "number"),
)

payment = sa.Table(
    "payment",
    METADATA,
    sa.Column("customer_id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Text(collation="C"), primary_key=True),
    sa.Column("paid_on", sa.Date, nullable=False),
    sa.Column("amount", _AMOUNT, nullable=False),
    sa.Column("method", sa.Text, nullable=False),
    sa.Column("invoice_number", sa.Text),
    sa.Index(None, "customer_id", "paid_on", "number"),
)

movement = sa.Table(
    "movement",
    METADATA,
    sa.Column("customer_id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Text(collation="C"), primary_key=True),
    sa.Column("booked_on", sa.Date, nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("amount", _AMOUNT, nullable=False),
    sa.Column("balance", _AMOUNT, nullable=False),
    sa.Index(None, "customer_id", "booked_on", "number"),
)

usage = sa.Table(
    "usage",
    METADATA,
    sa.Column("contract_id", sa.Uuid, primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("down_bytes", sa.BigInteger, nullable=False),
    sa.Column("up_bytes", sa.BigInteger, nullable=False),
)
