"""The invariants: pure functions of a ledger and the evidence that say what is wrong."""
