"""`make audit`: a site as in production, every address of its map walked.

What is found is told in one table.
"""
