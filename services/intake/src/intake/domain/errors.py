"""Why the desk refuses, with the values an operator needs to see."""

from datetime import datetime

from chassis.errors import Conflict


class ContactIsClosed(Conflict):
    """Nothing can be done with a closed contact any more."""

    code = "contact-is-closed"

    def __init__(self) -> None:
        super().__init__("This contact is closed.")


class ContactIsTaken(Conflict):
    """Somebody else was quicker."""

    code = "contact-is-taken"

    def __init__(self, by: str, at: datetime) -> None:
        super().__init__(f"{by} has taken this contact.", taken_by=by, taken_at=at.isoformat())


class ContactIsNotYours(Conflict):
    """Only its holder may do this."""

    code = "contact-is-not-yours"

    def __init__(self, holder: str | None) -> None:
        super().__init__("Take this contact first: only its holder may do this.", taken_by=holder)
