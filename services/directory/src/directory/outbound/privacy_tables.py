"""Who was to be told, or to be forgotten, and what every service answered."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from directory.outbound.metadata import METADATA, MOMENT, NOW

privacy_request = sa.Table(
    "privacy_request",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("customer_id", sa.ForeignKey("customer.id"), nullable=False, index=True),
    sa.Column("asked_at", MOMENT, nullable=False, server_default=NOW),
    sa.Column("asked_by", sa.Uuid, nullable=False),
    sa.Column("asked_by_name", sa.Text, nullable=False),
    sa.Column("deadline", MOMENT, nullable=False),
    sa.Column("other_ids", ARRAY(sa.Uuid), nullable=False, server_default=sa.text("'{}'::uuid[]")),
    sa.CheckConstraint("what in ('export', 'erasure')", name="what"),
)

privacy_receipt = sa.Table(
    "privacy_receipt",
    METADATA,
    sa.Column("request_id", sa.ForeignKey("privacy_request.id"), primary_key=True),
    sa.Column("service", sa.Text, primary_key=True),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("received_at", MOMENT, nullable=False, server_default=NOW),
)

# What an export brought; forgotten some days later, and with its customer.
privacy_part = sa.Table(
    "privacy_part",
    METADATA,
    sa.Column("request_id", sa.ForeignKey("privacy_request.id"), primary_key=True),
    sa.Column("service", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("rows", sa.Text, nullable=False),
)
