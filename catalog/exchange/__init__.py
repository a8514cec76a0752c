"""In and out of the desk: rows as CSV and JSON, judged before anything is written, and prices from lists of others."""
