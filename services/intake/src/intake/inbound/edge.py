"""What routes and message handlers see of a transaction."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Annotated, Protocol

from fastapi import Depends

from chassis.commanding import Commanding, commanding
from chassis.http import begin
from chassis.transactions import Tx
from intake.application.canned_replies import CannedReplies
from intake.application.channel_systems import SystemTransaction
from intake.application.chat import Timelines
from intake.application.desk import Desk
from intake.application.ignoring import Ignored
from intake.application.mail_ports import MailTransaction
from intake.application.saved_views import SavedViews


class EdgeTransaction(MailTransaction, SystemTransaction, Protocol):
    """The transaction of the use-cases, with the kernel below and the reads beside it."""

    @property
    def kernel(self) -> Tx: ...
    @property
    def desk(self) -> Desk: ...
    @property
    def views(self) -> SavedViews: ...
    @property
    def timelines(self) -> Timelines: ...
    @property
    def canned_replies(self) -> CannedReplies: ...
    @property
    def ignored(self) -> Ignored: ...


Begin = Annotated[Callable[[], AbstractAsyncContextManager[EdgeTransaction]], Depends(begin)]
Edge = Annotated[Commanding[EdgeTransaction], Depends(commanding)]


def now() -> datetime:
    """The only clock of this service."""
    return datetime.now(UTC)
