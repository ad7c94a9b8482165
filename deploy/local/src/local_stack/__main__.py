"""`python -m local_stack`: the stack that people use, in `.local` of the repository."""

from local_stack.cli.app import app

if __name__ == "__main__":
    app(prog_name="local_stack")
