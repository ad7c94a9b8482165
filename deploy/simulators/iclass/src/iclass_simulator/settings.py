"""What the simulator is told at start: arguments, and secrets kept in files."""

from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from iclass_simulator.doors.modes import Mode


@dataclass(frozen=True)
class Settings:
    """Everything the server needs to know; there is no other configuration."""

    host: str
    port: int
    kafka_servers: str
    journal_folder: Path
    mode: Mode
    api_key: str
    webhook_secret: bytes
    webhook_url: str


def read_settings(arguments: Sequence[str], environment: Mapping[str, str]) -> Settings:
    """Exit with a sentence when an argument, a variable or a secret is missing or empty."""
    parser = ArgumentParser("iclass_simulator", description="Stands in for the field system.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--kafka", required=True, metavar="HOST:PORT", help="bootstrap servers")
    parser.add_argument("--journal", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--mode", type=Mode, choices=list(Mode), default=Mode.PER_TECHNICIAN)
    chosen = parser.parse_args(arguments)
    try:
        return Settings(
            host=chosen.host,
            port=chosen.port,
            kafka_servers=chosen.kafka,
            journal_folder=chosen.journal,
            mode=chosen.mode,
            api_key=_secret(environment, "TERO_ICLASS_API_KEY_FILE"),
            webhook_secret=_secret(environment, "TERO_ICLASS_WEBHOOK_SECRET_FILE").encode(),
            webhook_url=_url(environment, "TERO_ICLASS_WEBHOOK_URL"),
        )
    except (ValueError, OSError) as error:
        parser.exit(2, f"iclass_simulator: {error}\n")


def _required(environment: Mapping[str, str], name: str) -> str:
    if not (value := environment.get(name, "").strip()):
        raise ValueError(f"{name} is not set")
    return value


def _url(environment: Mapping[str, str], name: str) -> str:
    if not (value := _required(environment, name)).startswith(("http://", "https://")):
        raise ValueError(f"{name}: {value!r} is not an address")
    return value


def _secret(environment: Mapping[str, str], name: str) -> str:
    path = Path(_required(environment, name))
    if not (text := path.read_text(encoding="utf-8").strip()):
        raise ValueError(f"{name}: {path} is empty")
    return text
