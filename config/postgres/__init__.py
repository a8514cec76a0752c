"""A private PostgreSQL that starts by itself and stops after its last user.

Also copies of the whole database.
"""
