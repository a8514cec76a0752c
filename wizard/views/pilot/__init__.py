"""The pilot as its owner runs it."""
