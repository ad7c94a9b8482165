"""Only the locked content gets into the cache, wherever it comes from."""

import base64
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from local_stack.artifacts.fetch import CannotFetch, fetch
from local_stack.artifacts.lock import Artifact, BadLock, read_lock
from local_stack.artifacts.source import choose_source
from local_stack.paths import MAVEN_LOCK

CONTENT = b"an archive" * 1000
DIGEST = hashlib.sha256(CONTENT).hexdigest()
ARTIFACT = Artifact("org.example", "thing", "1.0", "", len(CONTENT), DIGEST)


@dataclass
class Repository:
    """What it serves by path, who may read, and the paths it was asked for."""

    files: dict[str, bytes] = field(default_factory=dict)
    credentials: str | None = None
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def answer(self, path: str, authorization: str | None) -> tuple[int, bytes]:
        self.asked.append(path)
        if self.credentials is not None:
            token = base64.b64encode(self.credentials.encode()).decode()
            if authorization != f"Basic {token}":
                return 401, b""
        content = self.files.get(path)
        return (404, b"") if content is None else (200, content)


@contextmanager
def serving(repository: Repository) -> Iterator[Repository]:
    """Serves the repository while the block runs; its address is in `url`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            authorization = self.headers.get("Authorization")
            status, content = repository.answer(self.path.lstrip("/"), authorization)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *arguments: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        repository.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        try:
            yield repository
        finally:
            server.shutdown()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder without Maven's own files, and no settings."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("TERO_MAVEN_URL", raising=False)
    (tmp_path / "home" / ".m2").mkdir(parents=True)
    return tmp_path / "home"


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    """A repository that holds the artifact, named by the setting."""
    with serving(Repository({ARTIFACT.path: CONTENT})) as repository:
        monkeypatch.setenv("TERO_MAVEN_URL", repository.url)
        yield repository


def test_an_archive_is_fetched_once(tmp_path: Path, repository: Repository) -> None:
    (first,) = fetch([ARTIFACT], tmp_path)
    (second,) = fetch([ARTIFACT], tmp_path)

    assert first == second
    assert first.read_bytes() == CONTENT
    assert repository.asked == [ARTIFACT.path]


def test_wrong_content_is_refused_and_not_kept(tmp_path: Path, repository: Repository) -> None:
    repository.files[ARTIFACT.path] = CONTENT[::-1]

    with pytest.raises(CannotFetch, match=f"org.example:thing:1.0 .* expected {DIGEST}"):
        fetch([ARTIFACT], tmp_path)

    assert [file for file in tmp_path.rglob("*.jar*") if file.is_file()] == []


def test_a_damaged_archive_in_the_cache_is_fetched_again(
    tmp_path: Path, repository: Repository
) -> None:
    (file,) = fetch([ARTIFACT], tmp_path)
    file.write_bytes(b"damaged")

    fetch([ARTIFACT], tmp_path)

    assert file.read_bytes() == CONTENT
    assert len(repository.asked) == 2


def test_an_absent_archive_is_named(tmp_path: Path, repository: Repository) -> None:
    repository.files.clear()

    with pytest.raises(CannotFetch, match=r"404 for org\.example:thing:1\.0.*TERO_MAVEN_URL"):
        fetch([ARTIFACT], tmp_path)


def test_a_mirror_in_the_users_settings_is_used_with_its_credentials(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Repository({ARTIFACT.path: CONTENT}, credentials="ana:s3cret")) as repository:
        monkeypatch.delenv("TERO_MAVEN_URL", raising=False)
        monkeypatch.setenv("MIRROR_PASSWORD", "s3cret")
        (home / ".m2" / "settings.xml").write_text(_settings(repository.url))

        (file,) = fetch([ARTIFACT], tmp_path)

    assert file.read_bytes() == CONTENT


def test_refused_credentials_are_said_to_be_wrong(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Repository({ARTIFACT.path: CONTENT}, credentials="ana:s3cret")) as repository:
        monkeypatch.setenv("MIRROR_PASSWORD", "another")
        (home / ".m2" / "settings.xml").write_text(_settings(repository.url))

        with pytest.raises(CannotFetch, match="credentials are missing or wrong"):
            fetch([ARTIFACT], tmp_path)


def test_mavens_own_copy_is_taken_without_asking_anybody(
    tmp_path: Path, home: Path, repository: Repository
) -> None:
    copy = home / ".m2" / "repository" / ARTIFACT.path
    copy.parent.mkdir(parents=True)
    copy.write_bytes(CONTENT)

    (file,) = fetch([ARTIFACT], tmp_path)

    assert file.read_bytes() == CONTENT
    assert repository.asked == []


def test_credentials_in_the_setting_do_not_stay_in_the_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERO_MAVEN_URL", "https://ana:s3cret@repository.example/maven/")

    source = choose_source()

    assert source.url == "https://repository.example/maven"
    assert "s3cret" not in repr(source)


def test_the_committed_lock_names_every_archive_once_and_no_host() -> None:
    artifacts = read_lock(MAVEN_LOCK)

    assert len({artifact.coordinates for artifact in artifacts}) == len(artifacts) == 36
    assert "//" not in MAVEN_LOCK.read_text()


@pytest.mark.parametrize("line", ["a:b 1 sha256:00", "a:b:1 x", f"a:b:1 10 md5:{DIGEST}"])
def test_a_line_that_is_not_a_lock_is_refused(line: str) -> None:
    with pytest.raises(BadLock):
        Artifact.parse(line)


def _settings(url: str) -> str:
    return f"""<settings xmlns="http://maven.apache.org/SETTINGS/1.2.0">
      <mirrors><mirror><id>company</id><mirrorOf>central</mirrorOf><url>{url}</url></mirror></mirrors>
      <servers><server><id>company</id><username>ana</username>
        <password>${{env.MIRROR_PASSWORD}}</password></server></servers>
    </settings>"""
