"""What stands in a letter and is nobody's business but its reader's."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Secret:
    """What only the recipient may read, and until when it is of use. It stands in no text that is
    kept: it takes the place of SECRET_PLACE in what goes to the mail server."""

    text: str
    until: datetime


SECRET_PLACE = "●●●●●●"  # noqa: S105 - what is shown instead
