"""What every service must be told. Nothing secret has a default; what is missing stops it."""

from pathlib import Path
from typing import Literal

from pydantic import Field, PostgresDsn, RedisDsn
from pydantic_settings import BaseSettings, SettingsConfigDict


class ServiceSettings(BaseSettings):
    """Read from the environment, prefix `TERO_`; frozen. Services add what is their own."""

    model_config = SettingsConfigDict(env_prefix="TERO_", frozen=True)

    database_url: PostgresDsn
    kafka_servers: str
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
    database_pool: int = 10

    @property
    def kafka_bootstrap(self) -> list[str]:
        """Host and port of each broker; libraries take a comma-separated text for one host."""
        return [server.strip() for server in self.kafka_servers.split(",")]
