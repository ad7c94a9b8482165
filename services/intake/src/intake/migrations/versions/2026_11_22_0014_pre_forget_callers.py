"""Find whose call-backs are by an index, and do not learn of forgotten persons again."""

from alembic import op

from chassis.privacy import keep_out
from intake.outbound.privacy import PERSONAL

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_index("call_back_contact_id", "call_back", ["contact_id"])
    for personal in PERSONAL:
        if personal.table == "call_back":
            for statement in keep_out(personal):
                op.execute(statement)
