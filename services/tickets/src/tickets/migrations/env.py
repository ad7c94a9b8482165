"""Alembic's way in."""

from chassis.migrations import run_from_environment
from tickets.outbound.tables import METADATA

run_from_environment(METADATA)
