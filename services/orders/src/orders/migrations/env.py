from chassis.migrations import run_from_environment
from orders.outbound.tables import METADATA

run_from_environment(METADATA)
