"""Imports and downloads: rows as CSV and JSON, judged before anything is written, and prices from lists of others."""
