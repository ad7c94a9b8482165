"""The tree of reasons as a table."""

from sqlalchemy import Boolean, Column, Integer, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY


def add_reason_table(metadata: MetaData) -> None:
    """A parent is looked up among all of them in memory: the tree is small."""
    Table(
        "reason",
        metadata,
        Column("code", Text, primary_key=True),
        Column("label", Text, nullable=False),
        Column("parent", Text),
        Column("nature", Text),
        Column("kind", Text),
        Column("channels", ARRAY(Text), nullable=False),
        Column("areas", ARRAY(Text), nullable=False),
        Column("position", Integer, nullable=False),
        Column("active", Boolean, nullable=False),
        Column("version", Integer, nullable=False),
        Column("category", Text),
    )
