"""What a contact is found by is worked out by the service: these functions have no use any more."""

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    for function in ("letter_grams(text)", "digit_grams(text)", "number_gram(bigint)"):
        op.execute(f"drop function {function}")
