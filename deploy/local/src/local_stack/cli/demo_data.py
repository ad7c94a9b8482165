"""The demonstration data, loaded through the public interfaces when they are new or changed."""

import sys
from functools import partial

from local_stack.demo.load import is_loaded
from local_stack.process.run import run_to_end
from local_stack.stack import Stack
from local_stack.steps import Step

MODULE = "local_stack.demo"
NAME = "demo data"


def demo_steps(stack: Stack) -> list[Step]:
    """The step that loads the data, when this stack is whole and has not these."""
    is_whole = {"gateway", *stack.services} <= stack.chosen
    if not is_whole or is_loaded(stack.home):
        return []
    return [Step(NAME, partial(_load, stack))]


async def _load(stack: Stack) -> None:
    command = [sys.executable, "-m", MODULE, "load", "--folder", str(stack.folder)]
    log = stack.home.log("demo")
    await run_to_end("loading the demo data", command, log, {}, folder=stack.folder)
