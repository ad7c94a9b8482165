"""Gets locked archives into the cache: at once, checked, and never half-written."""

import os
import shutil
import ssl
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2

from local_stack.artifacts.lock import Artifact, digest_of
from local_stack.artifacts.source import SETTING, Source, choose_source

THREADS = 8
ATTEMPTS = 3


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
        _download_all(missing, source or choose_source())
    return files


def _keep_local(artifact: Artifact, file: Path) -> bool:
    if artifact.matches(file):
        return True
    mavens_own = Path.home() / ".m2" / "repository" / artifact.path
    if not artifact.matches(mavens_own):
        return False
    part = _part_of(file)
    shutil.copyfile(mavens_own, part)
    part.replace(file)
    return True


def _download_all(missing: list[tuple[Artifact, Path]], source: Source) -> None:
    limits = httpx2.Limits(max_connections=THREADS)
    with (
        httpx2.Client(
            headers=source.headers,
            timeout=60,
            limits=limits,
            follow_redirects=True,
            verify=_trust(),
        ) as client,
        ThreadPoolExecutor(THREADS) as pool,
    ):
        jobs = [pool.submit(_download, client, source, *pair) for pair in missing]
        for job in jobs:
            job.result()


def _trust() -> ssl.SSLContext:
    own = os.environ.get("SSL_CERT_FILE") or os.environ.get("PIP_CERT")
    return ssl.create_default_context(cafile=own)


def _download(client: httpx2.Client, source: Source, artifact: Artifact, file: Path) -> None:
    part = _part_of(file)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            _receive(client, f"{source.url}/{artifact.path}", part)
            break
        except httpx2.HTTPStatusError as error:
            raise CannotFetch(_refusal(error.response.status_code, artifact, source)) from error
        except httpx2.TransportError as error:
            if attempt == ATTEMPTS:
                raise CannotFetch(
                    f"cannot reach {source.origin} for {artifact.coordinates}: {error}; "
                    f"{SETTING} names another Maven repository"
                ) from error
    if not artifact.matches(part):
        found = digest_of(part)
        part.unlink()
        raise CannotFetch(
            f"{artifact.coordinates} from {source.origin} is not what the lock says "
            f"(SHA-256 {found}, expected {artifact.sha256}); it was thrown away"
        )
    part.replace(file)


def _receive(client: httpx2.Client, url: str, part: Path) -> None:
    with client.stream("GET", url) as response, part.open("wb") as stream:
        response.raise_for_status()
        for chunk in response.iter_bytes():
            stream.write(chunk)


def _refusal(status: int, artifact: Artifact, source: Source) -> str:
    what = f"{source.origin} answered {status} for {artifact.coordinates}"
    if status in {401, 403}:
        return f"{what}: its credentials are missing or wrong (settings.xml <server>, or {SETTING})"
    if status == 404:  # noqa: PLR2004
        return f"{what}: it does not hold this archive; {SETTING} names another Maven repository"
    return what


def _part_of(file: Path) -> Path:
    """A name of this process' own next to the file, so that parallel runs do not mix bytes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    return file.with_name(f"{file.name}.{os.getpid()}.part")
