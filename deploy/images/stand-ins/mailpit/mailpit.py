#!/usr/bin/python3
"""`/mailpit` and `/mailpit readyz`, with the local stack's mail sink behind them."""

import asyncio
import os
import sys
import urllib.request
from pathlib import Path

HTTP_PORT = 8025
SMTP_PORT = 1025
ROOT = "/" + os.environ.get("MP_WEBROOT", "").strip("/")
READY = f"{ROOT.rstrip('/')}/readyz"


async def serve() -> None:
    """Listens where the real one does."""
    # Slow to load, and not needed by whoever only asks for its health.
    import uvicorn  # noqa: PLC0415
    from starlette.applications import Starlette  # noqa: PLC0415
    from starlette.responses import PlainTextResponse  # noqa: PLC0415
    from starlette.routing import Mount, Route  # noqa: PLC0415

    from local_stack.mail_sink.faults import Faults  # noqa: PLC0415
    from local_stack.mail_sink.http import make_app  # noqa: PLC0415
    from local_stack.mail_sink.smtp import serve_smtp  # noqa: PLC0415
    from local_stack.mail_sink.store import Store  # noqa: PLC0415

    everywhere = "0.0.0.0"  # noqa: S104 - of the container
    store, faults = Store(Path("/tmp/mail")), Faults()  # noqa: S108
    smtp = await serve_smtp(everywhere, SMTP_PORT, store, faults)
    ready = Route(READY, lambda _: PlainTextResponse("ok"))
    app = Starlette(routes=[ready, Mount(ROOT, make_app(store, faults))])
    config = uvicorn.Config(app, everywhere, HTTP_PORT, log_level="warning", lifespan="off")
    try:
        await uvicorn.Server(config).serve()
    finally:
        smtp.close()
        store.close()


if __name__ == "__main__":
    if sys.argv[1:] == ["readyz"]:
        urllib.request.urlopen(f"http://127.0.0.1:{HTTP_PORT}{READY}", timeout=3).close()
    else:
        asyncio.run(serve())
