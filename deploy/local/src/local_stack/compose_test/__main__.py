"""`python -m local_stack.compose_test [--require] [--compose COMMAND] [--keep-images]`."""

import sys
from argparse import ArgumentParser

from rich.console import Console

from local_stack.compose_test.engine import CommandFailed, NoEngine, find_engine
from local_stack.compose_test.project import NotHealthy
from local_stack.compose_test.proof import TooSoft, prove
from local_stack.compose_test.stand_ins import CannotStandIn
from local_stack.compose_test.steps import Protocol
from local_stack.compose_test.through_gateway import WrongAnswer


def main() -> int:
    """0 when proven, or skipped where there is no way to; 1 when not, 2 when required in vain."""
    parser = ArgumentParser("local_stack.compose_test", description=__doc__)
    parser.add_argument("--require", action="store_true", help="without an engine, fail")
    parser.add_argument("--compose", help="the command, such as docker-compose")
    parser.add_argument("--keep-images", action="store_true", help="for a quicker next time")
    chosen = parser.parse_args()
    console = Console()
    protocol = Protocol(console)
    try:
        prove(find_engine(chosen.compose), protocol, keep_images=chosen.keep_images)
    except (NoEngine, CannotStandIn) as error:
        console.print(f"{'required, but' if chosen.require else 'skipped:'} {error}", markup=False)
        return 2 if chosen.require else 0
    except (CommandFailed, NotHealthy, TooSoft, WrongAnswer) as error:
        console.print(f"not proven: {error}", markup=False, highlight=False)
        return 1
    protocol.print_table()
    return 0


if __name__ == "__main__":
    sys.exit(main())
