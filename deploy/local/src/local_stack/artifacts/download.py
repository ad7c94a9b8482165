"""Downloads archives from one Maven repository, eight at a time, and checks each."""

import os
import ssl
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2

from local_stack.artifacts.fetch import THREADS, CannotFetch, part_of
from local_stack.artifacts.lock import Artifact, digest_of
from local_stack.artifacts.source import SETTING, Source, choose_source

ATTEMPTS = 3


def download_all(missing: Sequence[tuple[Artifact, Path]], source: Source | None) -> None:
    """Downloads each artifact to its file; raises CannotFetch at the first that fails."""
    source = source or choose_source()
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
    part = part_of(file)
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
