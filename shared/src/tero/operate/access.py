"""How the caller gets in: which gateway, and whose name.

An option is stronger than a setting of the environment: `--login` (its password from a file or
asked for), `--folder` (a local stack's administrator), `TERO_TOKEN`, or else a question.
"""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import typer

from tero.operate.door import Door
from tero.operate.trouble import Trouble

GATEWAY = "http://localhost:8080"
_NOBODY = "Say who asks: --login NAME, --folder of a local stack, or a token in TERO_TOKEN."


@dataclass(frozen=True)
class Access:
    """What the caller said about it."""

    gateway: str | None = None
    folder: Path | None = None
    login: str | None = None
    password_file: Path | None = None

    def door(self) -> Door:
        """The gateway, without a token. Raises Trouble."""
        return Door(self.gateway or self._local_gateway() or _setting("TERO_GATEWAY") or GATEWAY)

    async def enter(self, door: Door) -> None:
        """Give the door a token. Raises Trouble."""
        token = None if self.login or self.folder else _setting("TERO_TOKEN")
        if token:
            if not token.isascii() or not token.isprintable():
                raise Trouble("What TERO_TOKEN holds is no token.")
            door.token = token
            return
        await door.log_in(*self._proof())

    def words(self) -> str:
        """The same as options, to be put behind a command that is recommended."""
        said = {
            "--gateway": self.gateway,
            "--folder": self.folder,
            "--login": self.login,
            "--password-file": self.password_file,
        }
        return "".join(f" {name} {value}" for name, value in said.items() if value is not None)

    def brokers(self) -> str | None:
        """The brokers of the local stack in the folder; None without one."""
        if self.folder is None:
            return None
        ports = _ports(self.folder)
        names = sorted(n for n in ports if n.startswith("kafka-") and not n.endswith("-controller"))
        return ",".join(f"127.0.0.1:{ports[name]}" for name in names)

    def _local_gateway(self) -> str | None:
        return None if self.folder is None else f"http://127.0.0.1:{_ports(self.folder)['gateway']}"

    def _proof(self) -> tuple[str, str]:
        login = self.login
        if login is None and self.folder is not None:
            return "admin", _secret(self.folder / "secrets" / "admin-password")
        if self.password_file is not None:
            return login or "admin", _secret(self.password_file)
        if not sys.stdin.isatty():
            raise Trouble(f"{_NOBODY} A password comes from --password-file." if login else _NOBODY)
        login = login or typer.prompt("Log-in name", err=True)
        return login, typer.prompt("Password", hide_input=True, err=True)


def _setting(name: str) -> str | None:
    return os.environ.get(name, "").strip() or None


def _ports(folder: Path) -> dict[str, int]:
    try:
        ports: dict[str, int] = json.loads((folder / "stack.json").read_text())["ports"]
    except (OSError, ValueError, KeyError) as error:
        raise Trouble(f"No local stack was started in {folder}.") from error
    return ports


def _secret(file: Path) -> str:
    try:
        return file.read_text().strip()
    except (OSError, ValueError) as error:
        raise Trouble(f"The password file {file} cannot be read.") from error
