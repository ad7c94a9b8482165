"""How alembic finds the tables of `reporting`."""

from chassis.migrations import run_from_environment
from reporting.tables import METADATA

run_from_environment(METADATA)
