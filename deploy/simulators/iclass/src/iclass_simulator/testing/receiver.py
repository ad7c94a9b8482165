"""A real HTTP server that takes webhooks and remembers them."""

import json
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass(frozen=True)
class Received:
    """One webhook as it arrived; header names are lower case."""

    headers: dict[str, str]
    body: bytes
    answered: int

    @property
    def event(self) -> dict[str, Any]:
        """The body, parsed."""
        parsed: dict[str, Any] = json.loads(self.body)
        return parsed


class WebhookReceiver:
    """Answers 204, or what `answer_next` said; use as a context manager."""

    def __init__(self) -> None:
        self._answers: list[int] = []
        self._received: list[Received] = []
        self._changed = threading.Condition()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """Where webhooks go."""
        return f"http://127.0.0.1:{self._server.server_port}/hooks/iclass"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer_next(self, statuses: Iterable[int]) -> None:
        """The statuses of the next answers, one each; afterwards 204 again."""
        with self._changed:
            self._answers = list(statuses)

    def wait_for(self, count: int, seconds: float = 60) -> list[Received]:
        """What has arrived, once it is at least `count`; AssertionError when it takes too long."""
        with self._changed:
            arrived = self._changed.wait_for(lambda: len(self._received) >= count, seconds)
            if not arrived:
                raise AssertionError(f"{len(self._received)} webhooks of {count} arrived")
            return list(self._received)

    def _take(self, headers: dict[str, str], body: bytes) -> int:
        with self._changed:
            status = self._answers.pop(0) if self._answers else 204
            self._received.append(Received(headers, body, status))
            self._changed.notify_all()
            return status

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        take = self._take

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                self.send_response(take(headers, body))
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Tests print what matters."""

        return Handler
