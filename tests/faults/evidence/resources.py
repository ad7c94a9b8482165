"""What each service needs of the machine."""

import psutil
from tests.faults.evidence.evidence import Resources
from tests.faults.evidence.waiting import OWN_NAME

from local_stack.parts.service import Service
from local_stack.process.family import family_of
from local_stack.process.identity import Identity
from local_stack.services import SPECS
from local_stack.stack import Stack

_CONNECTIONS = """
select datname, count(*) as held from pg_stat_activity
where backend_type = 'client backend' and application_name <> $1 group by datname
"""


async def resources(stack: Stack) -> dict[str, Resources]:
    """Of every service that runs."""
    async with stack.postgres.databases.connect() as connection:
        rows = await connection.fetch(_CONNECTIONS, OWN_NAME)
    held = {row["datname"]: row["held"] for row in rows}
    running = (service for service in stack.services.values() if service.pid is not None)
    # A wounded service's own module is its launcher's.
    databases = {spec.name: spec.module for spec in SPECS}
    return {each.name: _of(each, held.get(databases[each.name], 0)) for each in running}


def _of(service: Service, connections: int) -> Resources:
    rss = files = 0
    for each in family_of(Identity.of(service.pid or 0)):
        process = psutil.Process(each.pid)
        rss += process.memory_info().rss
        files += process.num_fds()
    return Resources(rss, files - connections, connections)
