"""Nobody's body is read before it is known that they may send one.

The framework reads and parses a body first and asks the route's policy then. So the policy is asked
when the first byte of the body is: whoever may not send it is refused, and nothing of it is kept.
"""

from collections.abc import Iterator
from typing import Any

from fastapi import Request

from chassis.policies import policies_before_body
from chassis.slow_bodies import App, Message, Receive, Send

# In the scope of a request that was refused so: the error with which its policy ended.
REFUSED_UNREAD = "tero.refused_unread"


class UnreadBodies:
    """Middleware, the innermost: to the application, whoever is refused has gone.

    What needs the body itself, or the address, to be known (a signature, a channel's key) is asked
    where it was declared.
    """

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        return await self._app(scope, _Asking(scope, receive), send)


class _Asking:
    def __init__(self, scope: Message, receive: Receive) -> None:
        self._scope = scope
        self._receive = receive
        self._has_asked = False

    async def __call__(self) -> Message:
        if not self._has_asked:
            self._has_asked = True
            await self._ask()
        if REFUSED_UNREAD in self._scope:
            return {"type": "http.disconnect"}
        return await self._receive()

    async def _ask(self) -> None:
        request = Request(self._scope)
        if getattr(request.state, "actor", None) is not None:
            return  # a route that reads for itself, after its policy
        try:
            for policy in self._policies():
                await policy(request)
        except Exception as error:  # noqa: BLE001 - the request's answer tells it, whatever it is
            self._scope[REFUSED_UNREAD] = error

    def _policies(self) -> Iterator[Any]:
        dependant = getattr(self._scope.get("route"), "dependant", None)
        return iter(()) if dependant is None else policies_before_body(dependant)
