"""What a service is told by its environment."""

import pytest
from pydantic import ValidationError

from chassis.settings import ServiceSettings

TOLD = {
    "TERO_DATABASE_URL": "postgresql+asyncpg://one@localhost/one",
    "TERO_KAFKA_SERVERS": "localhost:9092",
    "TERO_REDIS_URL": "redis://localhost",
    "TERO_JWKS_FILE": "/run/secrets/jwks.json",
    "TERO_INSTANCE": "one-0",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in TOLD.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_an_empty_setting_is_one_that_was_left_out(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("TERO_OTLP_ENDPOINT", "")
    environment.setenv("TERO_TIME_ZONE", "")

    told = ServiceSettings()

    assert told.otlp_endpoint is None
    assert told.time_zone == "America/Argentina/Buenos_Aires"


def test_what_must_be_told_must_not_be_empty(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("TERO_JWKS_FILE", "")

    with pytest.raises(ValidationError, match="jwks_file"):
        ServiceSettings()
