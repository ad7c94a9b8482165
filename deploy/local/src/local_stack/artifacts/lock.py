"""The committed list of Java archives: what is allowed to run, by content and not by address."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Self


class BadLock(ValueError):
    """A line of the lock cannot be read."""


@dataclass(frozen=True)
class Artifact:
    """One archive; `size` in bytes, `sha256` in lower-case hexadecimal."""

    group: str
    name: str
    version: str
    classifier: str
    size: int
    sha256: str

    @classmethod
    def parse(cls, line: str) -> Self:
        """Reads `group:artifact:version[:classifier] size sha256:digest`."""
        try:
            coordinates, size, digest = line.split()
            group, name, version, *rest = coordinates.split(":")
            algorithm, sha256 = digest.split(":")
            (classifier,) = rest or [""]
        except ValueError as error:
            raise BadLock(f"cannot read this line of the lock: {line!r}") from error
        if algorithm != "sha256" or len(sha256) != 64:  # noqa: PLR2004 - hexadecimal digits
            raise BadLock(f"not a SHA-256 digest: {digest!r}")
        return cls(group, name, version, classifier, int(size), sha256)

    @property
    def coordinates(self) -> str:
        """`group:artifact:version[:classifier]`."""
        parts = [self.group, self.name, self.version]
        return ":".join([*parts, self.classifier] if self.classifier else parts)

    @property
    def path(self) -> str:
        """The path in every Maven repository."""
        suffix = f"-{self.classifier}" if self.classifier else ""
        folder = f"{self.group.replace('.', '/')}/{self.name}/{self.version}"
        return f"{folder}/{self.name}-{self.version}{suffix}.jar"

    def line(self) -> str:
        """The inverse of `parse`."""
        return f"{self.coordinates} {self.size} sha256:{self.sha256}"

    def matches(self, file: Path) -> bool:
        """Whether the file is there with exactly the locked content."""
        try:
            if file.stat().st_size != self.size:
                return False
            return digest_of(file) == self.sha256
        except FileNotFoundError:
            return False


def digest_of(file: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_lock(file: Path) -> list[Artifact]:
    """All artifacts of a lock file, in its order."""
    lines = (line.strip() for line in file.read_text().splitlines())
    return [Artifact.parse(line) for line in lines if line and not line.startswith("#")]
