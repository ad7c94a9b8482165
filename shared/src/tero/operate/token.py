"""`tero token`: log in once, and use the token elsewhere until it expires."""

import typer

from tero.operate.command import Desk, operates
from tero.operate.printing import print_json


@operates
async def token(desk: Desk) -> int:
    """Print a token: `export TERO_TOKEN=$(python -m tero token --login ana)`."""
    desk.door.keep_session()
    if desk.as_json:
        print_json({"token": desk.door.token})
    else:
        typer.echo(desk.door.token)
    return 0
