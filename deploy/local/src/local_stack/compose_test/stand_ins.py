"""Builds images under official names, from Debian's packages and the local stack's software."""

import os
import shutil
import subprocess
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from local_stack.compose_test import software
from local_stack.compose_test.engine import Engine, run
from local_stack.paths import REPOSITORY

BASE = "tero-stand-in-base:1"
FOLDER = REPOSITORY / "deploy" / "images" / "stand-ins"
MIRROR_SETTING = "TERO_DEBIAN_MIRROR"
_RELEASE = "trixie"  # with Python 3.13
_PACKAGES = (
    "ca-certificates",
    "libcap2-bin",
    "netcat-openbsd",
    "python3",
    "python3-venv",
    "valkey-tools",
    "wget",
)
_BOOTSTRAP_SECONDS = 1200.0

STAND_INS = {
    "python": ("python", software.add_pip_settings),
    "apache/kafka": ("kafka", software.add_kafka),
    "postgres": ("postgres", software.add_postgres),
    "valkey/valkey": ("valkey", software.add_valkey),
    "caddy": ("caddy", software.add_caddy),
    "axllent/mailpit": ("mailpit", software.add_mail_sink),
}


class CannotStandIn(RuntimeError):
    """There is no registry, and this machine cannot make stand-ins."""


def check_possible(images: Collection[str]) -> None:
    """Raises CannotStandIn, saying what is missing."""
    unknown = [image for image in images if image.partition(":")[0] not in STAND_INS]
    if unknown:
        raise CannotStandIn(f"there is no stand-in for {', '.join(unknown)}")
    if shutil.which("debootstrap") is None or os.getuid() != 0:
        raise CannotStandIn(
            f"{', '.join(images)} cannot be pulled; stand-ins for them need Debian's debootstrap, "
            "run as root"
        )


def make_base(engine: Engine) -> None:
    """Debian with the packages that the stand-ins share."""
    with _scratch() as folder:
        target = folder / "root"
        command = ["debootstrap", "--variant=minbase", f"--include={','.join(_PACKAGES)}"]
        mirror = os.environ.get(MIRROR_SETTING)
        command += [_RELEASE, str(target), *([mirror] if mirror else [])]
        run(command, {}, _BOOTSTRAP_SECONDS)
        with subprocess.Popen(
            ["tar", "-C", str(target), "--exclude=./var/cache/apt/*", "-c", "."],
            stdout=subprocess.PIPE,
        ) as tar:
            subprocess.run(
                ["docker", "import", "-c", "LABEL tero.part=stand-in", "-", BASE],
                stdin=tar.stdout,
                stdout=subprocess.DEVNULL,
                check=True,
            )


def make_stand_in(engine: Engine, image: str) -> None:
    """Builds the stand-in and gives it the official name."""
    name, add = STAND_INS[image.partition(":")[0]]
    with _scratch() as folder:
        context = folder / name
        shutil.copytree(FOLDER / name, context)
        add(context)
        engine.docker("build", "--quiet", "--force-rm", "--tag", image, str(context))


@contextmanager
def _scratch() -> Iterator[Path]:
    folder = Path(mkdtemp(prefix="tero-stand-in-"))
    try:
        yield folder
    finally:
        # What an interrupted bootstrap has mounted in there is not to be emptied.
        subprocess.run(["rm", "-rf", "--one-file-system", str(folder)], check=False)
