"""Run by `python -m directory migrate`."""

from chassis.migrations import run_from_environment
from directory.outbound.tables import METADATA

run_from_environment(METADATA)
