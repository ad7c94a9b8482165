"""All that a process holds of bodies at one time is bounded, whoever sends them.

Some doors read a body before they can know who sends it: unbounded, strangers fill the memory.
"""

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

    A body counts by what came of it until its request is answered, and never for more than
    `largest` bytes: a route that allows more does not hold it, but works it off while it comes.
    """

    def __init__(self, app: App, largest: int, most: int = MOST_HELD) -> None:
        self._app = app
        self.largest = largest
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
        came = min(len(message.get("body", b"")), self._together.largest - self.held)
        is_large = self.held + came > USUAL_BODY
        if came and is_large and self._together.held + came > self._together.most:
            self._scope[REFUSED] = message.get("more_body", False)
            return {"type": "http.disconnect"}
        self.held += came
        self._together.held += came
        return message
