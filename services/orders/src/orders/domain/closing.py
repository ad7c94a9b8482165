"""How an order ended."""

from dataclasses import dataclass
from datetime import datetime

from orders.domain.events import By


@dataclass(frozen=True)
class Closing:
    """How the order ended. `text` is the resolution, or the reason it was cancelled for."""

    by: By
    at: datetime
    text: str
    observation: str | None = None
