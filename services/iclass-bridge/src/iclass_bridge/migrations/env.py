from chassis.migrations import run_from_environment
from iclass_bridge.outbound.tables import METADATA

run_from_environment(METADATA)
