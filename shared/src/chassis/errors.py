"""Why something was refused, in words a caller can act on. The HTTP edge decides the status."""


class Refusal(Exception):
    """The request was understood and will not be done.

    `code` is stable and machine-readable (`ticket-is-closed`); the message is for a person;
    `facts` are values the reader needs (who took it, since when).
    """

    code = "refused"

    def __init__(self, message: str, /, *, code: str | None = None, **facts: object) -> None:
        super().__init__(message)
        self.code = code or type(self).code
        self.facts = facts


class NotFound(Refusal):
    """It does not exist, or not for this actor; both look the same."""

    code = "not-found"


class Conflict(Refusal):
    """The state of the thing does not allow this now."""

    code = "conflict"


class OutOfDate(Refusal):
    """The caller decided on a state of the thing that is no longer its state."""

    code = "out-of-date"


class Invalid(Refusal):
    """The input is well-formed but breaks a rule."""

    code = "invalid"


class Unauthenticated(Refusal):
    """Nobody known is asking."""

    code = "unauthenticated"


class Forbidden(Refusal):
    """Known, in scope, and still not allowed."""

    code = "forbidden"


class Unavailable(Refusal):
    """Something this needs is down; trying later helps."""

    code = "unavailable"


class TooMany(Refusal):
    """Asked too often; trying later helps. The fact `retry_after` says how many seconds later."""

    code = "too-many"


class ConcurrentUpdate(Conflict):
    """Somebody else changed the same thing in between; the whole command may be tried again."""

    code = "concurrent-update"
