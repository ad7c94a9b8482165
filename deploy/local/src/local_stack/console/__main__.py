"""`python -m local_stack.console build | check`."""

import sys
from pathlib import Path

from local_stack.console import build
from local_stack.console.build import CannotBuild
from local_stack.console.node import NoNode
from local_stack.console.running import shown
from local_stack.paths import WEB

_TOOLS = (
    ("style of the console", "@biomejs/biome/bin/biome", ("ci", "--error-on-warnings")),
    ("types of the console", "typescript/bin/tsc", ("--noEmit",)),
    ("logic of the console", "vitest/vitest.mjs", ("run",)),
)


def check() -> None:
    """Style, types against the services' API documents, and the tests of its logic."""
    with build.in_turn():
        node = build.install(shown)
        build.generate(shown, node)
    for what, tool, words in _TOOLS:
        shown(f"The {what}", (node.program, str(Path(WEB, "node_modules", tool)), *words))


def main() -> None:
    """Ends with a sentence where something is missing or wrong."""
    try:
        match sys.argv[1:]:
            case ["build"]:
                build.build(shown)
            case ["check"]:
                check()
            case _:
                raise SystemExit(__doc__)
    except (CannotBuild, NoNode) as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
