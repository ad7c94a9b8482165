"""Keep on a ticket what was known of its unit; forget whom customers' own accounts were of."""

import sqlalchemy as sa
from alembic import op

from chassis.privacy import keep_out
from tickets.outbound.privacy import PERSONAL

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    for name, kind in (
        ("unit_item_number", sa.Text()),
        ("unit_kind", sa.Text()),
        ("warranty_until", sa.Date()),
        ("unit_known_at", sa.DateTime(timezone=True)),
    ):
        op.add_column("tickets", sa.Column(name, kind))
    for personal in PERSONAL:
        if personal.table in ("tickets", "timeline"):
            for statement in keep_out(personal):
                op.execute(statement)
