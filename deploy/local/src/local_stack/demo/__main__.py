"""`python -m local_stack.demo`: load the demonstration's data, or play its day."""

import argparse
import asyncio
import sys
from pathlib import Path

from local_stack.demo import CONTACTS, CUSTOMERS
from local_stack.demo.installation import Installation
from local_stack.demo.load import load
from local_stack.demo.trouble import Trouble
from local_stack.paths import STATE


def main() -> int:
    """The exit code: 0 when all is as it should be."""
    options = _options()
    try:
        installation = Installation.at(options.folder.resolve())
        if options.command == "load":
            asyncio.run(load(installation, options.customers))
            return 0
        from local_stack.demo.play.play import Wishes, play  # noqa: PLC0415 - slow to load

        wishes = Wishes(options.contacts, options.customers, options.speed, options.json)
        return asyncio.run(play(installation, wishes))
    except Trouble as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="local_stack.demo", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--folder", type=Path, default=STATE, help="the stack's folder")
    common.add_argument("--customers", type=int, default=CUSTOMERS, help="how many there are")
    commands.add_parser("load", parents=[common], help="bring in customers and accounts, once")
    player = commands.add_parser("play", parents=[common], help="play the day and account for it")
    player.add_argument("--contacts", type=int, default=CONTACTS, help="how many reach the desk")
    player.add_argument(
        "--speed", type=float, help="1 is real time, 60 an hour a minute; else without pauses"
    )
    player.add_argument("--json", type=Path, help="write the accounting to this file, too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
