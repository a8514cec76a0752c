"""Sensitivity: what would change the name, by the same ranking with one thing replaced."""
