"""Which archives of the lock this machine needs, and where they are once fetched."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from local_stack.artifacts.fetch import CannotFetch, fetch
from local_stack.artifacts.lock import Artifact, read_lock
from local_stack.paths import MAVEN_LOCK

_POSTGRES = "embedded-postgres-binaries-"
_PLATFORMS = {"x86_64": "linux-amd64", "aarch64": "linux-arm64v8"}


@dataclass(frozen=True)
class KafkaArchives:
    """Kafka's class path in the cache, and its version."""

    files: tuple[Path, ...]
    version: str


def kafka_archives(cache: Path) -> KafkaArchives:
    """Fetches Kafka's class path."""
    artifacts = [each for each in read_lock(MAVEN_LOCK) if not each.name.startswith(_POSTGRES)]
    version = next(each.version for each in artifacts if each.name == "kafka-clients")
    return KafkaArchives(tuple(fetch(artifacts, cache)), version)


def postgres_archive(cache: Path) -> tuple[Path, str]:
    """Fetches PostgreSQL for this machine: the archive and its version.

    Raises CannotFetch where no archive fits: a system PostgreSQL by setting is then the way.
    """
    artifact = _for_this_machine(read_lock(MAVEN_LOCK))
    (file,) = fetch([artifact], cache)
    return file, artifact.version


def _for_this_machine(artifacts: Sequence[Artifact]) -> Artifact:
    name = _POSTGRES + _PLATFORMS.get(platform.machine(), platform.machine())
    for artifact in artifacts:
        if artifact.name == name:
            return artifact
    raise CannotFetch(
        f"the lock holds no PostgreSQL for {platform.machine()}: install PostgreSQL 15 or later "
        "and name the folder of its programs in TERO_POSTGRES_BIN"
    )
