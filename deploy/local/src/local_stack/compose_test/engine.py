"""The container engine of this machine, and its two commands."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

QUICKLY = 30.0
PATIENTLY = 900.0


class NoEngine(RuntimeError):
    """No container engine answers, or there is no compose for it."""


class CommandFailed(RuntimeError):
    """A command of the engine failed; the message ends with what it said last."""


@dataclass(frozen=True)
class Engine:
    """`compose` is the command as words: `docker compose`, or the older `docker-compose`."""

    compose: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)

    def docker(self, *words: str, seconds: float = PATIENTLY) -> str:
        """What `docker …` prints; CommandFailed when it fails."""
        return run(["docker", *words], self.environment, seconds)


def find_engine(compose: str | None) -> Engine:
    """The engine that answers here; `compose` chooses the command instead of looking for it."""
    try:
        run(["docker", "info"], {}, QUICKLY)
    except (CommandFailed, OSError) as error:
        raise NoEngine("no container engine answers") from error
    return Engine(tuple(compose.split()) if compose else _find_compose())


def _find_compose() -> tuple[str, ...]:
    try:
        run(["docker", "compose", "version"], {}, QUICKLY)
    except CommandFailed as error:
        if shutil.which("docker-compose") is None:
            raise NoEngine("a container engine answers, but there is no docker-compose") from error
        return ("docker-compose",)
    return ("docker", "compose")


def run(command: Sequence[str], environment: Mapping[str, str], seconds: float) -> str:
    """Runs to the end and answers the standard output."""
    try:
        answer = subprocess.run(
            command,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CommandFailed(f"{' '.join(command)} took longer than {seconds:.0f} s") from error
    if answer.returncode != 0:
        said = (answer.stdout + answer.stderr).strip().splitlines()
        raise CommandFailed("\n".join([f"{' '.join(command)} failed:", *said[-25:]]))
    return answer.stdout
