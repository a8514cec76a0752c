"""Hostile requests by the hundred thousand, against the whole site in one process.

They are drawn by chance from a seed.
"""
