"""Imports and downloads: rows as CSV and Excel, judged before writing, and others' prices."""
