"""One link for everything that the services talk to."""

from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Self

from tests.faults.links.link import Link

from local_stack.ports import PortPool

_SINGLE = ("postgres", "valkey", "mail-smtp", "iclass")


class Links(Mapping[str, Link]):
    """Links by name: `kafka-1` … `kafka-N`, `postgres`, `valkey`, `mail-smtp`, `iclass`.

    Made before the stack, which is told of them: `ports=links.targets, detours=links.detours`.
    """

    def __init__(self, brokers: int = 1) -> None:
        self._pool = PortPool()
        self._kafka = [f"kafka-{node}" for node in range(1, brokers + 1)]
        names = (*self._kafka, *_SINGLE)
        self._links = {name: Link(name, self._pool.take()) for name in names}

    @property
    def targets(self) -> dict[str, int]:
        """The stack's own ports that links lead to; a broker has one for its clients alone."""
        return {
            f"{name}-clients" if name in self._kafka else name: link.target_port
            for name, link in self._links.items()
        }

    @property
    def detours(self) -> dict[str, int]:
        """What the services are told in their place."""
        return {name: link.port for name, link in self._links.items()}

    @property
    def kafka(self) -> list[Link]:
        """The links to the brokers."""
        return [self._links[name] for name in self._kafka]

    def heal(self) -> None:
        """Fair weather everywhere."""
        for link in self._links.values():
            link.heal()

    async def start(self) -> None:
        """Listen everywhere."""
        for link in self._links.values():
            await link.start()

    async def stop(self) -> None:
        """Break everything off."""
        for link in self._links.values():
            await link.stop()
        self._pool.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    def __getitem__(self, name: str) -> Link:
        return self._links[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._links)

    def __len__(self) -> int:
        return len(self._links)
