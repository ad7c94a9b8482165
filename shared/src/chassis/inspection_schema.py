"""Which version a service's database has, and which its code expects."""

import re
from importlib.util import find_spec
from pathlib import Path

from chassis.database import Driver

_REVISION = re.compile(r"^(down_revision|revision)\s*(?::[^=]+)?=\s*[\"'](.+?)[\"']", re.MULTILINE)


def newest_revision(service: str) -> str | None:
    """The last of a service's migrations; None if it has none. Read from the files' text: what
    runs migrations costs 14 MB that a running service never needs."""
    package = find_spec(service.replace("-", "_"))
    if package is None or not package.submodule_search_locations:
        return None
    folder = Path(package.submodule_search_locations[0]) / "migrations" / "versions"
    found = [dict(_REVISION.findall(file.read_text())) for file in folder.glob("*.py")]
    followed = {each.get("down_revision") for each in found}
    newest = {each["revision"] for each in found if "revision" in each} - followed
    return max(newest, default=None)


async def applied_revision(connection: Driver) -> str | None:
    """The version that the database was brought to."""
    if await connection.fetchval("select to_regclass('alembic_version')") is None:
        return None
    version: str | None = await connection.fetchval("select version_num from alembic_version")
    return version
