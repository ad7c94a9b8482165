"""What this service must be told beyond what every service must."""

from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from chassis.settings import ServiceSettings
from intake.domain.mail import MAILBOX
from intake.inbound.settings_bodies import CODE
from intake.inbound.web_chat_sites import Site, SiteKey


class Settings(ServiceSettings):
    """See `ServiceSettings`."""

    channel_keys_file: Path
    """The first channel systems, and the keys by which they enter: JSON."""
    channel_topics: str = Field("", pattern=rf"^({CODE}(,{CODE})*)?$")
    """Codes of channel systems, comma separated, that have a topic of their own."""
    email_host: str = "127.0.0.1"
    """The address at which mail is taken."""
    email_port: int | None = Field(None, ge=0, le=65535)
    """The port at which mail is taken (0: any that is free); without it none is."""
    email_peers: str = "127.0.0.0/8,::1/128"
    """Networks of our own mail servers, comma separated: others are not heard."""
    email_mailbox: str | None = Field(None, pattern=MAILBOX)
    """The first mailbox to which customers write."""
    email_own: str = ""
    """Addresses, comma separated, that we write from: mail from there is set aside."""
    reply_secret_file: Path | None = None
    """Holds the secret that signs the addresses of answers; mail is not taken without it."""
    signature_secret_file: Path | None = None
    """Holds secrets, one a line, of which those are made with which channel systems sign; the
    first line makes new ones. Without it none can begin to sign, and who must is not heard."""
    mail_files_secret_file: Path | None = None
    """Holds the secret that signs what `notifications` asks for, files of answers; without it
    answers by mail are text alone."""
    files_dir: Path | None = None
    """Where files of chats are kept, shared by all processes of this service; without it none
    are taken."""
    # One of the largest fits.
    customer_files_mib: int = Field(100, ge=10, le=1_000)
    """So many MiB of files a customer may send in one chat."""
    phone_countries: str = "AR,CO"
    """Countries (ISO 3166), comma separated, whose way of writing phones is understood; the
    first that fits counts."""
    web_chat_sites: dict[SiteKey, Site] = Field(default_factory=dict)
    """Sites that show the chat, by their public keys, with the origins of their pages."""
    claim_seconds: int = Field(900, ge=10, le=24 * 3600)
    """For so many seconds a contact stays with an operator who shows no sign of life."""
    transferred_claim_seconds: int = Field(180, ge=10, le=24 * 3600)
    """The same for whoever was handed one, until their first sign."""

    @property
    def systems_with_topics(self) -> frozenset[str]:
        """By their codes."""
        return frozenset(filter(None, self.channel_topics.split(",")))

    @model_validator(mode="after")
    def _take_mail_as_a_whole(self) -> Self:
        if self.email_port is not None and self.reply_secret_file is None:
            raise ValueError("EMAIL_PORT needs REPLY_SECRET_FILE")
        return self
