"""Builds the console (`web/`): with a Node that is there, once per content."""
