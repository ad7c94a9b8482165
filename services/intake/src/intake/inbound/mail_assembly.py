"""The mail door for these settings, if there is to be one."""

from datetime import UTC, datetime
from ipaddress import ip_network
from typing import Any

from chassis.causes import fresh_cause
from chassis.transactions import Database
from intake.application.channel_systems import SystemMemory, make_known
from intake.inbound.channel_keys import load_channel_keys
from intake.inbound.mail_door import MailDoor, MailDoorSettings
from intake.inbound.mail_reader import MailReader
from intake.settings import Settings

_SHORTEST_SECRET = 24


def mail_door(settings: Settings, memory: SystemMemory) -> MailDoor | None:
    """Not started; raises ValueError for a secret that is too short."""
    if settings.email_port is None or settings.reply_secret_file is None:
        return None
    secret = settings.reply_secret_file.read_bytes().strip()
    if len(secret) < _SHORTEST_SECRET:
        raise ValueError(f"REPLY_SECRET_FILE has at least {_SHORTEST_SECRET} bytes")
    peers = tuple(ip_network(each.strip()) for each in settings.email_peers.split(","))
    own = frozenset(filter(None, (each.strip().lower() for each in settings.email_own.split(","))))
    listening = MailDoorSettings(settings.email_host, settings.email_port, peers)
    return MailDoor(listening, MailReader(secret, own), memory)


class Beginning:
    """What is known before anybody registers a system: those that the file of keys names."""

    def __init__(self, settings: Settings) -> None:
        self._keys = load_channel_keys(settings.channel_keys_file)
        self._mailbox = settings.email_mailbox

    async def __call__(self, database: Database[Any]) -> None:
        """At every start, by any number of processes at once."""
        async with database.begin(fresh_cause()) as tx:
            await make_known(self._keys, self._mailbox, datetime.now(UTC), tx)
