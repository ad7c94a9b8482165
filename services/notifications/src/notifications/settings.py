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
    """`mail_from` is `Name <address>`; the password is the content of a file, without its end of
    line. A password is never sent over an open connection. Of letters about accounts,
    whom they were for is forgotten after `letter_days`. Files of answers are fetched at
    `intake_url`, which knows us by what is in `mail_files_secret_file`. Links in letters to
    customers lead to `public_url`; without `mail_surveys` surveys wait in the portal alone."""

    smtp_host: str
    smtp_port: Annotated[int, Field(ge=1, le=65535)]
    smtp_security: Literal["none", "starttls", "tls"] = "none"
    smtp_ca_file: Path | None = None
    smtp_username: str | None = None
    smtp_password_file: Path | None = None
    smtp_seconds: Annotated[float, Field(gt=0, le=300)] = 30.0
    mail_from: Annotated[str, AfterValidator(_names_a_mailbox)]
    mail_on_close: bool = True
    mail_surveys: bool = True
    public_url: AnyHttpUrl = AnyHttpUrl("http://localhost:8080")
    letter_days: Annotated[int, Field(ge=1, le=365)] = 30
    intake_url: AnyHttpUrl | None = None
    mail_files_secret_file: Path | None = None

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
