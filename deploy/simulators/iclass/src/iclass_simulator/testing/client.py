"""What tests ask of a simulator that runs."""

from typing import Any
from uuid import UUID

import httpx2


def arm(iclass: httpx2.Client, **rule: Any) -> None:
    """One fault from now on, instead of all others."""
    iclass.put("/api/faults", json={"rules": [rule]}).raise_for_status()


def there(iclass: httpx2.Client, order_id: UUID) -> dict[str, Any]:
    """A work order as Iclass has it, by our name for it."""
    query = {"externalReference": str(order_id)}
    order: dict[str, Any] = iclass.get("/api/work-orders", params=query).json()
    return order
