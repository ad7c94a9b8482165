"""What the doors keep, for one transaction."""

from chassis.transactions import Tx
from intake.application.channel_systems import SystemMemory
from intake.domain.channel_system import ChannelSystem
from intake.outbound.ignored_store import SqlIgnored
from intake.outbound.mail_store import SqlMails
from intake.outbound.settings_store import SqlKept
from intake.outbound.system_store import SqlChannelKeys, SqlDoors


class DoorStores:
    """Each implements the port of its name."""

    def __init__(self, kernel: Tx, memory: SystemMemory) -> None:
        self.systems = SqlKept(kernel, memory, "channel_system", ChannelSystem)
        self.keys = SqlChannelKeys(kernel, memory, "channel_key")
        self.signing_secrets = SqlChannelKeys(kernel, memory, "channel_signing_secret")
        self.doors = SqlDoors(kernel, memory)
        self.mails = SqlMails(kernel)
        self.ignored = SqlIgnored(kernel, memory)
