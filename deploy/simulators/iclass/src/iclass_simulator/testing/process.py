"""The simulator as a process of its own, for any test that needs the real thing."""

import os
import secrets
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx2

STARTS_WITHIN = 90.0


@dataclass
class SimulatorProcess:
    """Its journal, keys and log are in `folder`; started again there, it remembers.

    `port` must be one that nobody else is given meanwhile: the process takes seconds to get there.
    """

    folder: Path
    webhook_url: str
    kafka_servers: str = "127.0.0.1:1"
    mode: str = "per-technician"
    port: int = field(kw_only=True)
    api_key: str = field(default_factory=secrets.token_urlsafe)
    webhook_secret: str = field(default_factory=secrets.token_urlsafe)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def client(self, **headers: str) -> httpx2.Client:
        """A client with the right key unless `authorization` is given."""
        chosen = {"authorization": f"Bearer {self.api_key}", **headers}
        return httpx2.Client(base_url=self.url, headers=chosen, timeout=20, trust_env=False)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Return when it answers; RuntimeError with its log when it does not."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command(), env=self._environment(), stdout=log, stderr=log
            )
        self._wait_until_healthy(self._process)

    def stop(self) -> int:
        """Ask it to end and return its exit code."""
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        """End it without warning."""
        return self._end(signal.SIGKILL)

    def journal_lines(self) -> list[str]:
        """The journal as it is on disk."""
        return (self.folder / "journal.jsonl").read_text(encoding="utf-8").splitlines()

    @property
    def _log(self) -> Path:
        return self.folder / "simulator.log"

    def _command(self) -> list[str]:
        return [
            *(sys.executable, "-m", "iclass_simulator"),
            *("--port", str(self.port)),
            *("--kafka", self.kafka_servers),
            *("--journal", str(self.folder)),
            *("--mode", self.mode),
        ]

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "TERO_ICLASS_API_KEY_FILE": self._secret("api-key", self.api_key),
            "TERO_ICLASS_WEBHOOK_SECRET_FILE": self._secret("secret", self.webhook_secret),
            "TERO_ICLASS_WEBHOOK_URL": self.webhook_url,
        }

    def _secret(self, name: str, text: str) -> str:
        path = self.folder / name
        path.touch(mode=0o600)
        path.write_text(text + "\n", encoding="utf-8")
        return str(path)

    def _wait_until_healthy(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        with self.client() as client:
            while process.poll() is None and time.monotonic() < deadline:
                if _healthy(client):
                    return
                time.sleep(0.05)
        self.kill()
        raise RuntimeError(self._log.read_text(encoding="utf-8"))

    def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        self._process.send_signal(how)
        code = self._process.wait(timeout=60)
        self._process = None
        return code


def _healthy(client: httpx2.Client) -> bool:
    try:
        # Only the process that was given this key says yes; whoever else is at the port does not.
        answer: Any = client.get("/api/faults")
    except httpx2.TransportError:
        return False
    return bool(answer.is_success)
