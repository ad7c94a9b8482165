"""The made-up provider: its cities, customers and accounts."""
