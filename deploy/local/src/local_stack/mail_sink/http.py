"""The HTTP door: pages for people, JSON for tests."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from local_stack.mail_sink import pages
from local_stack.mail_sink.faults import BadRule, Faults, rules_from
from local_stack.mail_sink.reading import read
from local_stack.mail_sink.store import Store, Summary

MOST = 1_000
PAGE = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src data:; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}
CONTENT = {
    "content-security-policy": "sandbox allow-popups allow-popups-to-escape-sandbox; "
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
    "x-frame-options": "SAMEORIGIN",
    "x-content-type-options": "nosniff",
}


class Web:
    """Handlers; all of them run in the event loop, where the store lives."""

    def __init__(self, store: Store, faults: Faults) -> None:
        self._store = store
        self._faults = faults

    async def index(self, request: Request) -> Response:
        searched = request.query_params.get("q", "").strip()
        found = self._store.find(anything=searched, limit=200)
        return HTMLResponse(pages.list_page(found, searched, self._store.count()), headers=PAGE)

    async def message(self, request: Request) -> Response:
        found = self._store.get(request.path_params["id"])
        if found is None:
            return HTMLResponse(pages.missing_page(), 404, headers=PAGE)
        summary, raw = found
        return HTMLResponse(pages.message_page(summary, read(raw)), headers=PAGE)

    async def html(self, request: Request) -> Response:
        _, raw = self._get(request)
        # A link in a message must not replace the message.
        content = '<base target="_blank">' + (read(raw).html or "")
        return HTMLResponse(content, headers=CONTENT)

    async def raw(self, request: Request) -> Response:
        _, raw = self._get(request)
        return Response(raw, media_type="text/plain; charset=utf-8", headers=CONTENT)

    async def find(self, request: Request) -> Response:
        asked = request.query_params
        found = self._store.find(
            to=asked.get("to"), subject=asked.get("subject", ""), limit=_limit(asked)
        )
        messages = [_as_json(summary) for summary in found]
        return JSONResponse({"messages": messages, "total": self._store.count()})

    async def get(self, request: Request) -> Response:
        summary, raw = self._get(request)
        letter = read(raw)
        content = {
            "headers": [{"name": name, "value": value} for name, value in letter.headers],
            "text": letter.text,
            "html": letter.html,
            "attachments": [
                {"name": part.name, "contentType": part.content_type, "size": part.size}
                for part in letter.attachments
            ],
        }
        return JSONResponse(_as_json(summary) | content)

    async def clear(self, _: Request) -> Response:
        self._store.clear()
        return Response(status_code=204)

    async def arm(self, request: Request) -> Response:
        try:
            self._faults.replace(rules_from(json.loads(await request.body())))
        except BadRule as error:
            raise HTTPException(422, str(error)) from error
        except ValueError as error:
            raise HTTPException(400, "the body is not JSON") from error
        return JSONResponse(self._faults.as_json())

    async def armed(self, _: Request) -> Response:
        return JSONResponse(self._faults.as_json())

    async def disarm(self, _: Request) -> Response:
        self._faults.replace(())
        return Response(status_code=204)

    def _get(self, request: Request) -> tuple[Summary, bytes]:
        found = self._store.get(request.path_params["id"])
        if found is None:
            raise HTTPException(404, "there is no such message")
        return found


def make_app(store: Store, faults: Faults) -> Starlette:
    """The application over a store."""
    web = Web(store, faults)
    routes = [
        Route("/", web.index),
        Route("/style.css", _style),
        Route("/messages/{id:int}", web.message),
        Route("/messages/{id:int}/html", web.html),
        Route("/messages/{id:int}/raw", web.raw),
        Route("/api/messages", web.find),
        Route("/api/messages", web.clear, methods=["DELETE"]),
        Route("/api/messages/{id:int}", web.get),
        Route("/api/faults", web.armed),
        Route("/api/faults", web.arm, methods=["PUT"]),
        Route("/api/faults", web.disarm, methods=["DELETE"]),
        Route("/health", _healthy),
    ]
    return Starlette(routes=routes, exception_handlers={HTTPException: _refused})


async def _style(_: Request) -> Response:
    return FileResponse(Path(__file__).parent / "style.css")


async def _healthy(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def _refused(_: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return JSONResponse({"error": {"message": error.detail}}, error.status_code)


def _limit(asked: Mapping[str, str]) -> int:
    given = asked.get("limit", "50")
    if not given.isdecimal() or not 1 <= int(given) <= MOST:
        raise HTTPException(422, f"'limit' must be a whole number from 1 to {MOST}")
    return int(given)


def _as_json(summary: Summary) -> dict[str, Any]:
    return {
        "id": summary.id,
        "receivedAt": summary.received_at.isoformat(),
        "from": summary.sender,
        "to": list(summary.recipients),
        "subject": summary.subject,
        "size": summary.size,
    }
