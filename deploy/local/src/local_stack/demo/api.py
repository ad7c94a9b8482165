"""Tero's public interface as one person uses it."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import httpx2

from local_stack.demo.access import Access
from local_stack.demo.installation import NoStack
from local_stack.demo.trouble import Trouble

_CONNECTIONS = httpx2.Limits(max_connections=64, max_keepalive_connections=64)
_SECONDS = 90.0


class Unexpected(Trouble):
    """An answer nobody was prepared for."""


@dataclass(frozen=True)
class Answer:
    """Status and document of an answer, and what it says it is."""

    status: int
    body: Any
    media_type: str = ""

    @property
    def ok(self) -> bool:
        """Whether it was done."""
        return 200 <= self.status < 300  # noqa: PLR2004 - what these statuses mean

    @property
    def code(self) -> str:
        """The stable code of a problem document; empty where there is none."""
        return str(self.body.get("code", "")) if isinstance(self.body, dict) else ""

    def expect(self, what: str) -> Any:
        """The document of a good answer; raises Unexpected with the problem of another."""
        if not self.ok:
            raise Unexpected(f"{what}: {self}")
        return self.body

    def __str__(self) -> str:
        """For a person: what a problem document says, else the answer itself."""
        said = self.body.get("detail") if isinstance(self.body, dict) else None
        return f"{self.status} {self.code}: {said}" if said else f"{self.status} {self.body}"


class Web:
    """One pool of connections for everybody. An answer that never came is an error of httpx2."""

    def __init__(self, address: str) -> None:
        self._client = httpx2.AsyncClient(base_url=address, limits=_CONNECTIONS, timeout=_SECONDS)

    async def send(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        json: Any = None,
        params: Mapping[str, Any] | None = None,
    ) -> Answer:
        """One request."""
        response = await self._client.request(
            method, path, headers=dict(headers or {}), content=content, json=json, params=params
        )
        media_type = response.headers.get("content-type", "").partition(";")[0]
        is_json = media_type.endswith("json") and bool(response.content)
        body = response.json() if is_json else response.text
        return Answer(response.status_code, body, media_type)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._client.aclose()


@dataclass(frozen=True)
class Person:
    """Somebody who has logged in."""

    web: Web
    login: str
    name: str
    account_id: str
    access: Access

    @classmethod
    async def enter(cls, web: Web, login: str, password: str) -> Self:
        """Log in; raises Unexpected where that is refused, NoStack where nobody is."""
        proof = {"login": login, "password": password}
        try:
            answer = await web.send("POST", "/api/v1/session", json=proof)
        except httpx2.ConnectError as error:
            why = error.__cause__ or error
            raise NoStack(f"nobody answers ({why}): `make run` starts the stack") from error
        session = answer.expect(f"{login} logs in")
        account = session["account"]
        access = Access(session, partial(_continue, web))
        return cls(web, login, account["name"], account["account_id"], access)

    @property
    def token(self) -> str:
        """The newest access token."""
        return self.access.token

    async def get(self, path: str, **params: Any) -> Answer:
        """Look at something."""
        return await self._send("GET", path, params=params)

    async def post(self, path: str, body: Any = None, *, key: str | None = None) -> Answer:
        """Do something, once: `key` is the Idempotency-Key, made up where it is left out."""
        headers = {"Idempotency-Key": key or str(uuid4())}
        return await self._send("POST", path, headers=headers, json=body)

    async def post_lines(self, path: str, lines: bytes) -> Answer:
        """Import one JSON object per line."""
        headers = {"Content-Type": "application/x-ndjson"}
        return await self._send("POST", path, headers=headers, content=lines)

    async def pages(self, path: str, **params: Any) -> AsyncIterator[Any]:
        """The items of a list, from its first to its last page."""
        after: str | None = None
        while True:
            more = {"after": after} if after else {}
            answer = await self.get(path, **params, limit=200, **more)
            page = answer.expect(f"{self.login} lists {path}")
            for item in page["items"]:
                yield item
            after = page["next"]
            if after is None:
                return

    async def _send(
        self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **what: Any
    ) -> Answer:
        """With the newest token; once more where it has expired."""
        token = self.token
        answer = await self._send_with(token, method, path, headers, **what)
        if answer.code == "expired-token":
            await self.access.renew(token)
            answer = await self._send_with(self.token, method, path, headers, **what)
        return answer

    async def _send_with(
        self, token: str, method: str, path: str, headers: Mapping[str, str] | None, **what: Any
    ) -> Answer:
        whose = {**(headers or {}), "Authorization": f"Bearer {token}"}
        return await self.web.send(method, path, headers=whose, **what)


async def _continue(web: Web, refresh_token: str) -> Any:
    body = {"refresh_token": refresh_token}
    answer = await web.send("POST", "/api/v1/session/refresh", json=body)
    return answer.expect("a session goes on")
