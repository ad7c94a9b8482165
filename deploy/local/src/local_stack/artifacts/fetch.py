"""Gets locked archives into the cache: at once, checked, and never half-written."""

import os
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from local_stack.artifacts.lock import Artifact
from local_stack.artifacts.source import Source

THREADS = 8


class CannotFetch(RuntimeError):
    """An archive is not to be had, or is not what the lock says."""


def fetch(artifacts: Iterable[Artifact], cache: Path, source: Source | None = None) -> list[Path]:
    """Paths of the archives under `cache`, in the given order; downloads what is missing.

    Raises CannotFetch with a sentence for the user: unreachable, refused, absent, wrong content.
    """
    wanted = list(artifacts)
    files = [cache / "maven" / artifact.path for artifact in wanted]
    with ThreadPoolExecutor(THREADS) as pool:
        kept = list(pool.map(_keep_local, wanted, files))
    missing = [
        pair
        for pair, is_kept in zip(zip(wanted, files, strict=True), kept, strict=True)
        if not is_kept
    ]
    if missing:
        # Only who lacks something pays for loading an HTTP client.
        from local_stack.artifacts.download import download_all  # noqa: PLC0415

        download_all(missing, source)
    return files


def _keep_local(artifact: Artifact, file: Path) -> bool:
    if artifact.matches(file):
        return True
    mavens_own = Path.home() / ".m2" / "repository" / artifact.path
    if not artifact.matches(mavens_own):
        return False
    part = part_of(file)
    shutil.copyfile(mavens_own, part)
    part.replace(file)
    return True


def part_of(file: Path) -> Path:
    """A name of this process' own next to the file, so that parallel runs do not mix bytes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    return file.with_name(f"{file.name}.{os.getpid()}.part")
