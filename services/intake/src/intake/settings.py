"""What this service must be told beyond what every service must."""

from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from chassis.settings import ServiceSettings
from intake.inbound.settings_bodies import CODE
from intake.inbound.web_chat_sites import Site, SiteKey


class Settings(ServiceSettings):
    """`phone_countries`: whose way of writing phones is understood, comma separated, first
    match wins. `claim_seconds`: how long a contact stays with an operator who shows no sign of
    life; `transferred_claim_seconds`: the same for whoever was handed one, until their first.

    Mail is taken at `email_port` (0: any that is free) from `email_peers`, networks of our own mail
    servers, comma separated; `email_mailbox` is the first mailbox, `email_own` the addresses that
    we write from; what is in `reply_secret_file` signs the addresses of answers.

    Of what is in `signature_secret_file`, one a line, the secrets are made with which channel
    systems sign; the first line makes new ones. Without it none can begin to sign, and those that
    must are not heard.

    What is in `mail_files_secret_file` signs what `notifications` asks for, files of answers;
    without it answers by mail are text alone.

    `channel_topics` are codes of channel systems, comma separated, that have a topic of their own.

    Files of chats are kept in `files_dir`, which all processes of this service share; without it
    none are taken. `customer_files_mib` is what a customer may send in one chat."""

    channel_keys_file: Path
    channel_topics: str = Field("", pattern=rf"^({CODE}(,{CODE})*)?$")
    email_host: str = "127.0.0.1"
    email_port: int | None = Field(None, ge=0, le=65535)
    email_peers: str = "127.0.0.0/8,::1/128"
    email_mailbox: str | None = Field(None, pattern=r"^[a-z0-9._-]{1,18}@[a-z0-9.-]{1,200}$")
    email_own: str = ""
    reply_secret_file: Path | None = None
    signature_secret_file: Path | None = None
    mail_files_secret_file: Path | None = None
    files_dir: Path | None = None
    # One of the largest fits.
    customer_files_mib: int = Field(100, ge=10, le=1_000)
    phone_countries: str = "AR,CO"
    # Public keys, and the origins whose pages may show the chat.
    web_chat_sites: dict[SiteKey, Site] = Field(default_factory=dict)
    claim_seconds: int = Field(900, ge=10, le=24 * 3600)
    transferred_claim_seconds: int = Field(180, ge=10, le=24 * 3600)

    @property
    def systems_with_topics(self) -> frozenset[str]:
        """By their codes."""
        return frozenset(filter(None, self.channel_topics.split(",")))

    @model_validator(mode="after")
    def _take_mail_as_a_whole(self) -> Self:
        if self.email_port is not None and self.reply_secret_file is None:
            raise ValueError("EMAIL_PORT needs REPLY_SECRET_FILE")
        return self
