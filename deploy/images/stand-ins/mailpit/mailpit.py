#!/usr/bin/python3
"""`/mailpit` and `/mailpit readyz`, with the local stack's mail sink behind them."""

import asyncio
import os
import sys
import urllib.request
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from local_stack.mail_sink.faults import Faults
from local_stack.mail_sink.http import make_app
from local_stack.mail_sink.smtp import serve_smtp
from local_stack.mail_sink.store import Store

HTTP_PORT = 8025
ROOT = "/" + os.environ.get("MP_WEBROOT", "").strip("/")


async def serve() -> None:
    """Listens where the real one does."""
    store, faults = Store(Path("/tmp/mail")), Faults()  # noqa: S108 - a folder of the container
    smtp = await serve_smtp("0.0.0.0", 1025, store, faults)  # noqa: S104
    ready = Route(f"{ROOT.rstrip('/')}/readyz", lambda _: PlainTextResponse("ok"))
    app = Starlette(routes=[ready, Mount(ROOT, make_app(store, faults))])
    config = uvicorn.Config(app, "0.0.0.0", HTTP_PORT, log_level="warning", lifespan="off")  # noqa: S104
    try:
        await uvicorn.Server(config).serve()
    finally:
        smtp.close()
        store.close()


if sys.argv[1:] == ["readyz"]:
    urllib.request.urlopen(
        f"http://127.0.0.1:{HTTP_PORT}{ROOT.rstrip('/')}/readyz", timeout=3
    ).close()
else:
    asyncio.run(serve())
