"""The keys of this installation: the private one signs, the public ones are for everybody."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

import orjson
from joserfc.jwk import KeySet, OKPKey

from chassis.tokens import issue


class NotPublished(Exception):
    """Tokens would be signed with a key that nobody knows."""


class SignedTokens:
    """The port `Tokens`."""

    def __init__(self, key: OKPKey, seconds: int) -> None:
        self._key = key
        self.seconds = seconds

    def issue(self, account_id: UUID, session_id: UUID, proved_at: datetime) -> str:
        return issue(
            self._key,
            account_id=account_id,
            session_id=session_id,
            seconds=self.seconds,
            proved_at=int(proved_at.timestamp()),
        )


def load_signing_key(file: Path, published: KeySet) -> OKPKey:
    """The private key; raises NotPublished when its public half is not in the set."""
    key = OKPKey.import_key(orjson.loads(file.read_bytes()))
    if key.kid is None or key.thumbprint() not in {each.thumbprint() for each in published}:
        raise NotPublished(f"the key in {file} is not among the published keys")
    return key


def public_document(published: KeySet) -> bytes:
    """What anybody may know, even if the file says more."""
    return orjson.dumps(published.as_dict(private=False))
