"""Hostile requests by the hundred thousand, drawn by chance from a seed, against the whole site in one process."""
