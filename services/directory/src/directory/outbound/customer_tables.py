"""Customers, what they have, and who changed what."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from directory.outbound.metadata import METADATA, MOMENT, NOW, SORTED

customer = sa.Table(
    "customer",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("national_id_kind", sa.Text, nullable=False),
    sa.Column("national_id", sa.Text, nullable=False, index=True),
    sa.Column("phones", ARRAY(sa.Text), nullable=False),
    sa.Column("emails", ARRAY(sa.Text), nullable=False),
    sa.Column("fax", sa.Text, nullable=False, server_default=""),
    sa.Column("contact_data", JSONB, nullable=False, server_default=sa.text("'[]'")),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("sort_name", SORTED, nullable=False),
    sa.Column("search", sa.Text, nullable=False),
    # What the customer's source said last: an edit here stands until the source says another thing.
    sa.Column("fingerprint", sa.LargeBinary, nullable=False),
    sa.Column("revision", sa.BigInteger),
    sa.Column("merged_into", sa.ForeignKey("customer.id")),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("changed_at", MOMENT, nullable=False, server_default=NOW),
    sa.CheckConstraint("merged_into <> id", name="merged_into_another"),
    sa.Index(None, "sort_name", "id"),
    sa.Index("customer_phones", "phones", postgresql_using="gin"),
    sa.Index("customer_emails", "emails", postgresql_using="gin"),
    sa.Index(
        "customer_merged_into", "merged_into", postgresql_where=sa.text("merged_into is not null")
    ),
    sa.Index(
        "customer_search",
        "search",
        postgresql_using="gin",
        postgresql_ops={"search": "gin_trgm_ops"},
    ),
)

contract = sa.Table(
    "contract",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("customer_id", sa.ForeignKey(customer.c.id), nullable=False, index=True),
    sa.Column("position", sa.SmallInteger, nullable=False),
    sa.Column("number", sa.Text, nullable=False),
    sa.Column("plan", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("city", sa.Text, nullable=False, index=True),
    sa.Column("node", sa.Text, nullable=False),
    sa.Column("server", sa.Text, nullable=False, server_default=""),
    sa.Column("speed_down_kbps", sa.Integer),
    sa.Column("speed_up_kbps", sa.Integer),
    sa.Column("items", JSONB, nullable=False, server_default=sa.text("'[]'")),
    sa.Column("latitude", sa.Double),
    sa.Column("longitude", sa.Double),
)

unit = sa.Table(
    "unit",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("customer_id", sa.ForeignKey(customer.c.id), nullable=False, index=True),
    sa.Column("position", sa.SmallInteger, nullable=False),
    sa.Column("serial", sa.Text, nullable=False, index=True),
    sa.Column("item_number", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("warranty_until", sa.Date),
    sa.Column("contract_number", sa.Text),
)

customer_change = sa.Table(
    "customer_change",
    METADATA,
    sa.Column("customer_id", sa.Uuid, primary_key=True),
    sa.Column("version", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", MOMENT, nullable=False, server_default=NOW),
    sa.Column("how", sa.Text, nullable=False),
    sa.Column("by", sa.Uuid),
    sa.Column("by_name", sa.Text, nullable=False),
    sa.Column("changes", JSONB, nullable=False),
)
