"""The services: their names, their modules, and what each is told beyond the common."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from local_stack.parts.kafka import Kafka
from local_stack.parts.postgres import Postgres
from local_stack.parts.python_program import Program
from local_stack.parts.service import Service
from local_stack.parts.valkey import Valkey
from local_stack.ports import HOST
from local_stack.process.nursery import Nursery
from local_stack.process.part import Home


@dataclass(frozen=True)
class Spec:
    """`extra` holds variables; `{secrets}`, `{data}` and `{ports[name]}` in them are filled in."""

    name: str
    module: str
    extra: Mapping[str, str] = field(default_factory=dict)


# The page at /web-chat/ of the gateway carries the chat; its own origin may show it always. Braces
# stand twice where they are no places to fill in.
_EXAMPLE_SITE = (
    '{{"sitio-de-ejemplo": {{"name": "ejemplo", "title": "Atención al cliente", "origins": []}}}}'
)

SPECS = (
    Spec(
        "directory",
        "directory",
        {
            "TERO_SIGNING_KEY_FILE": "{secrets}/signing-key.json",
            "TERO_ADMIN_PASSWORD_FILE": "{secrets}/admin-password",
            "TERO_PUBLIC_URL": "http://localhost:{ports[gateway]}",
        },
    ),
    Spec(
        "intake",
        "intake",
        {
            "TERO_CHANNEL_KEYS_FILE": "{secrets}/channel-keys.json",
            "TERO_REPLY_SECRET_FILE": "{secrets}/reply-secret",
            "TERO_SIGNATURE_SECRET_FILE": "{secrets}/signature-secret",
            "TERO_MAIL_FILES_SECRET_FILE": "{secrets}/mail-files-secret",
            "TERO_FILES_DIR": "{data}/files",
            "TERO_EMAIL_HOST": HOST,
            "TERO_EMAIL_PORT": "{ports[intake-email]}",
            "TERO_EMAIL_MAILBOX": "soporte@localhost.localdomain",
            "TERO_EMAIL_OWN": "tero@localhost.localdomain",
            "TERO_WEB_CHAT_SITES": _EXAMPLE_SITE,
        },
    ),
    Spec("tickets", "tickets"),
    Spec("orders", "orders"),
    Spec(
        "iclass-bridge",
        "iclass_bridge",
        {
            "TERO_ICLASS_URL": f"http://{HOST}:{{ports[iclass]}}",
            "TERO_ICLASS_API_KEY_FILE": "{secrets}/iclass-api-key",
            "TERO_ICLASS_WEBHOOK_SECRET_FILE": "{secrets}/iclass-webhook-secret",
        },
    ),
    Spec(
        "notifications",
        "notifications",
        {
            "TERO_SMTP_HOST": HOST,
            "TERO_SMTP_PORT": "{ports[mail-smtp]}",
            "TERO_MAIL_FROM": "Tero <tero@localhost.localdomain>",
            "TERO_PUBLIC_URL": "http://localhost:{ports[gateway]}",
            "TERO_INTAKE_URL": f"http://{HOST}:{{ports[intake]}}",
            "TERO_MAIL_FILES_SECRET_FILE": "{secrets}/mail-files-secret",
        },
    ),
    Spec("reporting", "reporting"),
)
NAMES = tuple(spec.name for spec in SPECS)


@dataclass(frozen=True)
class Servers:
    """What services talk to, and at which ports."""

    home: Home
    ports: Mapping[str, int]
    kafka: Kafka
    postgres: Postgres
    valkey: Valkey
    nursery: Nursery


def make_services(servers: Servers) -> dict[str, Service]:
    """All services by name, not started."""
    return {spec.name: _service(spec, servers) for spec in SPECS}


def _service(spec: Spec, servers: Servers) -> Service:
    environment: Callable[[], Mapping[str, str]] = partial(_environment, spec, servers)
    program = Program(spec.module, ("all",), "/health/ready", environment)
    return Service(spec.name, servers.home, servers.ports, program, servers.nursery)


def _environment(spec: Spec, servers: Servers) -> dict[str, str]:
    secrets, ports = servers.home.secrets, servers.ports
    common = {
        "TERO_HTTP_HOST": HOST,
        "TERO_HTTP_PORT": str(ports[spec.name]),
        "TERO_DATABASE_URL": servers.postgres.url(spec.module, port=ports["postgres"]),
        "TERO_KAFKA_SERVERS": servers.kafka.servers_at(ports),
        "TERO_REDIS_URL": servers.valkey.url_at(ports["valkey"]),
        "TERO_JWKS_FILE": str(secrets / "jwks.json"),
        "TERO_INSTANCE": f"{spec.name}-0",
        "TERO_COMES_BACK": "true",
    }
    places = {"secrets": secrets, "ports": ports, "data": servers.home.data(spec.name)}
    filled = {name: text.format(**places) for name, text in spec.extra.items()}
    return common | filled
