"""Asks `notifications` for letters."""

from datetime import datetime

from uuid_utils.compat import uuid7

from chassis.transactions import Tx
from contracts.access import LetterRequestedV1
from directory.domain.account import Account
from directory.domain.credential_link import Purpose


class SqlLetters:
    """The port `Letters`, on the outbox."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def send(self, account: Account, purpose: Purpose, link: str, expires_at: datetime) -> None:
        event = LetterRequestedV1(
            letter=purpose.value,
            account_id=account.id,
            login=account.login,
            name=account.name,
            email=account.email,
            language="es",
            link=link,
            expires_at=expires_at,
        )
        self._tx.emit(event, key=uuid7(), version=1)
