"""What is measured, not tested: each part returns rows of the one table."""
