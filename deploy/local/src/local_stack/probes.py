"""Questions that only a working server answers: an open port alone proves nothing."""

import asyncio
import struct

from local_stack.ports import HOST

SECONDS = 2.0
"""A frozen server accepts connections and stays silent: every question has an end."""


async def ask(port: int, question: bytes, size: int) -> bytes:
    """Sends `question` and returns the first bytes of the answer, at most `size`.

    Raises OSError (TimeoutError included) when nobody answers.
    """
    async with asyncio.timeout(SECONDS):
        reader, writer = await asyncio.open_connection(HOST, port)
        try:
            writer.write(question)
            return await reader.read(size)
        finally:
            writer.close()


async def http_status(port: int, path: str) -> int:
    """The status of a GET; 0 when the answer is not HTTP."""
    request = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"
    words = (await ask(port, request.encode(), 32)).split()
    is_http = len(words) > 1 and words[0].startswith(b"HTTP/")
    return int(words[1]) if is_http else 0


async def kafka_answers(port: int) -> bool:
    """Whether a broker answers ApiVersions (api 18, version 0)."""
    body = struct.pack(">hhih", 18, 0, 1, -1)
    answer = await ask(port, struct.pack(">i", len(body)) + body, 10)
    return answer[4:10] == struct.pack(">ih", 1, 0)


async def postgres_answers(port: int) -> bool:
    """Whether a server answers SSLRequest with "no" or "yes"."""
    return await ask(port, struct.pack(">ii", 8, 80877103), 1) in {b"N", b"S"}


async def valkey_answers(port: int, password: str) -> bool:
    """Whether the server answers PING to one who knows the password."""
    return b"+PONG" in await ask(port, f"AUTH {password}\r\nPING\r\n".encode(), 64)
