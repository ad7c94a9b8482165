"""What every service must be told. Nothing secret has a default; what is missing stops it."""

from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, PostgresDsn, RedisDsn

from chassis.brokers import BrokerSettings
from chassis.client_address import Networks
from chassis.outbox import SHARDS
from chassis.rate_limits import RateLimits


def _is_a_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("expected a time zone like America/Bogota") from error
    return name


class ServiceSettings(BrokerSettings):
    """Read from the environment, prefix `TERO_`; frozen. Services add what is their own."""

    database_url: PostgresDsn
    """The service's own database, with its role and password."""
    redis_url: RedisDsn
    """Redis or Valkey: counts requests, and carries what need not be kept."""
    jwks_file: Path
    """The public keys by which access tokens are believed."""
    instance: str
    """The name of this process, no other's: by it Kafka gives it back its partitions."""
    http_host: str = "127.0.0.1"
    """The address at which it listens."""
    http_port: int = 8000
    """The port at which it listens."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """The least of what is logged."""
    otlp_endpoint: str | None = None
    """The OpenTelemetry collector that traces go to; without it there are none."""
    trace_ratio: float = Field(0.05, ge=0, le=1)
    """The part of what begins here that is traced."""
    session_timeout_ms: int = 30_000
    """After so many milliseconds of silence Kafka gives a worker's partitions to another."""
    request_timeout_ms: int = 20_000
    """So many milliseconds a broker has to acknowledge what is sent from the outbox."""
    stall_seconds: float = 45.0
    """A worker ends itself when for so many seconds there was lag and nothing moved."""
    comes_back: bool = False
    """It begins anew when it has ended itself: for where nobody else starts it again."""
    # Seven services fit into 300 connections.
    database_pool: int = Field(10, ge=1)
    """Connections to the database for what people ask."""
    work_pool: int = Field(6, ge=2)
    """Connections to the database for all else."""
    relay_shards: int = Field(SHARDS, ge=0, le=SHARDS)
    """How much of the outbox a worker publishes itself; the rest is for the role `relay`."""
    step_up_seconds: int = Field(600, ge=30, le=24 * 3600)
    """For so many seconds after a fresh proof of who they are people may do what asks for one."""
    rate_limits: RateLimits = RateLimits()
    """How often callers may ask: what is given here is changed, the rest stays."""
    time_zone: Annotated[str, AfterValidator(_is_a_zone)] = "America/Argentina/Buenos_Aires"
    """The company's clock: by it the desk opens and closes, and days begin and end."""
    trusted_gateways: str = "127.0.0.0/8,::1/128"
    """Networks, comma separated, from which `X-Forwarded-For` is believed."""

    @property
    def zone(self) -> ZoneInfo:
        """The company's clock."""
        return ZoneInfo(self.time_zone)

    @property
    def gateway_networks(self) -> Networks:
        """From where `X-Forwarded-For` is believed: addresses or networks, comma separated."""
        return tuple(ip_network(each.strip()) for each in self.trusted_gateways.split(","))
