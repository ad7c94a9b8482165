"""`python -m local_stack.compose_secrets [FOLDER]`: makes the secrets of docker-compose.yml.

Missing ones are made at random, those that are there stay. Containers run as users of their own and
must read their secrets: so it is the folder that nobody else may enter, and not the files.
"""

from argparse import ArgumentParser
from pathlib import Path

from local_stack.credentials import make_credentials
from local_stack.paths import REPOSITORY
from local_stack.process.part import Home
from local_stack.secret_files import password
from local_stack.services import SPECS

FOLDER = REPOSITORY / ".compose"
PASSWORDS = (
    "valkey-password",
    "postgres-postgres",
    *(f"postgres-{spec.module}" for spec in SPECS),
)


def make_secrets(folder: Path) -> Path:
    """Makes what is missing under `folder`, and answers the folder that compose is told of."""
    home = Home(folder.resolve())
    make_credentials(home)
    for name in PASSWORDS:
        password(home, name)
    home.secrets.chmod(0o700)
    for file in home.secrets.iterdir():
        file.chmod(0o444)
    return home.secrets


if __name__ == "__main__":
    parser = ArgumentParser("local_stack.compose_secrets", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, metavar="FOLDER")
    print(f"secrets are in {make_secrets(parser.parse_args().folder)}")
