"""Fixtures every test may use."""

pytest_plugins = ["chassis_testing.servers"]
