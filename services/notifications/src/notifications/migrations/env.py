"""How alembic finds the tables of `notifications`."""

from chassis.migrations import run_from_environment
from notifications.tables import METADATA

run_from_environment(METADATA)
