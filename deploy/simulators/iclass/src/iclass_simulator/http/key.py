"""The API key, asked for before anything else is looked at."""

import hmac

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from iclass_simulator.errors import ApiError
from iclass_simulator.http.answers import problem

GUARDED = "/api/"
OPEN = "/api/app/"
"""The technicians' app has no key to keep: whoever opens the page says who they are."""


class KeyRequired:
    """Refuses every call of the guarded paths that lacks `Authorization: Bearer <key>`."""

    def __init__(self, app: ASGIApp, key: str) -> None:
        self._app = app
        self._expected = f"Bearer {key}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._refuses(scope):
            error = ApiError(
                401, "wrong_key", "A valid API key is required.", {"www-authenticate": "Bearer"}
            )
            await problem(error)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refuses(self, scope: Scope) -> bool:
        path: str = scope["path"]
        if not path.startswith(GUARDED) or path.startswith(OPEN):
            return False
        given = Headers(scope=scope).get("authorization", "")
        return not hmac.compare_digest(given.encode(), self._expected)
