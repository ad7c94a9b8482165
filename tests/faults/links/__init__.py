"""Links: TCP proxies in this process, between the services and what they talk to.

    async with Links(brokers=1) as links:
        async with Stack(folder, ports=links.targets, detours=links.detours) as stack:
            links["postgres"].stall()
            ...
            links.heal()

Only the services go through them: whoever looks from outside (`stack.kafka.servers`,
`stack.postgres.url`) does not, nor do the brokers among themselves.
"""

from tests.faults.links.link import Link
from tests.faults.links.links import Links
from tests.faults.links.weather import Direction

__all__ = ["Direction", "Link", "Links"]
