"""The tables of this service, besides the kernel's."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import metadata

METADATA = metadata()

_NOW = sa.text("now()")
_MOMENT = sa.DateTime(timezone=True)

# "C": compared byte by byte, so that a page starts where the page before ended.
_SORTED = sa.Text(collation="C")

customer = sa.Table(
    "customer",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("national_id_kind", sa.Text, nullable=False),
    sa.Column("national_id", sa.Text, nullable=False),
    sa.Column("phones", ARRAY(sa.Text), nullable=False),
    sa.Column("emails", ARRAY(sa.Text), nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("sort_name", _SORTED, nullable=False),
    sa.Column("search", sa.Text, nullable=False),
    sa.Column("fingerprint", sa.LargeBinary, nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("changed_at", _MOMENT, nullable=False, server_default=_NOW),
    sa.Index(None, "sort_name", "id"),
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
    sa.Column("latitude", sa.Double),
    sa.Column("longitude", sa.Double),
)

account = sa.Table(
    "account",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("login", _SORTED, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("email", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("areas", ARRAY(sa.Text), nullable=False),
    sa.Column("password_hash", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("customer_id", sa.ForeignKey(customer.c.id)),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("changed_at", _MOMENT, nullable=False, server_default=_NOW),
    sa.CheckConstraint("login = lower(login)", name="login_is_lower_case"),
)
