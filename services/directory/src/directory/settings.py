"""What this service must be told."""

from datetime import timedelta
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import AnyHttpUrl, Field, model_validator

from chassis.settings import ServiceSettings
from directory.domain.roles import Role
from directory.domain.session import Lifetimes
from directory.domain.sign_on import Client, is_safe


class Settings(ServiceSettings):
    """The common settings and its own."""

    signing_key_file: Path
    """The key that signs access tokens."""
    admin_password_file: Path | None = None
    """Holds the first administrator's password; without it one is made at random and printed,
    once."""
    admin_email: str = "admin@localhost.localdomain"
    """The first administrator's e-mail address."""
    public_url: AnyHttpUrl = AnyHttpUrl("http://localhost:8080")
    """Where people reach the company's console: links in letters lead there, whatever a request
    says of its host."""
    help_url: AnyHttpUrl | None = None
    """A page with help of the company's own."""
    oidc_issuer: str | None = Field(None, max_length=500)
    """An OpenID provider at which people may sign in, exactly as it writes itself."""
    oidc_client_id: str = Field("", max_length=500)
    """What that provider knows this installation as."""
    oidc_client_secret_file: Path | None = None
    """Holds the secret that provider gave, if it gave one."""
    oidc_name: str = Field("", max_length=100)
    """What the console calls that provider; else by its host."""
    token_seconds: int = Field(15 * 60, ge=60, le=12 * 3600)
    """So many seconds an access token lasts."""
    session_idle_seconds: int = Field(12 * 3600, ge=300, le=30 * 24 * 3600)
    """After so many seconds a session ends that nobody uses."""
    session_seconds: int = Field(14 * 24 * 3600, ge=300, le=90 * 24 * 3600)
    """After so many seconds any session ends."""
    refresh_grace_seconds: int = Field(10, ge=0, le=60)
    """Within so many seconds a refresh token sent twice is answered twice alike."""
    second_factor_roles: frozenset[Role] = frozenset()
    """Who has one of these roles must have a second factor."""
    export_days: int = Field(10, ge=1, le=90)
    """In so many days the export of a person is due."""
    erasure_days: int = Field(7, ge=1, le=90)
    """In so many days the erasure of a person is due."""
    export_kept_days: int = Field(7, ge=1, le=90)
    """For so many days the export of a person is kept."""
    import_found_days: int = Field(7, ge=1, le=30)
    """For so many days it is shown what an import found wrong in its file."""
    default_country: str = Field("AR", pattern=r"^[A-Z]{2}$")
    """The country (ISO 3166) of phones without one."""
    default_language: str = Field("es", pattern=r"^[a-z]{2}(-[A-Z]{2})?$")
    """The language of customers of whom none is told."""

    @property
    def password_page(self) -> str:
        """The page of the console where a password is chosen."""
        return f"{str(self.public_url).rstrip('/')}/set-password/"

    @property
    def sign_on_page(self) -> str:
        """The page of the console to which the provider sends people back."""
        return f"{str(self.public_url).rstrip('/')}/sign-on/"

    @model_validator(mode="after")
    def _knows_the_provider_well_enough(self) -> Self:
        if self.oidc_issuer is None:
            return self
        if not is_safe(self.oidc_issuer) or "?" in self.oidc_issuer:
            raise ValueError("OIDC_ISSUER must be an https address, or one of this machine")
        if not self.oidc_client_id:
            raise ValueError("OIDC_ISSUER needs OIDC_CLIENT_ID")
        return self

    @property
    def provider(self) -> Client | None:
        """What is needed to sign in elsewhere, if that is wanted."""
        if self.oidc_issuer is None:
            return None
        file = self.oidc_client_secret_file
        return Client(
            issuer=self.oidc_issuer,
            client_id=self.oidc_client_id,
            client_secret=None if file is None else file.read_text().strip(),
            page=self.sign_on_page,
            name=self.oidc_name or urlsplit(self.oidc_issuer).netloc,
        )

    @property
    def lifetimes(self) -> Lifetimes:
        """How long sessions and what belongs to them last."""
        return Lifetimes(
            token=timedelta(seconds=self.token_seconds),
            idle=timedelta(seconds=self.session_idle_seconds),
            longest=timedelta(seconds=self.session_seconds),
            grace=timedelta(seconds=self.refresh_grace_seconds),
        )
