"""Makes `maven.lock` again from its roots; run by `make lock`, never at start."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx2
from jgo.maven import Dependency, MavenContext, PythonResolver

from local_stack.artifacts.lock import Artifact, digest_of
from local_stack.artifacts.source import Source, choose_source
from local_stack.paths import MAVEN_LOCK

KAFKA = "4.3.0"
SLF4J = "1.7.36"
POSTGRES = "17.11.0"
PLATFORMS = ("linux-amd64", "linux-arm64v8")

NOT_LOADED = {
    "caffeine", "commons-beanutils", "commons-collections", "commons-digester", "commons-logging",
    "jackson-dataformat-csv", "jackson-dataformat-yaml", "jose4j", "jspecify", "log4j-core",
    "scala-reflect", "snakeyaml",
}  # fmt: skip
"""Dependencies that a broker never loads: seen over four codecs, transactions, a compacted topic
and both group protocols."""

HEADER = """\
# Java archives of the local stack: group:artifact:version[:classifier] size sha256:digest.
# Made by `make lock`. Names no host: the repository is chosen on the machine.
"""


def relock(target: Path = MAVEN_LOCK) -> int:
    """Writes the lock; answers how many archives it names."""
    source = choose_source()
    with (
        tempfile.TemporaryDirectory() as name,
        httpx2.Client(base_url=source.url, headers=source.headers, timeout=120) as client,
    ):
        folder = Path(name)
        coordinates = sorted({*_kafka(folder, source), *_postgres()})
        locked = [_lock(client, folder, *names) for names in coordinates]
    target.write_text(HEADER + "".join(f"{artifact.line()}\n" for artifact in locked))
    return len(locked)


def _kafka(folder: Path, source: Source) -> Iterator[tuple[str, str, str]]:
    context = MavenContext(
        repo_cache=folder / "poms",
        resolver=PythonResolver(),
        remote_repos={"central": source.url},
    )
    roots = [
        context.project("org.apache.kafka", "kafka_2.13").at_version(KAFKA).artifact(),
        context.project("org.slf4j", "slf4j-simple").at_version(SLF4J).artifact(),
    ]
    _, needed = PythonResolver().resolve([Dependency(root) for root in roots])
    for artifact in (*roots, *(dependency.artifact for dependency in needed)):
        if artifact.artifactId not in NOT_LOADED:
            yield artifact.groupId, artifact.artifactId, artifact.version


def _postgres() -> Iterator[tuple[str, str, str]]:
    for platform in PLATFORMS:
        yield "io.zonky.test.postgres", f"embedded-postgres-binaries-{platform}", POSTGRES


def _lock(client: httpx2.Client, folder: Path, group: str, name: str, version: str) -> Artifact:
    unsized = Artifact(group, name, version, "", 0, "")
    response = client.get(unsized.path).raise_for_status()
    file = folder / "archive.jar"
    file.write_bytes(response.content)
    return Artifact(group, name, version, "", len(response.content), digest_of(file))
