"""`python -m iclass_simulator --port P --kafka HOST:PORT --journal FOLDER`."""

import logging
import os
import sys

import uvicorn

from iclass_simulator.app import assemble
from iclass_simulator.http.misbehave import DroppableProtocol
from iclass_simulator.settings import read_settings


def main() -> None:
    """Serve until SIGINT or SIGTERM."""
    settings = read_settings(sys.argv[1:], os.environ)
    # A broker that is away makes the library write four lines a second; the door says it once.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    uvicorn.run(
        assemble(settings),
        host=settings.host,
        port=settings.port,
        http=DroppableProtocol,
        log_level="warning",
        timeout_graceful_shutdown=5,
        server_header=False,
    )


if __name__ == "__main__":
    main()
