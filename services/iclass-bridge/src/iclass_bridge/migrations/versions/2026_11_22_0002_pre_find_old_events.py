"""Let the raw inbox find what is old."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("technician_event_received_at", "technician_event", ["received_at"])
