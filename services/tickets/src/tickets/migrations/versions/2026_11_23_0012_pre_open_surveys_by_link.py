"""Keep the digests of the links by which surveys are answered from letters."""

import sqlalchemy as sa
from alembic import op

from chassis.privacy import keep_out
from tickets.outbound.privacy import PERSONAL

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("survey", sa.Column("link_digest", sa.LargeBinary))
    op.add_column("survey", sa.Column("link_until", sa.DateTime(timezone=True)))
    op.create_index(
        "survey_link_digest_key",
        "survey",
        ["link_digest"],
        unique=True,
        postgresql_where=sa.text("link_digest is not null"),
    )
    for personal in PERSONAL:
        if personal.table == "survey":
            for statement in keep_out(personal):
                op.execute(statement)
