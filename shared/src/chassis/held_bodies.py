"""All that a process holds of bodies at one time is bounded, whoever sends them.

Some doors read a body before they can know who sends it: unbounded, strangers fill the memory.
"""

from chassis.body_bounds import is_worked_off
from chassis.slow_bodies import App, Message, Receive, Send

# What requests hold together beyond usual ones; a process has some hundred MiB for everything.
MOST_HELD = 32 << 20

# A body of this size is always taken: there are no more of them than requests in hand. So large
# bodies, whole or half, keep nobody from usual work.
USUAL_BODY = 16 << 10

# In the scope of a request that was refused: whether there is more of its body.
REFUSED = "tero.refused_body"


class HeldBodies:
    """Middleware: to the application, whoever sends too much has gone; `REFUSED` tells why.

    A body counts by what came of it until its request is answered; one that is worked off while it
    comes counts by its newest piece. So slow files leave the room to others.
    """

    def __init__(self, app: App, most: int = MOST_HELD) -> None:
        self._app = app
        self.most = most
        self.held = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        body = _Counted(scope, receive, self)
        try:
            return await self._app(scope, body, send)
        finally:
            self.held -= body.held


class _Counted:
    def __init__(self, scope: Message, receive: Receive, together: HeldBodies) -> None:
        self._scope = scope
        self._receive = receive
        self._together = together
        self.held = 0

    async def __call__(self) -> Message:
        message = await self._receive()
        came = len(message.get("body", b""))
        held = came if is_worked_off(self._scope) else self.held + came
        others = self._together.held - self.held
        if came and held > USUAL_BODY and others + held > self._together.most:
            self._scope[REFUSED] = message.get("more_body", False)
            return {"type": "http.disconnect"}
        self.held, self._together.held = held, others + held
        return message
