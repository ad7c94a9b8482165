"""Files that go with an e-mail: what is known of them, and where their bytes are."""

import asyncio
import re
import ssl
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx2

from chassis.calls import GiveUp, TryAgain
from chassis.own_services import signed
from contracts.replies import ReplyAttachment
from notifications.mail_safe import file_name

FETCH_SECONDS = 20.0
FILES_SECONDS = 2 * FETCH_SECONDS
"""The longest that files keep a mail: those of another one first, then its own."""
MOST_BYTES = 12 << 20
"""Of all files of one e-mail: more than whoever writes answers lets in."""

_PATH = "/api/v1/intake/mail-files/"
_TIMEOUT = httpx2.Timeout(8.0, connect=3.0)
_MEDIA_TYPE = re.compile(r"(?:application|audio|image|text|video)/[a-z0-9][a-z0-9.+-]{0,60}")
_ANY_BYTES = "application/octet-stream"


@dataclass(frozen=True)
class File:
    """A file as its e-mail names it: its name and type do nothing in a header."""

    id: str
    name: str
    media_type: str
    size: int

    @property
    def fact(self) -> dict[str, object]:
        """As it is kept among the facts of its e-mail."""
        return asdict(self)


def file_of(told: ReplyAttachment) -> File:
    """What a reply says of a file, made safe."""
    is_known = _MEDIA_TYPE.fullmatch(told.media_type)
    media_type = told.media_type if is_known else _ANY_BYTES
    return File(str(told.attachment_id), file_name(told.name), media_type, told.size)


def files_in(facts: dict[str, Any]) -> list[File]:
    """Those that an e-mail names."""
    return [File(**each) for each in facts.get("files", ())]


class FileSource:
    """The service that keeps files; nothing of them is kept here."""

    def __init__(self, url: str | None, secrets: Sequence[bytes]) -> None:
        self._url = url.rstrip("/") if url else None
        self._secrets = secrets
        self._tls = ssl.create_default_context()
        # A mail of ten megabytes takes sixty while it is written and sent.
        self._one_at_a_time = asyncio.Lock()

    @asynccontextmanager
    async def of(self, files: Sequence[File]) -> AsyncIterator[list[bytes]]:
        """Their bytes, of one e-mail at a time. Raises GiveUp where one is not there any more, or
        together they are more than goes by mail; TryAgain for all else, also where we are not let
        in: that is mended in the settings."""
        if not files:
            yield []
            return
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                await self._one_at_a_time.acquire()
        except TimeoutError as error:
            raise TryAgain("the files of another e-mail take long", is_theirs=True) from error
        try:
            yield await self._fetch_all(files)
        finally:
            self._one_at_a_time.release()

    async def _fetch_all(self, files: Sequence[File]) -> list[bytes]:
        if self._url is None:
            raise GiveUp("files cannot be fetched: INTAKE_URL is not set")
        if sum(each.size for each in files) > MOST_BYTES:
            raise GiveUp("its files are too large for a mail")
        # Not the mail server's fault: other e-mails go on.
        try:
            async with asyncio.timeout(FETCH_SECONDS), self._client() as client:
                return [await self._fetch(client, self._url, each) for each in files]
        except (httpx2.RequestError, TimeoutError) as error:
            raise TryAgain(f"no file: {type(error).__name__}", is_theirs=True) from error

    async def _fetch(self, client: httpx2.AsyncClient, url: str, file: File) -> bytes:
        address = f"{url}{_PATH}{UUID(file.id)}"
        headers = signed(self._secrets[0], "GET", urlsplit(address).path, time.time())
        async with client.stream("GET", address, headers=headers) as response:
            if response.status_code == HTTPStatus.NOT_FOUND:
                raise GiveUp("a file of it is not there any more")
            if response.status_code != HTTPStatus.OK:
                raise TryAgain(f"no file: {response.status_code}", is_theirs=True)
            content = bytearray()
            async for piece in response.aiter_bytes():
                content += piece
                if len(content) > file.size:
                    break
        if len(content) != file.size:
            raise TryAgain("no file: not as long as it was said to be", is_theirs=True)
        return bytes(content)

    def _client(self) -> httpx2.AsyncClient:
        # An answer with files is rare: no connection is kept, so none goes stale.
        return httpx2.AsyncClient(verify=self._tls, timeout=_TIMEOUT, trust_env=False)
