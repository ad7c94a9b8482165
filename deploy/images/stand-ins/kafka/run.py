"""Starts the broker as the official image does: variables are settings, the folder is formatted."""

import os
import subprocess
from pathlib import Path

SETTINGS = Path("/opt/kafka/config/server.properties")
NO_SETTINGS = {"KAFKA_HEAP_OPTS", "KAFKA_OPTS", "KAFKA_JVM_PERFORMANCE_OPTS"}
OPTIONS = [
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dlog4j2.statusLoggerLevel=OFF",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
]


def main() -> None:
    """Becomes the broker."""
    SETTINGS.write_text(properties())
    java = ["/opt/java/bin/java", *os.environ.get("KAFKA_HEAP_OPTS", "").split(), *OPTIONS]
    java += ["-cp", "/opt/kafka/libs/*"]
    format_folder = ["kafka.tools.StorageTool", "format", "--ignore-formatted"]
    format_folder += ["-t", os.environ["CLUSTER_ID"], "-c", str(SETTINGS)]
    subprocess.run([*java, *format_folder], check=True)
    os.execv(java[0], [*java, "kafka.Kafka", str(SETTINGS)])  # noqa: S606


def properties() -> str:
    """`KAFKA_NODE_ID=1` as `node.id=1`."""
    return "".join(
        f"{name.removeprefix('KAFKA_').lower().replace('_', '.')}={value}\n"
        for name, value in os.environ.items()
        if name.startswith("KAFKA_") and name not in NO_SETTINGS
    )


main()
