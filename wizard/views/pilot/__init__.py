"""The pilot as its owner, a second rater and readers see it."""
