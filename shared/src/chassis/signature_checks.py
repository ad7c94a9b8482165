"""What all checks of signatures have in common: that one is of now, and that one fits."""

import hmac
import re
from collections.abc import Iterable, Sequence
from typing import AnyStr

# No longer: of thousands of digits Python makes no number.
_STAMP = re.compile(r"[0-9]{1,12}")


def is_recent(stamp: str, now: float, *, within: int) -> bool:
    """Whether this is a time, in seconds since 1970, and at most so many seconds from now."""
    return _STAMP.fullmatch(stamp) is not None and abs(now - int(stamp)) <= within


def fits(given: Iterable[AnyStr], expected: Sequence[AnyStr]) -> bool:
    """Whether one of the given is one of the expected."""
    # All are compared, whatever the first comparison says: the time taken tells nothing.
    matches = [hmac.compare_digest(one, other) for one in given for other in expected]
    return any(matches)
