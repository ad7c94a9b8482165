"""What the services have set aside: quarantine with every byte, and parked keys."""

from tests.faults.evidence.desk import each_of
from tests.faults.evidence.evidence import Document, SetAside

from local_stack.demo.api import Person
from local_stack.services import SPECS

Parked = tuple[str, str, str]


class Aside:
    """The kernel's own interface of every service, as an administrator uses it."""

    def __init__(self, admin: Person) -> None:
        self._admin = admin

    async def quarantined(self, beyond: dict[str, int]) -> tuple[list[SetAside], dict[str, int]]:
        """Records that are new in quarantine, and the highest ids now."""
        found: list[SetAside] = []
        highest = dict(beyond)
        for spec in SPECS:
            path = f"/api/v1/{spec.name}/kernel/quarantine"
            rows = [row async for row in self._admin.pages(path, settled=True)]
            new = [row["id"] for row in rows if row["id"] > beyond.get(spec.name, 0)]
            details = await each_of([f"{path}/{number}" for number in new], self._whole)
            found += [_set_aside(spec.name, detail) for detail in details]
            highest[spec.name] = max([highest.get(spec.name, 0), *new])
        return found, highest

    async def parked(self) -> list[Parked]:
        """Service, topic and key of everything that waits behind its key."""
        found: list[Parked] = []
        for spec in SPECS:
            rows = self._admin.pages(f"/api/v1/{spec.name}/kernel/parked")
            found += [(spec.name, row["topic"], row["key"]) async for row in rows]
        return found

    async def _whole(self, path: str) -> Document:
        found: Document = (await self._admin.get(path)).expect(path)
        return found


def _set_aside(service: str, row: Document) -> SetAside:
    return SetAside(
        service=service,
        place=(row["topic"], row["partition"], row["offset"]),
        reason=row["reason"],
        detail=row["detail"],
        key=row["key"],
        value=row["value"],
        headers=tuple((name, value) for name, value in row["headers"]),
    )
