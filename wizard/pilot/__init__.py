"""A plan's pilot: terms that lock, results that come in once, the verdict on them, and the money that follows."""
