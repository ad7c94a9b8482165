"""Small servers behind the gateway that say what reached them."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Upstream(ThreadingHTTPServer):
    """A part that answers with what it was asked; the last segment may ask for misbehaviour."""

    daemon_threads = True

    def __init__(self, name: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.name = name
        self.more, self.closing = threading.Event(), threading.Event()
        self.seen: list[str] = []
        self.broken: list[str] = []
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
        self.server.seen.append(self.path)
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
        self.server.seen.append(self.path)
        if "chunked" in self.headers.get("transfer-encoding", ""):
            self._read_chunks()
        whole = int(self.headers.get("content-length", "0"))
        if len(self.rfile.read(whole)) < whole:
            self.server.broken.append(self.path)
            self.close_connection = True
            return
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
        self.send_header("etag", '"7"')
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
