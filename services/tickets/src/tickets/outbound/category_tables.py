"""The catalogue of problems and requirements as a table."""

from sqlalchemy import Boolean, CheckConstraint, Column, Integer, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY


def add_category_table(metadata: MetaData) -> Table:
    """Small, and read as a whole."""
    return Table(
        "category",
        metadata,
        Column("code", Text, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("areas", ARRAY(Text), nullable=False),
        Column("for_customers", Boolean, nullable=False),
        Column("active", Boolean, nullable=False),
        Column("version", Integer, nullable=False),
        CheckConstraint("kind in ('problem', 'requirement')", name="kind"),
    )
