"""`python -m reporting migrate | api | worker | all`."""

from chassis.command import main
from reporting.app import define
from reporting.settings import Settings

if __name__ == "__main__":
    main("reporting", Settings, define)
