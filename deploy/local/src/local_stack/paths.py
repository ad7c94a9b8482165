"""Where things are: the repository, the shared cache, the state of `make run`."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[4]
MAVEN_LOCK = REPOSITORY / "deploy" / "local" / "maven.lock"
GATEWAY = REPOSITORY / "deploy" / "gateway"
WEB = REPOSITORY / "web"
CONSOLE = WEB / "dist"
API_DOCUMENTS = REPOSITORY / "docs" / "api"
STATE = REPOSITORY / ".local"


def cache_folder() -> Path:
    """The folder of downloaded software, shared by every stack; `TERO_CACHE` moves it."""
    return Path(os.environ.get("TERO_CACHE") or REPOSITORY / ".cache").resolve()
