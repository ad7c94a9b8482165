"""What a test can do to a probe worker that is a process of its own."""

import asyncio
import signal
from dataclasses import dataclass


@dataclass
class Worker:
    """A probe worker in a process of its own."""

    process: asyncio.subprocess.Process

    def freeze(self) -> None:
        """As a long pause of the machine would."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It believes no time has passed."""
        self.process.send_signal(signal.SIGCONT)

    async def kill(self) -> None:
        """Without a word."""
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()

    async def stop(self) -> int:
        """Politely; its exit code."""
        self.process.terminate()
        return await self.process.wait()
