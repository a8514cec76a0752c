"""Budgets that are measured, not tested: each module returns rows of name, value and unit."""
