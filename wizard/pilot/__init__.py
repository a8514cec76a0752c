"""A plan's pilot: terms that lock, results taken once, verdicts, and the money that follows."""
