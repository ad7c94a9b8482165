"""`python -m tero`: the operator's command."""

from tero.app import app

app(prog_name="tero")
