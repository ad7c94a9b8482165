"""Requests of a walk: how they are answered, and that refused ones leave no trace."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from services.tickets.tests.surveys.asking import Tickets
from services.tickets.tests.walks.rules import Refusal, Somebody

MISSING = str(uuid4())
_CORRELATION = {"X-Correlation-Id": str(uuid4())}
_TABLES = (
    "survey", "timeline", "title_gram", "contact_ticket", "tickets", "category", "kernel_due",
    "kernel_outbox", "kernel_idempotency", "kernel_audit",
)  # fmt: skip
_LASTING = ("category", "kernel_audit")
_LINES = " union all ".join(
    f"select '{table}' || t::text as line from {table} t"  # noqa: S608 - names of tables
    for table in _TABLES
)
_EVERYTHING = f"select md5(string_agg(line, '|' order by line)) as now from ({_LINES}) everything"  # noqa: S608 - as above


class Asking:
    """What was answered under which Idempotency-Key, and the state of the database."""

    def __init__(self, tickets: Tickets) -> None:
        self._tickets = tickets
        self._answered: dict[tuple[str, str, str], tuple[Any, int, bytes]] = {}
        self._stored: str = ""

    async def begin(self) -> None:
        """No ticket is there."""
        async with self._tickets.system() as connection:
            for table in _TABLES:
                if table not in _LASTING:
                    await connection.exec_driver_sql(f"delete from {table}")  # noqa: S608 - as above
        await self.stored_anew()

    async def get(self, who: Somebody, path: str, **params: Any) -> Any:
        """A look, which never fails for a fault of ours and changes nothing."""
        return await self._send("GET", who, path, params=params)

    async def page_through(self, who: Somebody, path: str, **params: Any) -> list[dict[str, Any]]:
        """All pages of a list, two rows each."""
        found: list[dict[str, Any]] = []
        after: dict[str, str] = {}
        while True:
            page = (await self.get(who, path, limit=2, **params, **after)).json()
            found += page["items"]
            if page["next"] is None:
                return found
            after = {"after": page["next"]}

    async def command(
        self, who: Somebody, path: str, body: Any, refused: Refusal | None, key: str | None
    ) -> Any | None:
        """Give a command that must be refused so; its answer, where it must be carried out now.

        One that was carried out under the same key before is answered as it was then, and another
        one under that key is refused: nothing is done. Then, as where it is refused, None.
        """
        headers = {"Idempotency-Key": key} if key else {}
        before = self._answered.get((who.id, path, key or ""))
        if before:
            refused = None if before[0] == body else (422, "idempotency-key-reused")
        answer = await self._send("POST", who, path, json=body, headers=headers)
        if not (refused or before):
            assert answer.is_success, answer.text
            if key:
                self._answered[who.id, path, key] = (body, answer.status_code, answer.content)
            await self.stored_anew()
            return answer
        await self._refused_or_as_before(answer, refused, before)
        return None

    async def check_missing(self, who: Somebody, path: str, identity: str, body: Any) -> None:
        """The answer to a command on what is out of sight is that for what never was."""
        paths = (path, path.replace(identity, MISSING))
        assert_alike(*[await self._send("POST", who, each, json=body) for each in paths])

    async def put(
        self, who: Somebody, path: str, body: Any, seen: int, refused: Refusal | None
    ) -> None:
        """Change a thing that was seen in this version."""
        headers = {"If-Match": f'"{seen}"'}
        answer = await self._send("PUT", who, path, json=body, headers=headers)
        if refused:
            return await self._refused_or_as_before(answer, refused, None)
        assert answer.status_code == 200, answer.text
        return await self.stored_anew()

    async def _refused_or_as_before(
        self, answer: Any, refused: Refusal | None, before: tuple[Any, int, bytes] | None
    ) -> None:
        if refused:
            assert (answer.status_code, answer.json()["code"]) == refused
        elif before:
            assert (answer.status_code, answer.content) == before[1:]
        assert await self._now() == self._stored, "it left a trace"

    async def stored_anew(self) -> None:
        """Something else has changed what is stored."""
        self._stored = await self._now()

    async def _now(self) -> str:
        [row] = await self._tickets.rows(_EVERYTHING)
        return str(row["now"])

    async def _send(self, method: str, who: Somebody, path: str, **more: Any) -> Any:
        headers: Mapping[str, str] = more.pop("headers", {})
        answer = await self._tickets.client.request(
            method, path, headers={**who.headers, **_CORRELATION, **headers}, **more
        )
        assert answer.status_code < 500, answer.text
        return answer


def assert_alike(one: Any, other: Any) -> None:
    """Whoever may not see a thing cannot tell it from one that never was."""
    assert one.status_code == other.status_code == 404, (one.text, other.text)
    assert one.content == other.content
    assert dict(one.headers) == dict(other.headers)
