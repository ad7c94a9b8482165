"""Bodies are JSON as RFC 8259 has it, and called so; what is nearly JSON is refused as malformed.

The framework's own reader takes half a surrogate pair, which no row and no answer can carry, and
NaN, which no JSON can; and it could not say what is wrong with letters that are not UTF-8, with too
many brackets, or with a body of another type.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute, request_response

_Handler = Callable[[Request], Awaitable[Response]]


class _Strict(Request):
    async def body(self) -> bytes:
        body = await super().body()
        if body and not _is_json(self.headers.get("Content-Type", "")):
            raise HTTPException(415, "This takes a body of type application/json.")
        return body

    async def json(self) -> Any:
        return orjson.loads(await self.body())


def read_strictly(route: APIRoute) -> None:
    """From now on the route reads no body that is nearly JSON."""
    if route.body_field is not None:
        route.app = request_response(_strict(route.get_route_handler()))


def _strict(handle: _Handler) -> _Handler:
    async def handler(request: Request) -> Response:
        return await handle(_Strict(request.scope, request.receive))

    return handler


def _is_json(content_type: str) -> bool:
    main, _, kind = content_type.partition(";")[0].strip().lower().partition("/")
    return main == "application" and (kind == "json" or kind.endswith("+json"))
