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
    """Read from the environment, prefix `TERO_`; frozen. Services add what is their own.

    `time_zone` is the company's clock: by it the desk opens and closes, and days begin and end.
    """

    database_url: PostgresDsn
    redis_url: RedisDsn
    jwks_file: Path
    instance: str
    http_host: str = "127.0.0.1"
    http_port: int = 8000
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    otlp_endpoint: str | None = None
    trace_ratio: float = Field(0.05, ge=0, le=1)
    session_timeout_ms: int = 30_000
    request_timeout_ms: int = 20_000
    stall_seconds: float = 30.0
    # For where nobody else starts a service again that has ended by itself.
    comes_back: bool = False
    # Connections for what people ask, and for all else: seven services fit into 300.
    database_pool: int = Field(10, ge=1)
    work_pool: int = Field(6, ge=2)
    # How much of the outbox a worker publishes itself; what it leaves is for the role `relay`.
    relay_shards: int = Field(SHARDS, ge=0, le=SHARDS)
    step_up_seconds: int = Field(600, ge=30, le=24 * 3600)
    rate_limits: RateLimits = RateLimits()
    time_zone: Annotated[str, AfterValidator(_is_a_zone)] = "America/Argentina/Buenos_Aires"
    trusted_gateways: str = "127.0.0.0/8,::1/128"

    @property
    def zone(self) -> ZoneInfo:
        """The company's clock."""
        return ZoneInfo(self.time_zone)

    @property
    def gateway_networks(self) -> Networks:
        """From where `X-Forwarded-For` is believed: addresses or networks, comma separated."""
        return tuple(ip_network(each.strip()) for each in self.trusted_gateways.split(","))
