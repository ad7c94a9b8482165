"""Create contacts, conversations and the copy of customers.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSON

from chassis.migrations import kernel_tables

revision = "0001"
down_revision = None

_TIME = sa.DateTime(timezone=True)
_TEXTS = (
    "answered_by", "cause", "phone", "line", "queue", "national_id", "name", "city", "reason",
    "email", "customer_name", "customer_city", "taken_by_name", "outcome",
)  # fmt: skip
_TIMES = ("started_at", "answered_at", "hung_up_at", "taken_at", "finished_at")
_IDS = ("customer_id", "linked_by", "taken_by", "finished_by", "ticket_id")


def upgrade() -> None:
    kernel_tables()
    _create_contact()
    _create_contact_indexes()
    op.create_table(
        "conversation",
        sa.Column("contact_id", sa.Uuid, primary_key=True),
        sa.Column("lines", JSON, nullable=False),
    )
    op.create_table(
        "customer",
        sa.Column("customer_id", sa.Uuid, primary_key=True),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("national_id", sa.Text, nullable=False),
        sa.Column("phones", ARRAY(sa.Text), nullable=False),
        sa.Column("emails", ARRAY(sa.Text), nullable=False),
        sa.Column("cities", ARRAY(sa.Text), nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
    )
    op.create_index("customer_national_id", "customer", ["national_id"])
    op.create_index("customer_phones", "customer", ["phones"], postgresql_using="gin")


def _create_contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("number", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("external_id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("screen", sa.Text, nullable=False),
        sa.Column("received_at", _TIME, nullable=False),
        sa.Column("accepted_at", _TIME, nullable=False),
        *(sa.Column(name, sa.Text) for name in _TEXTS),
        *(sa.Column(name, _TIME) for name in _TIMES),
        *(sa.Column(name, sa.Uuid) for name in _IDS),
        sa.Column("ticket_number", sa.BigInteger),
    )


def _create_contact_indexes() -> None:
    op.create_index("contact_origin", "contact", ["source", "external_id", "channel"], unique=True)
    op.create_index("contact_desk", "contact", ["screen", "state", "received_at", "id"])
    op.create_index(
        "contact_mine", "contact", ["taken_by", "state", "received_at", "id"],
        postgresql_where=sa.text("taken_by is not null"),
    )  # fmt: skip
    op.create_index(
        "contact_without_customer", "contact", ["national_id"],
        postgresql_where=sa.text("customer_id is null and national_id is not null"),
    )  # fmt: skip
    op.create_index(
        "contact_ticket", "contact", ["ticket_id"],
        postgresql_where=sa.text("ticket_id is not null"),
    )  # fmt: skip
