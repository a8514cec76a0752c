"""The questions: what is asked of an owner, page by page, and the answers that they make."""
