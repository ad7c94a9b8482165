"""The system of docker-compose.yml, started as a project of its own beside whatever else runs."""

import json
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local_stack.compose_test.engine import CommandFailed, Engine, run
from local_stack.compose_test.images import COMPOSE_FILE
from local_stack.paths import REPOSITORY

_SERVICE = "com.docker.compose.service"
_UP_SECONDS = 600.0
_PAUSE = 0.5


class NotHealthy(RuntimeError):
    """A container ended or is unhealthy; the message ends with its last log lines."""


@dataclass(frozen=True)
class Container:
    """What the engine tells about one container, and the service it belongs to."""

    service: str
    facts: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.facts["Id"])

    @property
    def is_done(self) -> bool:
        """It ran to its end, and well."""
        state = self.facts["State"]
        return bool(state["Status"] == "exited" and state["ExitCode"] == 0)

    @property
    def health(self) -> str:
        """`healthy`, `starting`, `unhealthy`, or what state it is in when nobody asks it."""
        state = self.facts["State"]
        return str(state.get("Health", {}).get("Status") or state["Status"])


class Project:
    """One start of the system, in a folder that holds its secrets."""

    def __init__(self, engine: Engine, folder: Path, secrets_folder: Path, port: int) -> None:
        self.name = f"tero-test-{secrets.token_hex(4)}"
        self.port = port
        self._engine = engine
        # The user's own .env belongs to the user's own system.
        self._no_settings = folder / "none.env"
        self._no_settings.touch()
        self._environment = {
            "TERO_SECRETS_DIR": str(secrets_folder),
            "TERO_GATEWAY_PORT": str(port),
            "TERO_ROLE": "all",
        }

    def build(self, *services: str) -> None:
        """Builds the images of these services."""
        self._compose("build", *services)

    def up(self) -> None:
        """Starts everything and waits until each container is healthy, or has done its work."""
        self._compose("up", "--detach", "--no-build", seconds=_UP_SECONDS)
        deadline = time.monotonic() + _UP_SECONDS
        while waiting := [each for each in self.containers() if not _is_well(each)]:
            self._check(waiting)
            if time.monotonic() > deadline:
                raise self._failed(waiting[0])
            time.sleep(_PAUSE)

    def refuses_without_secrets(self) -> bool:
        """Whether compose refuses the file when nobody says where the secrets are."""
        try:
            self._compose("config", "--quiet", environment={"TERO_SECRETS_DIR": ""})
        except CommandFailed:
            return True
        return False

    def containers(self) -> list[Container]:
        """All containers of the project, also those that have ended."""
        label = f"label=com.docker.compose.project={self.name}"
        ids = self._engine.docker("ps", "--all", "--quiet", "--filter", label).split()
        found = json.loads(self._engine.docker("inspect", *ids)) if ids else []
        containers = [Container(each["Config"]["Labels"][_SERVICE], each) for each in found]
        return sorted(containers, key=lambda each: each.service)

    def user_inside(self, container: Container) -> str:
        """The number of the user that a running container's programs are."""
        return self._engine.docker("exec", container.id, "id", "-u").strip()

    def down(self) -> None:
        """Removes containers, volumes and networks."""
        self._compose("down", "--volumes", "--remove-orphans", "--timeout", "10")

    def _check(self, waiting: list[Container]) -> None:
        for each in waiting:
            if each.health in ("unhealthy", "exited", "dead", "restarting"):
                raise self._failed(each)

    def _failed(self, container: Container) -> NotHealthy:
        log = run(
            ["sh", "-c", 'docker logs --tail 25 "$0" 2>&1', container.id], {}, seconds=30
        ).strip()
        return NotHealthy(f"{container.service} is {container.health}; its log ends so:\n{log}")

    def _compose(
        self, *words: str, seconds: float = 900.0, environment: dict[str, str] | None = None
    ) -> None:
        command = [*self._engine.compose, "--project-name", self.name]
        command += [
            "--env-file",
            str(self._no_settings),
            "--project-directory",
            str(REPOSITORY),
            "--file",
            str(COMPOSE_FILE),
            *words,
        ]
        run(command, {**self._environment, **(environment or {})}, seconds)


def _is_well(container: Container) -> bool:
    return container.health == "healthy" or container.is_done
