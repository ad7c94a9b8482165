"""What lets machines and newcomers in, told by `directory`."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime

from contracts import topics
from contracts.event import Event, Topic


class ApiKeyChangedV1(Event):
    """An API key as it is now. `secret_hash` is the SHA-256 of its secret, in hexadecimal; what it
    may do is what stands here and its owner may do, too."""

    type: ClassVar[str] = "directory.api-key-changed.v1"
    topic: ClassVar[Topic] = topics.API_KEYS

    key_id: UUID
    name: str
    secret_hash: str
    scopes: list[str]
    areas: list[str]
    owner_id: UUID
    expires_at: AwareDatetime
    active: bool


class LetterRequestedV1(Event):
    """Somebody with an account is to get a letter with a link that lets them set a password. The
    link is a secret of a short life, and so is the topic."""

    type: ClassVar[str] = "directory.letter-requested.v1"
    topic: ClassVar[Topic] = topics.LETTERS

    letter: Literal["invitation", "password-reset"]
    account_id: UUID
    login: str
    name: str
    email: str
    language: str
    link: str
    expires_at: AwareDatetime
