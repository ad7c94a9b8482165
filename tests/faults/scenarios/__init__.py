"""The faults, one file each; see `tests.faults.scenario`."""
