"""A process that is certainly the one we started: its id together with when it began."""

import asyncio
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_STATE, _STARTED = 0, 19  # fields of /proc/<pid>/stat after the command's closing parenthesis


@dataclass(frozen=True)
class Identity:
    """`started` is in the kernel's ticks since boot; `boot` names the boot they count from."""

    pid: int
    started: int
    boot: str

    @classmethod
    def of(cls, pid: int) -> Self:
        """The identity of a process that exists now; ProcessLookupError if there is none."""
        return cls(pid, int(_stat(pid)[_STARTED]), _boot())

    def alive(self) -> bool:
        """Whether this very process still runs; a reused id and a zombie are not it."""
        state = self._state()
        return state is not None and state not in {"Z", "X"}

    def send(self, number: signal.Signals) -> bool:
        """Sends a signal to this process and to no other; False when it is gone."""
        try:
            handle = os.pidfd_open(self.pid)
        except ProcessLookupError:
            return False
        try:
            # The handle is fixed to one process: checked after it was opened, it cannot be another.
            if not self.alive():
                return False
            signal.pidfd_send_signal(handle, number)
        except ProcessLookupError:
            return False
        finally:
            os.close(handle)
        return True

    async def gone(self, seconds: float) -> bool:
        """Waits until the process has ended, at most `seconds`; whether it has.

        With its last thread: until then it holds its ports, also when it is not alive any more.
        """
        try:
            handle = os.pidfd_open(self.pid)
        except ProcessLookupError:
            return True
        loop = asyncio.get_running_loop()
        ended = asyncio.Event()
        loop.add_reader(handle, ended.set)
        try:
            if self._state() is not None:
                await asyncio.wait_for(ended.wait(), seconds)
        except TimeoutError:
            return False
        finally:
            loop.remove_reader(handle)
            os.close(handle)
        return True

    def _state(self) -> str | None:
        """The kernel's letter for what it does; None when there is no such process any more."""
        try:
            fields = _stat(self.pid)
        except ProcessLookupError:
            return None
        is_same = int(fields[_STARTED]) == self.started and _boot() == self.boot
        return fields[_STATE] if is_same else None


def _stat(pid: int) -> list[str]:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError) as error:
        raise ProcessLookupError(f"no process {pid}") from error
    return text.rpartition(")")[2].split()


def _boot() -> str:
    return _BOOT.read_text().strip()
