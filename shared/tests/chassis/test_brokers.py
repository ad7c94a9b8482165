"""How a process gets in at the brokers, as its environment says it (security 21, 37)."""

import ssl
import subprocess
import sys
from pathlib import Path

import pytest
from faststream.kafka.security import parse_security
from pydantic import ValidationError

from chassis.brokers import Brokers, BrokerSettings, LogIn
from chassis.consumer_identity import security_of

TLS = ssl.create_default_context()
LOG_INS = (
    None,
    LogIn("SCRAM-SHA-512", "intake", "secret"),
    LogIn("SCRAM-SHA-256", "intake", "secret"),
    LogIn("PLAIN", "intake", "secret"),
)


def told(**settings: object) -> BrokerSettings:
    return BrokerSettings.model_validate({"kafka_servers": "one:9092, two:9092", **settings})


def test_brokers_are_spoken_to_in_the_clear_where_nothing_is_said() -> None:
    assert told().brokers == Brokers(("one:9092", "two:9092"))
    assert told().brokers.protocol == "PLAINTEXT"


@pytest.mark.parametrize("tls", [None, TLS], ids=["clear", "tls"])
@pytest.mark.parametrize("log_in", LOG_INS)
def test_the_subscriber_gets_in_as_every_other_client(
    log_in: LogIn | None, tls: ssl.SSLContext | None
) -> None:
    brokers = Brokers(("one:9092",), log_in, tls)

    by_the_framework = parse_security(security_of(brokers))

    assert {**by_the_framework, "bootstrap_servers": ["one:9092"]} == brokers.parameters


def test_certificates_and_names_are_always_verified() -> None:
    tls = told(kafka_security_protocol="SSL").brokers.tls

    assert tls is not None
    assert (tls.verify_mode, tls.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_a_password_is_shown_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("hidden-word\n")

    settings = told(
        kafka_security_protocol="SASL_PLAINTEXT", kafka_user="intake", kafka_password_file=file
    )

    assert settings.brokers.log_in == LogIn("SCRAM-SHA-512", "intake", "hidden-word")
    assert "hidden-word" not in f"{settings!r} {settings.brokers!r} {settings.brokers}"


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (
            {"kafka_security_protocol": "SASL_SSL", "kafka_user": "intake"},
            "PROTOCOL=SASL_SSL needs TERO_KAFKA_USER and TERO_KAFKA_PASSWORD_FILE",
        ),
        ({"kafka_user": "intake"}, "need TERO_KAFKA_SECURITY_PROTOCOL=SASL_SSL"),
        (
            {"kafka_security_protocol": "SSL", "kafka_password_file": "{full}"},
            "need TERO_KAFKA_SECURITY_PROTOCOL=SASL_SSL",
        ),
        ({"kafka_ca_file": "{full}"}, "TERO_KAFKA_CA_FILE needs"),
        (
            {"kafka_security_protocol": "SSL", "kafka_ca_file": "{full}"},
            "TERO_KAFKA_CA_FILE holds no certificates",
        ),
        (
            {"kafka_security_protocol": "SSL", "kafka_ca_file": "{missing}"},
            "TERO_KAFKA_CA_FILE holds no certificates",
        ),
        (
            {
                "kafka_security_protocol": "SASL_PLAINTEXT",
                "kafka_sasl_mechanism": "PLAIN",
                "kafka_user": "intake",
                "kafka_password_file": "{full}",
            },
            "PLAIN tells the password to whoever listens",
        ),
        (
            {
                "kafka_security_protocol": "SASL_SSL",
                "kafka_user": "intake",
                "kafka_password_file": "{empty}",
            },
            "is empty",
        ),
        (
            {
                "kafka_security_protocol": "SASL_SSL",
                "kafka_user": "intake",
                "kafka_password_file": "{missing}",
            },
            "TERO_KAFKA_PASSWORD_FILE cannot be read",
        ),
    ],
)
def test_half_of_it_is_refused_with_a_sentence(
    settings: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    (tmp_path / "full").write_text("something")
    (tmp_path / "empty").write_text("\n")
    files = {name: tmp_path / name for name in ("full", "empty", "missing")}

    with pytest.raises(ValidationError, match=sentence):
        told(**{name: text.format(**files) for name, text in settings.items()})


def test_a_service_does_not_start_with_half_of_it() -> None:
    environment = {
        "TERO_DATABASE_URL": "postgresql+asyncpg://one@localhost/one",
        "TERO_KAFKA_SERVERS": "localhost:9092",
        "TERO_REDIS_URL": "redis://localhost",
        "TERO_JWKS_FILE": "/run/secrets/jwks.json",
        "TERO_INSTANCE": "one-0",
        "TERO_KAFKA_USER": "orders",
    }

    ended = subprocess.run(
        [sys.executable, "-m", "orders", "worker"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert ended.stderr == (
        "orders cannot start; settings: TERO_KAFKA_USER and TERO_KAFKA_PASSWORD_FILE need "
        "TERO_KAFKA_SECURITY_PROTOCOL=SASL_SSL or SASL_PLAINTEXT\n"
    )
