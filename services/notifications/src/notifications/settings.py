"""What `notifications` must be told, beyond what every service is told."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, AnyHttpUrl, Field, model_validator

from chassis.settings import ServiceSettings
from notifications.mail_safe import Mailbox, mailbox


def _names_a_mailbox(text: str) -> str:
    mailbox(text)
    return text


class Settings(ServiceSettings):
    """See `ServiceSettings`. A password is never sent over an open connection."""

    smtp_host: str
    """The mail server that letters are handed to."""
    smtp_port: Annotated[int, Field(ge=1, le=65535)]
    """Its port."""
    smtp_security: Literal["none", "starttls", "tls"] = "none"
    """How it is spoken to."""
    smtp_ca_file: Path | None = None
    """Authorities whose certificates are believed of it; else those of the system."""
    smtp_username: str | None = None
    """Who logs in there, which needs TLS; comes with a password."""
    smtp_password_file: Path | None = None
    """Holds that user's password."""
    smtp_seconds: Annotated[float, Field(gt=0, le=300)] = 30.0
    """So many seconds it has to take one letter."""
    mail_from: Annotated[str, AfterValidator(_names_a_mailbox)]
    """Who all letters are from: `Name <address>`."""
    mail_on_close: bool = True
    """Customers get a letter when a ticket of theirs is closed."""
    mail_surveys: bool = True
    """Customers are asked by letter how satisfied they are; else surveys wait in the portal."""
    public_url: AnyHttpUrl = AnyHttpUrl("http://localhost:8080")
    """Where links in letters to customers lead."""
    letter_days: Annotated[int, Field(ge=1, le=365)] = 30
    """After so many days it is forgotten whom a letter about an account was for."""
    intake_url: AnyHttpUrl | None = None
    """Where `intake` is asked for files of answers; without it answers are text alone."""
    mail_files_secret_file: Path | None = None
    """Holds the secret, the same as `intake`'s, that signs what it is asked."""

    @cached_property
    def sender(self) -> Mailbox:
        """Who all e-mails are from."""
        return mailbox(self.mail_from)

    @property
    def survey_page(self) -> str:
        """The page where a survey is answered."""
        return f"{str(self.public_url).rstrip('/')}/survey/"

    @model_validator(mode="after")
    def _fetch_files_signed(self) -> Self:
        if (self.intake_url is None) != (self.mail_files_secret_file is None):
            raise ValueError("INTAKE_URL and MAIL_FILES_SECRET_FILE come together")
        return self

    @model_validator(mode="after")
    def _log_in_as_a_whole_and_only_in_secret(self) -> Self:
        if (self.smtp_username is None) != (self.smtp_password_file is None):
            raise ValueError("SMTP_USERNAME and SMTP_PASSWORD_FILE come together")
        if self.smtp_username is not None and self.smtp_security == "none":
            raise ValueError("SMTP_USERNAME needs SMTP_SECURITY starttls or tls")
        return self
