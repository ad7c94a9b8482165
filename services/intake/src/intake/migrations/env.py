from chassis.migrations import run_from_environment
from intake.outbound.tables import METADATA

run_from_environment(METADATA)
