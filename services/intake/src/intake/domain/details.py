"""What a holder wrote down of the customer on a contact (C32 to C36)."""

from typing import NamedTuple


class Details(NamedTuple):
    """What stands here counts more than what the channel said. A phone is E.164 if it is one."""

    email: str | None = None
    observations: str | None = None
    phone: str | None = None
    address: str | None = None


NO_DETAILS = Details()


class Proposed(NamedTuple):
    """What a customer's data should become, and what the desk had known before."""

    old: str | None
    new: str
