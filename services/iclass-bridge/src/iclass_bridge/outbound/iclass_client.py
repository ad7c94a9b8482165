"""Iclass over HTTP. Whatever goes wrong becomes TryAgain or GiveUp."""

import ssl
from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx2

from chassis.calls import GiveUp, TryAgain
from iclass_bridge.domain.requests import CreateWorkOrder, Slot, WorkOrder
from iclass_bridge.outbound import iclass_translation as theirs

# Together well below the seconds a call may take.
_TIMEOUT = httpx2.Timeout(8.0, connect=3.0)

# Refusals that are not about the order: a wrong key, a slow line.
_NOT_ABOUT_US = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_EARLY,
    }
)


class IclassClient:
    """Each method is one request. `key` names the intention, the same at every attempt."""

    def __init__(self, url: str, api_key: str, timeout: httpx2.Timeout = _TIMEOUT) -> None:
        self._url = url.rstrip("/")
        self._timeout = timeout
        self._headers = {"authorization": f"Bearer {api_key}"}
        self._tls = ssl.create_default_context()

    async def find(self, order_id: UUID) -> WorkOrder | None:
        """The work order made for this order, if there is one."""
        query = {"externalReference": str(order_id)}
        response = await self._send("GET", "/api/work-orders", params=query)
        if response.status_code == HTTPStatus.NOT_FOUND:
            return None
        return _work_order(response)

    async def create(self, order_id: UUID, wanted: CreateWorkOrder, key: str) -> WorkOrder:
        """Make it, or get the one that was made for this order before."""
        body = theirs.creation(order_id, wanted)
        return _work_order(await self._send("POST", "/api/work-orders", key=key, json=body))

    async def reschedule(self, number: str, slot: Slot, key: str) -> WorkOrder:
        """Move it to another slot."""
        body = {"schedule": theirs.schedule(slot)}
        path = f"/api/work-orders/{number}/reschedule"
        return _work_order(await self._send("POST", path, key=key, json=body))

    async def cancel(self, number: str, reason: str, key: str) -> WorkOrder:
        """Call it off."""
        path = f"/api/work-orders/{number}/cancel"
        body = theirs.cancellation(reason)
        return _work_order(await self._send("POST", path, key=key, json=body))

    async def _send(
        self, method: str, path: str, *, key: str | None = None, **content: Any
    ) -> httpx2.Response:
        headers = {**self._headers, **({"Idempotency-Key": key} if key else {})}
        # A visit is rare next to the life of a connection: none is kept, so none goes stale.
        async with httpx2.AsyncClient(
            verify=self._tls, timeout=self._timeout, trust_env=False
        ) as client:
            try:
                return await client.request(method, self._url + path, headers=headers, **content)
            except httpx2.RequestError as error:
                raise TryAgain(f"no answer: {type(error).__name__}") from error


def _work_order(response: httpx2.Response) -> WorkOrder:
    status = response.status_code
    if response.is_success:
        return theirs.work_order(response.content)
    reason = theirs.refusal(status, response.content)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise TryAgain(reason, after=theirs.pause_asked_for(response.headers.get("retry-after")))
    if response.is_client_error and status not in _NOT_ABOUT_US:
        raise GiveUp(reason)
    raise TryAgain(reason)
