"""Each service's API, rendered without asking any other server for scripts."""

from pathlib import Path

import fastapi_offline
from fastapi import APIRouter, FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from chassis.http import add_routes
from chassis.policies import PUBLIC
from chassis.slow_bodies import Message, Receive, Send

# Only its files are used: Swagger UI in a version that reads OpenAPI 3.1.
_FILES = Path(fastapi_offline.__file__).parent / "static"


class _Whole(StaticFiles):
    """Whole files: that a part of one is not there would be said in plain text."""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = [(name, value) for name, value in scope["headers"] if name != b"range"]
        await super().__call__({**scope, "headers": headers}, receive, send)


def add_documents(app: FastAPI, name: str) -> None:
    """Serve /api/v1/<name>/docs and the files it needs."""
    base = f"/api/v1/{name}"

    async def documents() -> HTMLResponse:
        return get_swagger_ui_html(
            openapi_url=f"{base}/openapi.json",
            title=app.title,
            swagger_js_url=f"{base}/docs-files/swagger-ui-bundle.js",
            swagger_css_url=f"{base}/docs-files/swagger-ui.css",
            swagger_favicon_url=f"{base}/docs-files/favicon.png",
        )

    router = APIRouter(include_in_schema=False, dependencies=[PUBLIC])
    router.add_api_route(f"{base}/docs", documents, methods=["GET"])
    add_routes(app, router)
    app.mount(f"{base}/docs-files", _Whole(directory=_FILES))
