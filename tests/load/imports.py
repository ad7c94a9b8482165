"""How fast customers are imported: `python -m tests.load.imports [COUNT]`.

The directory is assembled as it runs, on a real PostgreSQL, without Kafka: what is told of each
customer is written to the outbox and stays there. A CSV file is sent, worked off, sent again.
"""

import asyncio
import csv
import io
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from chassis.due import Timers
from chassis.migrations import migrate
from chassis.service import Service
from chassis_testing.harness import Harness, make_signing_keys, running
from directory.app import define
from directory.settings import Settings
from local_stack.demo.data.customers import customers
from local_stack.stack import Stack

COUNT = 100_000
FEWEST_PER_SECOND = 500
PATH = "/api/v1/customers/imports"
_HEADER = (
    "number", "name", "kind", "national_id_kind", "national_id", "country", "phone", "phone 2",
    "email", "contract", "plan", "state", "address", "city", "node", "latitude", "longitude",
    "speed_down_mbps", "speed_up_mbps", "server", "serial", "item_number", "warranty_until",
)  # fmt: skip


def table(count: int) -> bytes:
    """So many customers, a row for each of their contracts."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";")
    rows.writerow(_HEADER)
    for line in (customer.as_line() for customer in customers(count)):
        units = {each["contract"]: each for each in line["units"]}
        for contract in line["contracts"]:
            rows.writerow(_row(line, contract, units.get(contract["number"], {})))
    return text.getvalue().encode()


def _row(line: dict[str, Any], contract: dict[str, Any], unit: dict[str, Any]) -> list[object]:
    phones = [*line["phones"], "", ""]
    names = ("number", "plan", "state", "address", "city", "node", "latitude", "longitude")
    return [
        *(line[name] for name in _HEADER[:6]),
        *phones[:2],
        next(iter(line["emails"]), ""),
        *(contract[name] for name in names),
        contract["speed_down_kbps"] // 1024,
        contract["speed_up_kbps"] // 1024,
        contract["server"],
        *(unit.get(name, "") for name in ("serial", "item_number", "warranty_until")),
    ]


async def import_once(harness: Harness[Any], content: bytes) -> dict[str, float]:
    """Send it and have it worked off; seconds of both, and what became of the customers."""
    headers = await harness.account("customers.import", role="administrator")
    began = time.perf_counter()
    answer = await harness.client.post(f"{PATH}?format=csv", content=content, headers=headers)
    answer.raise_for_status()
    received, processor = time.perf_counter(), time.process_time()
    timers = Timers(harness.service.database, harness.service.definition.timers)
    while await timers.fire_one():
        pass
    done, spent = time.perf_counter(), time.process_time() - processor
    run = (await harness.client.get(answer.json()["href"], headers=headers)).json()
    told = run["created"] + run["updated"] + run["unchanged"]
    return {
        "mib": round(len(content) / 2**20, 1),
        "rows": run["rows"],
        "created": run["created"],
        "unchanged": run["unchanged"],
        "refused": run["refused"],
        "receive_seconds": round(received - began, 1),
        "work_seconds": round(done - received, 1),
        "work_processor_seconds": round(spent, 1),
        "customers_per_second": round(told / (done - began)),
    }


async def _measure(folder: Path, count: int) -> dict[str, dict[str, float]]:
    keys = make_signing_keys(folder)
    signing_key, password = folder / "signing-key.json", folder / "admin-password"
    signing_key.write_text(json.dumps(keys.private.as_dict(private=True)))
    password.write_text("the first one 1234\n")
    content = table(count)
    async with Stack(folder / "stack", parts={"postgres"}) as stack:
        url = await stack.postgres.create_database("bench_directory")
        await asyncio.to_thread(migrate, "directory", url)
        settings = Settings.model_validate(
            {
                "database_url": url,
                "kafka_servers": "127.0.0.1:1",
                "redis_url": "redis://127.0.0.1:1",
                "jwks_file": keys.jwks_file,
                "instance": "bench",
                "signing_key_file": signing_key,
                "admin_password_file": password,
            }
        )
        async with running(Service(define(settings), settings, "api"), keys) as harness:
            first = await import_once(harness, content)
            return {"first": first, "again": await import_once(harness, content)}


def main() -> int:
    """0, or 1 when it is too slow."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory(prefix="tero-load-") as folder:
        Path(folder).chmod(0o755)
        found = asyncio.run(_measure(Path(folder), count))
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    return int(found["first"]["customers_per_second"] < FEWEST_PER_SECOND)


if __name__ == "__main__":
    sys.exit(main())
