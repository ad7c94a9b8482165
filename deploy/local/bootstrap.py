"""Makes `.venv` from requirements.lock, once per content. Standard library only.

Understood by any Python 3, so that an old one gets a sentence and not a syntax error.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import runpy
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements.lock"
CACHE = ROOT / ".cache"
STAMP = VENV / "tero-stamp"
OLDEST = (3, 11)
PATTERNS = ("shared", "services/*", "deploy/local", "deploy/simulators/*")


def main() -> None:
    """Does nothing when the environment is of this lock and of these packages."""
    if sys.version_info < OLDEST:
        raise SystemExit(
            f"Tero needs Python {OLDEST[0]}.{OLDEST[1]} or later; "
            f"{sys.executable} is {sys.version.split()[0]}."
        )
    wanted = fingerprint()
    if is_made(wanted):
        return
    CACHE.mkdir(exist_ok=True)
    with open(CACHE / "bootstrap.lock", "wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a parallel call finds the work done
        if not is_made(wanted):
            make(wanted)


def is_made(wanted: str) -> bool:
    """Whether the environment was made for exactly this content."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted


def fingerprint() -> str:
    """A digest of everything that decides what is in the environment."""
    digest = hashlib.sha256(str(ROOT).encode())
    for file in (Path(__file__), LOCK, *(folder / "pyproject.toml" for folder in packages())):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def packages() -> list[Path]:
    """Our own packages' folders."""
    found = (folder for pattern in PATTERNS for folder in sorted(ROOT.glob(pattern)))
    return [folder for folder in found if (folder / "pyproject.toml").exists()]


def make(wanted: str) -> None:
    """Creates the environment, or brings it to the lock's content."""
    began = time.monotonic()
    uv = VENV / "bin" / "uv"
    STAMP.unlink(missing_ok=True)
    if not PYTHON.exists():
        step("virtual environment", create)
    environment = settings()
    if not uv.exists():
        step("uv, by its hash", install_uv)
    target = ("--quiet", "--python", str(PYTHON))
    sync = (str(uv), "pip", "sync", *target, "--require-hashes", str(LOCK))
    step("locked packages", lambda: run(sync, environment))
    own = [word for folder in packages() for word in ("--editable", str(folder))]
    editable = (str(uv), "pip", "install", *target, "--no-deps", "--no-build-isolation", *own)
    step("Tero's own packages", lambda: run(editable, environment))
    STAMP.write_text(wanted)
    print(f"Python environment ready after {time.monotonic() - began:.1f} s")


def create() -> None:
    """Makes the virtual environment, with pip in it."""
    if importlib.util.find_spec("ensurepip") is None:
        raise SystemExit(
            "This Python has no `venv`: install it first (on Debian and Ubuntu: "
            f"apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv)."
        )
    shutil.rmtree(VENV, ignore_errors=True)
    run((sys.executable, "-m", "venv", str(VENV)))


def pip() -> list[str]:
    """The command of the environment's own pip."""
    return [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]


def settings() -> dict[str, str]:
    """The environment for uv, with the user's pip configuration in it."""
    beside = runpy.run_path(str(Path(__file__).with_name("pip_settings.py")))
    return dict(beside["uv_environment"](pip()))


def install_uv() -> None:
    """Installs the locked uv with pip, which checks its hash."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "uv.txt"
        file.write_text(lines_of("uv"))
        run((*pip(), "install", "--quiet", "--no-deps", "--require-hashes", "-r", str(file)))


def lines_of(package: str) -> str:
    """The lines of the lock that pin one package."""
    lines = LOCK.read_text().splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith(package + "=="))
    last = next(n for n in range(first, len(lines)) if not lines[n].endswith("\\"))
    return "\n".join(lines[first : last + 1]) + "\n"


def run(command: Sequence[str], environment: dict[str, str] | None = None) -> None:
    """Runs a command; ends with its own message when it fails."""
    if subprocess.run(command, env=environment, check=False).returncode != 0:
        raise SystemExit("The Python environment could not be made: see the message above.")


def step(what: str, work: Callable[[], None]) -> None:
    """Does one piece of work and prints how long it took."""
    began = time.monotonic()
    work()
    print(f"  {what:<24}{time.monotonic() - began:6.1f} s", flush=True)


if __name__ == "__main__":
    main()
