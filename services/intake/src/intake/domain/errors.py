"""Why the desk refuses, with the values an operator needs to see."""

from datetime import datetime

from chassis.errors import Conflict, Invalid


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
    """Only its holder may do this. The facts say who that is since when, and to whoever was it, how
    that ended."""

    code = "contact-is-not-yours"
    words = "Take this contact first: only its holder may do this."

    def __init__(self, holder: str | None, since: datetime | None = None, **ended: object) -> None:
        at = since.isoformat() if since else None
        super().__init__(self.words, taken_by=holder, taken_at=at)
        self.facts = {**self.facts, **ended}


class ClaimLapsed(ContactIsNotYours):
    """It was not renewed in time: anybody may take the contact, or has."""

    code = "claim-has-lapsed"
    words = "Your claim was not renewed in time. Take this contact again, if it is free."


class ContactIsNobodys(Conflict):
    """There is no claim that could become another's."""

    code = "contact-is-nobodys"

    def __init__(self) -> None:
        super().__init__("Nobody holds this contact: whoever is to attend it can take it.")


class ContactHasNoAddress(Conflict):
    """Its mail does not say whom it is from."""

    code = "contact-has-no-address"

    def __init__(self) -> None:
        super().__init__("Nobody knows to which address an answer should go.")


class NoFilesByMail(Invalid):
    """Here answers by mail are text."""

    code = "no-files-by-mail"

    def __init__(self) -> None:
        super().__init__("An answer by mail cannot bring files here. Send it without them.")


class TooMuchForMail(Invalid):
    """Together the files are more than mail servers take."""

    code = "too-much-for-mail"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"The files of one mail may have {most >> 20} MiB together. Send some in another.",
            most_bytes=most,
        )


class ContactIsNoChat(Conflict):
    """There is no line on which the customer could be written to."""

    code = "contact-is-no-chat"

    def __init__(self) -> None:
        super().__init__("Only chats and e-mails can be answered here.")


class MessageIdReused(Conflict):
    """Another message already has this id."""

    code = "message-id-reused"

    def __init__(self) -> None:
        super().__init__("Another message of this chat has this id.")
