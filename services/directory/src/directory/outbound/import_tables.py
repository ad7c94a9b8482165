"""Imports: what was received, how far it is, and what was wrong with it."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from directory.outbound.metadata import METADATA, MOMENT, NOW, SORTED

import_run = sa.Table(
    "import_run",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("format", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("dry_run", sa.Boolean, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("columns", JSONB, nullable=False),
    sa.Column("country", sa.Text, nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("done", sa.Integer, nullable=False, server_default="0"),
    sa.Column("created", sa.Integer, nullable=False, server_default="0"),
    sa.Column("updated", sa.Integer, nullable=False, server_default="0"),
    sa.Column("unchanged", sa.Integer, nullable=False, server_default="0"),
    sa.Column("refused", sa.Integer, nullable=False, server_default="0"),
    sa.Column("started_by", sa.Uuid),
    sa.Column("started_by_name", sa.Text, nullable=False),
    sa.Column("started_at", MOMENT, nullable=False, server_default=NOW),
    sa.Column("finished_at", MOMENT),
    sa.CheckConstraint("state in ('running', 'finished')", name="state"),
    sa.Index(None, "started_at", "id"),
)

import_batch = sa.Table(
    "import_batch",
    METADATA,
    sa.Column("import_id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("rows", sa.LargeBinary, nullable=False),
)

import_error = sa.Table(
    "import_error",
    METADATA,
    sa.Column("import_id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("row", sa.Integer, nullable=False),
    sa.Column("column", sa.Text, nullable=False),
    sa.Column("problem", sa.Text, nullable=False),
    sa.Column("found", sa.Text, nullable=False),
)

import_preset = sa.Table(
    "import_preset",
    METADATA,
    sa.Column("name", SORTED, primary_key=True),
    sa.Column("columns", JSONB, nullable=False),
    sa.Column("changed_by_name", sa.Text, nullable=False),
    sa.Column("changed_at", MOMENT, nullable=False, server_default=NOW),
)
