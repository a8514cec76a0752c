"""Imports and downloads: rows as CSV and JSON, judged before writing, and others' prices."""
