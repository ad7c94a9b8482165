"""The recorded day, played against a running stack by people who use its public interfaces."""
