"""Breaks a running Tero in every way we know, and accounts for what became of each contact."""
