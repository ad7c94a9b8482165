"""What was proposed for somebody who is forgotten waits for nobody."""

from alembic import op

from chassis.privacy import keep_out
from directory.outbound.privacy import PERSONAL

revision = "0010"
down_revision = "0009"

_CLOSE = """
update customer_proposal set state = 'withdrawn', decided_at = now()
where state = 'open' and customer_id in (select customer_id from kernel_erased)
"""


def upgrade() -> None:
    for personal in PERSONAL:
        if personal.table == "customer_proposal":
            for statement in keep_out(personal):
                op.execute(statement)
    op.execute(_CLOSE)
