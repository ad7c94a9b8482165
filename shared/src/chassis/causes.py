"""Why something happens: who wants it, and which message or request it follows from."""

from typing import NamedTuple

from uuid_utils.compat import uuid7

SYSTEM = "system"


class Cause(NamedTuple):
    """Travels from a request through the outbox into every message that follows from it.

    `actor` is an account id, or `system`; `traceparent` is W3C trace context. A tuple, like all
    that is made once for every record.
    """

    actor: str
    correlation_id: str
    causation_id: str | None = None
    traceparent: str | None = None

    def traced(self, traceparent: str | None) -> "Cause":
        """The same cause, seen from inside another span."""
        return self._replace(traceparent=traceparent) if traceparent else self


def fresh_cause(actor: str = SYSTEM) -> Cause:
    """The cause of something nobody asked for: a timer, a repair."""
    return Cause(actor=actor, correlation_id=str(uuid7()))
