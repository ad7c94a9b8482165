"""Find whose e-mails are by an index; forget each of them in a way that its state allows."""

from alembic import op

from chassis.privacy import keep_out
from notifications.privacy import PERSONAL

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_index("email_customer_id", "email", ["customer_id"])
    for personal in PERSONAL:
        for statement in keep_out(personal):
            op.execute(statement)
    # The trigger forgets what was passed over: e-mails that wait for an address.
    op.execute("select set_config('tero.reach', 'system', true)")
    op.execute(
        "update email set state = state from kernel_erased e "
        "where e.customer_id = email.customer_id and state = 'no-address'"
    )
    op.execute("select set_config('tero.reach', '', true)")
