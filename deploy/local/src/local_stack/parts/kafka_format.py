"""Prepares a broker's data folder without paying for a Java start each time.

Formatting writes two files: `bootstrap.checkpoint`, the same for every cluster of one version, and
`meta.properties`, which names the cluster and the node. The first is made once by Kafka's own tool
and kept in the cache; the second is written here.
"""

import base64
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Sequence
from pathlib import Path

from local_stack.parts.java import Java
from local_stack.parts.kafka_settings import as_properties, broker_settings

CHECKPOINT = "bootstrap.checkpoint"


class FormatFailed(RuntimeError):
    """Kafka's own tool refused to format a folder."""


def cluster_id(folder: Path) -> str:
    """The id of the cluster in a stack's folder: brokers are prepared in parallel and must agree,
    and a client must not mistake one stack for another that had the same port before."""
    return _as_kafka_writes(uuid.uuid5(uuid.NAMESPACE_URL, str(folder)))


def is_formatted(data: Path) -> bool:
    return (data / "meta.properties").exists()


def format_folder(data: Path, node: int, cluster: str, checkpoint: Path) -> None:
    """Makes `data` the empty log folder of broker `node` of the cluster."""
    data.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(checkpoint, data / CHECKPOINT)
    part = data / "meta.properties.part"
    part.write_text(
        as_properties(
            {
                "version": "1",
                "cluster.id": cluster,
                "node.id": str(node),
                "directory.id": _as_kafka_writes(uuid.uuid4()),
            }
        )
    )
    part.replace(data / "meta.properties")


def cached_checkpoint(java: Java, archives: Sequence[Path], version: str, cache: Path) -> Path:
    """The checkpoint file of this Kafka version, made by its StorageTool when not yet kept."""
    kept = cache / f"kafka-{version}.checkpoint"
    if not kept.exists():
        with tempfile.TemporaryDirectory() as name:
            made = run_storage_tool(java, archives, Path(name))
            part = kept.with_suffix(f".{os.getpid()}.part")
            shutil.copyfile(made, part)
            part.replace(kept)
    return kept


def run_storage_tool(
    java: Java, archives: Sequence[Path], folder: Path, arguments: Sequence[str] = ()
) -> Path:
    """The checkpoint file that Kafka's own tool makes in an empty folder."""
    folder.mkdir(parents=True, exist_ok=True)
    ports = {"kafka-1": 9092, "kafka-1-controller": 9093}
    settings = broker_settings(1, ports, [9093], folder / "data")
    (folder / "server.properties").write_text(as_properties(settings))
    command = [java.program, *java.options(128), "-cp", ":".join(map(str, archives))]
    command += ["kafka.tools.StorageTool", "format", "-t", _as_kafka_writes(uuid.uuid4())]
    command += ["-c", str(folder / "server.properties"), *arguments]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if answer.returncode != 0:
        raise FormatFailed(f"Kafka's StorageTool failed: {answer.stderr or answer.stdout}")
    return folder / "data" / CHECKPOINT


def _as_kafka_writes(number: uuid.UUID) -> str:
    """22 characters; the first is never a dash, which a command line would take for an option."""
    text = base64.urlsafe_b64encode(number.bytes).decode().rstrip("=")
    return f"A{text[1:]}" if text.startswith("-") else text
