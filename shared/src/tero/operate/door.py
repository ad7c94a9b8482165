"""The gateway as the operator's command uses it: every failure becomes one sentence."""

from collections.abc import AsyncIterator
from contextlib import suppress
from http import HTTPStatus
from types import TracebackType
from typing import Any, Self

import httpx2

from tero.operate.trouble import Refused, Trouble

_SECONDS = 60.0
_AWAY = (502, 503, 504)


class Door:
    """Requests at one gateway, with a token once there is one."""

    def __init__(self, gateway: str) -> None:
        self.gateway = gateway
        self.token: str | None = None
        self._has_session = False
        self._client = httpx2.AsyncClient(timeout=_SECONDS)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._has_session:
            # Best effort: what cannot be ended ends by itself, and the command has its answer.
            with suppress(Trouble):
                await self._send("DELETE", "/api/v1/session", {}, None)
        await self._client.aclose()

    async def kernel(self, service: str, path: str, **query: object) -> Any:
        """Look at something of a service's kernel. Raises Trouble."""
        return await self._answer("GET", service, f"/api/v1/{service}/kernel/{path}", query=query)

    async def rows(self, service: str, path: str, **query: object) -> AsyncIterator[dict[str, Any]]:
        """All rows of one of its lists, page by page."""
        more: dict[str, object] = {}
        while True:
            page = await self.kernel(service, path, **query, **more, limit=200)
            for row in page["items"]:
                yield row
            if page["next"] is None:
                return
            more = {"after": page["next"]}

    async def repair(self, service: str, path: str, reason: str | None = None) -> int:
        """Replay or discard; how many records that were. Raises Trouble."""
        body = None if reason is None else {"reason": reason}
        place = f"/api/v1/{service}/kernel/{path}"
        done = await self._answer("POST", service, place, body=body)
        return int(done["records"])

    async def log_in(self, login: str, password: str) -> dict[str, Any]:
        """A session, whose token is used from now on; it ends with this door. Raises Trouble."""
        proof = {"login": login, "password": password}
        session = await self._answer("POST", "directory", "/api/v1/session", body=proof)
        self.token, self._has_session = session["access_token"], True
        found: dict[str, Any] = session
        return found

    def keep_session(self) -> None:
        """Let it go on: somebody was given its token."""
        self._has_session = False

    async def readiness(self, service: str) -> tuple[int, Any]:
        """Status and body of a service's readiness, as the gateway's first page shows it."""
        response = await self._send("GET", f"/state/{service}", {}, None)
        return response.status_code, _json(response)

    async def _answer(
        self, method: str, service: str, path: str, *, query: Any = None, body: Any = None
    ) -> Any:
        response = await self._send(method, path, query or {}, body)
        document = _json(response)
        if response.is_success and document is not None:
            return document
        raise _refusal(service, response.status_code, document, self.gateway)

    async def _send(self, method: str, path: str, query: Any, body: Any) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            return await self._client.request(
                method, self.gateway.rstrip("/") + path, params=query, json=body, headers=headers
            )
        except httpx2.TimeoutException as error:
            raise Trouble(f"{self.gateway} took longer than {_SECONDS:.0f} s.") from error
        except (httpx2.TransportError, httpx2.InvalidURL, ValueError) as error:
            raise Trouble(
                f"No gateway answers at {self.gateway}: start it, or name another with --gateway."
            ) from error


def _json(response: httpx2.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        return None


def _refusal(service: str, status: int, document: Any, gateway: str) -> Refused:
    problem = document if isinstance(document, dict) else {}
    code, detail = str(problem.get("code", "")), str(problem.get("detail", ""))
    if not code:
        sentence = f"What answers at {gateway} is not Tero's gateway ({status})."
    elif status in _AWAY:
        sentence = f"{service} cannot answer: {detail}"
    elif code == "expired-token":
        sentence = "The token has expired: get a new one with `tero token`."
    elif code == "invalid-token":
        sentence = "The token is not accepted: it is another installation's, or its account is"
        sentence += " closed, or not known yet."
    elif status == HTTPStatus.FORBIDDEN:
        sentence = f"{detail} This account does not have it."
    else:
        fields = [f"{each['field']}: {each['message']}" for each in problem.get("errors", ())]
        sentence = " ".join([detail, *fields])
    return Refused(sentence, status=status, code=code)
