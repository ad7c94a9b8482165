"""A day at an internet provider's desk, made up from one seed and played against a running stack.

Everything follows from `SEED`: customers, accounts and the recorded day are the same on every
machine and in every version of Python. The clock is never asked; a time of day becomes a moment
when somebody says which date it is (`ANCHOR`, or the moment of playing).
"""

from datetime import date

SEED = "tero-demo-1"
"""Change it, and everybody in the demonstration is somebody else."""

ANCHOR = date(2026, 11, 23)
"""The date of the recorded day when nobody says another: a Monday."""

CUSTOMERS = 2_000
CONTACTS = 600
