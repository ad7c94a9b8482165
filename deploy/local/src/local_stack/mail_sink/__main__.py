"""`python -m local_stack.mail_sink --smtp-port P --http-port P --folder FOLDER`."""

import asyncio
from argparse import ArgumentParser, Namespace
from pathlib import Path

import uvicorn

from local_stack.mail_sink.faults import Faults
from local_stack.mail_sink.http import make_app
from local_stack.mail_sink.smtp import serve_smtp
from local_stack.mail_sink.store import Store


def main() -> None:
    """Serve until SIGINT or SIGTERM."""
    parser = ArgumentParser("local_stack.mail_sink", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--smtp-port", type=int, required=True)
    parser.add_argument("--http-port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    asyncio.run(_serve(parser.parse_args()))


async def _serve(chosen: Namespace) -> None:
    store, faults = Store(chosen.folder), Faults()
    smtp = await serve_smtp(chosen.host, chosen.smtp_port, store, faults)
    config = uvicorn.Config(
        make_app(store, faults),
        host=chosen.host,
        port=chosen.http_port,
        log_level="warning",
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    try:
        await uvicorn.Server(config).serve()
    finally:
        smtp.close()
        store.close()


if __name__ == "__main__":
    main()
